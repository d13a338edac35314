internal import CErrataLexicon

/// Words that stand for one another although their stems differ, from a resource file: went for go, photograph for
/// picture.
package struct WordForms: Sendable {
  /// For the hash of a stem, the hash of the stem that stands for it.
  private let lemmas: [UInt32: UInt32]

  /// The table that is compiled in.
  package static let embedded = WordForms(
    table: String(
      decoding: UnsafeBufferPointer(start: errata_forms(), count: Int(errata_forms_length())), as: UTF8.self))

  /// Reads a table: a line has a word and, apart by tabs, the forms that it stands for; `#` begins a remark.
  package init(table: String) {
    var lemmas: [UInt32: UInt32] = [:]
    for line in table.split(separator: "\n") where !line.hasPrefix("#") {
      let forms = line.split(separator: "\t").map { WordForms.stem($0) }
      guard let lemma = forms.first else { continue }
      for form in forms.dropFirst() where form != lemma { lemmas[form] = lemma }
    }
    self.lemmas = lemmas
  }

  private static func stem(_ word: Substring) -> UInt32 {
    Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Stemmer.hash($0) }
  }

  /// The hash that a lower-case word is known by: its stem's, or that of the English word that stands for it.
  @inline(__always)
  package func hash(of word: UnsafeBufferPointer<UInt32>, in language: TextLanguage = .english) -> UInt32 {
    let stem = Stemmer.hash(word, in: language)
    return language == .english ? lemmas[stem] ?? stem : stem
  }
}
