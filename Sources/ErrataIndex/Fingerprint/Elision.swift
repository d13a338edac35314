/// Articles, pronouns and the like that lost their vowel before another word: l'eau, dell'acqua.
enum Elision {
  /// Scalars of such a word and its apostrophe at the beginning of a word; 0 where none stands.
  static func length(_ word: UnsafeBufferPointer<UInt32>, in language: TextLanguage) -> Int {
    guard language == .french || language == .italian, let mark = word.prefix(longest + 1).firstIndex(of: 0x27),
      mark > 0, mark + 1 < word.count
    else { return 0 }
    let elided = language == .french ? french : italian
    return elided.contains { isEqual($0, UnsafeBufferPointer(rebasing: word[..<mark])) } ? mark + 1 : 0
  }

  private static let longest = 6

  private static let french: [StaticString] = [
    "l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
  ]

  private static let italian: [StaticString] = [
    "l", "d", "c", "m", "n", "s", "t", "v", "un", "gl", "all", "dell", "dall", "nell", "sull", "coll", "quell", "quest",
  ]

  private static func isEqual(_ word: StaticString, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
    word.utf8CodeUnitCount == scalars.count
      && scalars.indices.allSatisfy { UInt32(word.utf8Start[$0]) == scalars[$0] }
  }
}
