internal import ErrataIndex

/// English prefixes that turn a word round: un, in, im, il, ir, dis, non.
enum NegatingPrefix {
  private static let prefixes = ["un", "in", "im", "il", "ir", "dis", "non"].map { $0.unicodeScalars.map(\.value) }
  private static let longestWord = 24

  /// Whether a word, given by its scalars, and the word with a hash, from a text of a language, differ by such a prefix
  /// on one side.
  static func differs(_ word: ArraySlice<UInt32>, from hash: UInt32, in language: TextLanguage = .english) -> Bool {
    guard word.count >= 3, word.count <= longestWord else { return false }
    return prefixes.contains { prefix in
      if word.starts(with: prefix), word.count >= prefix.count + 3,
        GuardWords.hash(Array(word.dropFirst(prefix.count)), in: language) == hash
      {
        return true
      }
      return GuardWords.hash(prefix + word, in: language) == hash
    }
  }
}
