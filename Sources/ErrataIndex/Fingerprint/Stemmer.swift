/// Takes endings off words, so that vaccines, vaccinated and vaccination are one: in English texts by the algorithm of
/// Porter 1980, "An algorithm for suffix stripping", in Spanish, Portuguese, French, Italian and German ones by the
/// light stemmers of Savoy (``LightRules``).
///
/// Words with other letters than a to z, and those of more than `longest` letters, keep their form but for a possessive
/// ending and, in French and Italian, an article or the like before an apostrophe (l'eau, dell'acqua). English rules
/// are for texts of all other languages, too: they do no harm as long as both sides are cut alike.
package enum Stemmer {
  /// Letters of the longest word that is stemmed.
  package static let longest = 32

  /// Hash of a lower-case word's stem: that of the stem written out.
  ///
  /// - Complexity: O(length); allocates nothing.
  package static func hash(_ word: UnsafeBufferPointer<UInt32>, in language: TextLanguage = .english) -> UInt32 {
    let bare = bare(word, language)
    return reduced(bare, language)?.hash ?? Hashing.unit(bare)
  }

  /// The stem of a word, for tests and explanations.
  package static func stem(_ word: String, in language: TextLanguage = .english) -> String {
    word.unicodeScalars.map(\.value).withUnsafeBufferPointer { word in
      let bare = bare(word, language)
      return reduced(bare, language)?.string
        ?? String(String.UnicodeScalarView(bare.compactMap { Unicode.Scalar($0) }))
    }
  }

  /// A word after all steps; `nil` for one that keeps its form.
  @inline(__always)
  private static func reduced(_ word: UnsafeBufferPointer<UInt32>, _ language: TextLanguage) -> StemWord? {
    guard (3...longest).contains(word.count), word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    var stem = StemWord(word)
    if language == .english { stem.reduceByPorter() } else { stem.reduceLightly(in: language) }
    return stem
  }

  @inline(__always)
  private static func bare(_ word: UnsafeBufferPointer<UInt32>, _ language: TextLanguage) -> UnsafeBufferPointer<UInt32>
  {
    let count = word.count
    let isPossessive = count >= 3 && word[count - 1] == 0x73 && word[count - 2] == 0x27
    let start = language == .english ? 0 : Elision.length(word, in: language)
    let end = isPossessive && count - 2 > start ? count - 2 : count
    return UnsafeBufferPointer(rebasing: word[start..<end])
  }
}
