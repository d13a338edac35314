internal import ErrataIndex

/// Whether two words are one in other forms, of which only the one is known by its letters.
enum WordVariant {
  private static let longestWord = 24
  private static let endings = [
    "", "s", "es", "e", "d", "ed", "ing", "er", "or", "al", "an", "ian", "ist", "ism", "ly", "y",
  ].map { $0.unicodeScalars.map(\.value) }

  /// Whether the word with a hash, from a text of a language, has the same beginning and another ending, or differs by
  /// one letter.
  ///
  /// - Complexity: a thousand hashes at most.
  static func isVariant(_ word: ArraySlice<UInt32>, of hash: UInt32, in language: TextLanguage = .english) -> Bool {
    guard word.count >= 3, word.count <= longestWord else { return true }
    let word = Array(word)
    return hasOtherEnding(word, hash, language) || hasOtherLetter(word, hash, language)
  }

  private static func hasOtherEnding(_ word: [UInt32], _ hash: UInt32, _ language: TextLanguage) -> Bool {
    (max(3, word.count - 3)...word.count).contains { length in
      endings.contains { GuardWords.hash(Array(word.prefix(length)) + $0, in: language) == hash }
    }
  }

  private static func hasOtherLetter(_ word: [UInt32], _ hash: UInt32, _ language: TextLanguage) -> Bool {
    func isSame(_ other: [UInt32]) -> Bool { GuardWords.hash(other, in: language) == hash }
    return (0...word.count).contains { place in
      let (head, tail) = (Array(word.prefix(place)), word.dropFirst(place))
      return isSame(head + tail.dropFirst())
        || (UInt32(0x61)...0x7A).contains { letter in
          isSame(head + [letter] + tail) || isSame(head + [letter] + tail.dropFirst())
        }
    }
  }
}
