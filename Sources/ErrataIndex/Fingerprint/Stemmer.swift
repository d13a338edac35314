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
    let count = lengthWithoutPossessive(word)
    let bare = UnsafeBufferPointer(rebasing: word[0..<count])
    guard (3...longest).contains(count), bare.allSatisfy({ (0x61...0x7A).contains($0) }) else {
      return Hashing.unit(bare)
    }
    var stem = PorterWord(bare)
    stem.reduce()
    return stem.hash
  }

  /// The stem of a word, for tests and explanations.
  package static func stem(_ word: String) -> String {
    let scalars = word.unicodeScalars.map(\.value)
    return scalars.withUnsafeBufferPointer { word in
      let count = lengthWithoutPossessive(word)
      let bare = UnsafeBufferPointer(rebasing: word[0..<count])
      guard (3...longest).contains(count), bare.allSatisfy({ (0x61...0x7A).contains($0) }) else {
        return String(String.UnicodeScalarView(bare.compactMap { Unicode.Scalar($0) }))
      }
      var stem = PorterWord(bare)
      stem.reduce()
      return stem.string
    }
  }

  private static func lengthWithoutPossessive(_ word: UnsafeBufferPointer<UInt32>) -> Int {
    let count = word.count
    return count >= 3 && word[count - 1] == 0x73 && word[count - 2] == 0x27 ? count - 2 : count
  }
}
