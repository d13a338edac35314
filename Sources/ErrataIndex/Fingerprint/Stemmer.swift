/// Takes English endings off words, so that vaccines, vaccinated and vaccination are one: the algorithm of Porter 1980,
/// "An algorithm for suffix stripping".
///
/// Words with other letters than a to z, and those of more than `longest` letters, keep their form but for a possessive
/// ending. The rules do no harm to other languages in Latin letters as long as both sides are cut alike.
package enum Stemmer {
  /// Letters of the longest word that is stemmed.
  package static let longest = 32

  /// Hash of a lower-case word's stem: that of the stem written out.
  ///
  /// - Complexity: O(length); allocates nothing.
  package static func hash(_ word: UnsafeBufferPointer<UInt32>) -> UInt32 {
    let bare = withoutPossessive(word)
    return reduced(bare)?.hash ?? Hashing.unit(bare)
  }

  /// The stem of a word, for tests and explanations.
  package static func stem(_ word: String) -> String {
    word.unicodeScalars.map(\.value).withUnsafeBufferPointer { word in
      let bare = withoutPossessive(word)
      return reduced(bare)?.string ?? String(String.UnicodeScalarView(bare.compactMap { Unicode.Scalar($0) }))
    }
  }

  /// A word after all steps; `nil` for one that keeps its form.
  @inline(__always)
  private static func reduced(_ word: UnsafeBufferPointer<UInt32>) -> PorterWord? {
    guard (3...longest).contains(word.count), word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    var stem = PorterWord(word)
    stem.reduce()
    return stem
  }

  @inline(__always)
  private static func withoutPossessive(_ word: UnsafeBufferPointer<UInt32>) -> UnsafeBufferPointer<UInt32> {
    let count = word.count
    let isPossessive = count >= 3 && word[count - 1] == 0x73 && word[count - 2] == 0x27
    return UnsafeBufferPointer(rebasing: word[0..<(isPossessive ? count - 2 : count)])
  }
}
