/// Characters and words that turn a statement into its opposite.
package enum Negation {
  /// Whether a Han character (simplified) negates.
  @inline(__always)
  package static func contains(ideograph scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E0D, 0x6CA1, 0x65E0, 0x975E, 0x672A, 0x52FF, 0x83AB, 0x522B, 0x5426: true  // 不没无非未勿莫别否
    default: false
    }
  }

  /// Whether a lower-case English word negates; contractions in n't do.
  package static func contains(word: UnsafeBufferPointer<UInt32>) -> Bool {
    guard word.count >= 2, word.count <= 8, let first = word.first, let last = word.last else { return false }
    if last == 0x74, word.count >= 4, word[word.count - 2] == 0x27, word[word.count - 3] == 0x6E {
      return true
    }
    guard first == 0x6E || first == 0x77 || first == 0x63 else { return false }
    return words.contains { candidate in
      candidate.utf8CodeUnitCount == word.count
        && word.indices.allSatisfy { UInt32(candidate.utf8Start[$0]) == word[$0] }
    }
  }

  private static let words: [StaticString] = [
    "no", "not", "never", "none", "nor", "neither", "nobody", "nothing", "without", "cannot", "cant", "wont",
  ]
}
