/// Characters and words that turn a statement into its opposite.
package enum Negation {
  /// Whether a Han character (simplified) can negate; its neighbours decide, see ``negates(_:at:)``.
  @inline(__always)
  package static func contains(ideograph scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E0D, 0x6CA1, 0x65E0, 0x975E, 0x672A, 0x52FF, 0x83AB, 0x522B, 0x5426: true  // 不没无非未勿莫别否
    default: false
    }
  }

  /// Whether the Han character at a position of a folded text negates there: 不 in 不能, not 不 in 不仅.
  @inline(__always)
  package static func negates(_ scalars: UnsafeBufferPointer<UInt32>, at position: Int) -> Bool {
    contains(ideograph: scalars[position]) && NegationWords.negates(scalars, at: position)
  }

  /// Whether the word right after a negating one takes the negation away: not only, no doubt, nicht nur.
  ///
  /// - Parameters:
  ///   - negating: the hash of the negating word, as units have it.
  ///   - next: the word after it.
  ///   - language: that of the text.
  package static func isLifted(
    _ negating: UInt32, by next: UnsafeBufferPointer<UInt32>, in language: TextLanguage = .english
  ) -> Bool {
    if language != .english, let list = NegationList.list(of: language) {
      return list.lifted.contains { equals($0.next, next) && hash($0.negating, language) == negating }
    }
    guard next.count >= 4, next.count <= 6, let words = lifting[negating] else { return false }
    return words.contains { equals($0, next) }
  }

  /// By the hash of the negating word.
  private static let lifting: [UInt32: [StaticString]] = [
    unit("not"): ["only", "just", "merely", "solely", "simply"], unit("no"): ["doubt", "wonder", "matter"],
  ]

  private static func unit(_ word: String) -> UInt32 {
    Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Hashing.unit($0) }
  }

  private static func hash(_ word: StaticString, _ language: TextLanguage) -> UInt32 {
    (0..<word.utf8CodeUnitCount).map { UInt32(word.utf8Start[$0]) }
      .withUnsafeBufferPointer { Stemmer.hash($0, in: language) }
  }

  private static func equals(_ candidate: StaticString, _ word: UnsafeBufferPointer<UInt32>) -> Bool {
    candidate.utf8CodeUnitCount == word.count
      && word.indices.allSatisfy { UInt32(candidate.utf8Start[$0]) == word[$0] }
  }

  /// Whether a lower-case word negates; English contractions in n't do, without their apostrophe too.
  package static func contains(word: UnsafeBufferPointer<UInt32>, in language: TextLanguage = .english) -> Bool {
    guard language != .english, let list = NegationList.list(of: language) else { return isEnglish(word) }
    return list.words.contains { equals($0, word) }
  }

  private static func isEnglish(_ word: UnsafeBufferPointer<UInt32>) -> Bool {
    guard word.count >= 2, let first = word.first, let last = word.last else { return false }
    if last == 0x74, word.count >= 4, word[word.count - 2] == 0x27, word[word.count - 3] == 0x6E {
      return true
    }
    guard word.count <= 8 else { return false }
    if last == 0x74, contractions.contains(where: { equals($0, word) }) { return true }
    guard first == 0x6E || first == 0x77 || first == 0x63 else { return false }
    return words.contains { equals($0, word) }
  }

  private static let words: [StaticString] = [
    "no", "not", "never", "none", "nor", "neither", "nobody", "nothing", "without", "cannot", "nowhere", "non",
  ]
  private static let contractions: [StaticString] = [
    "cant", "wont", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt",
    "couldnt", "wouldnt", "shouldnt", "aint", "mustnt",
  ]
}
