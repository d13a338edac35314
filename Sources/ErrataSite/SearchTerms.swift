internal import Foundation

/// The terms by which the pages' search finds claims; `SiteScript` cuts a query in the same way.
///
/// Letters and digits in compatibility form and lower case: words where a script sets blanks between them, else pairs
/// of neighbours, and a character that stands alone.
enum SearchTerms {
  /// Letters of the longest word; the rest of it is left out.
  static let longest = 32

  /// The distinct terms of a text, in the order in which they come.
  static func terms(_ text: String) -> [String] {
    var (terms, seen): ([String], Set<String>) = ([], [])
    func add(_ term: String) {
      if seen.insert(term).inserted { terms.append(term) }
    }
    var word = String.UnicodeScalarView()
    var run: [Unicode.Scalar] = []
    func end() {
      if !word.isEmpty { add(String(String.UnicodeScalarView(word.prefix(longest)))) }
      word.removeAll()
      if run.count == 1 { add(String(Character(run[0]))) }
      for (first, second) in zip(run, run.dropFirst()) { add(String(first) + String(second)) }
      run.removeAll()
    }
    for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      if isUnspaced(scalar.value) {
        if !word.isEmpty { end() }
        run.append(scalar)
      } else if isOfWord(scalar) {
        if !run.isEmpty { end() }
        word.append(scalar)
      } else {
        end()
      }
    }
    end()
    return terms
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// Thai, kana, and Han.
  private static func isUnspaced(_ value: UInt32) -> Bool {
    (0x0E01...0x0E4E).contains(value) || (0x3041...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
      || (0x20000...0x3FFFF).contains(value)
  }

  /// Files that the terms are spread over.
  static let shards = 256

  /// The file of a term: FNV-1a (Fowler, Noll and Vo) of its UTF-8, 32 bits, the lowest eight.
  static func shard(of term: String) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in term.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int(hash & 0xFF)
  }
}
