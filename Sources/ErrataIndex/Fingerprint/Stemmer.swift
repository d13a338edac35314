/// Takes English plural and possessive endings off a word (the S stemmer; Harman 1991, "How effective is suffixing?").
package enum Stemmer {
  /// A stem: the leading scalars of a word, and perhaps a y after them, so that studies and study are one.
  package struct Stem: Hashable, Sendable {
    /// How many leading scalars of the word it keeps.
    package var length: Int
    /// A y stands in place of the rest.
    package var endsInY = false
  }

  /// The stem of a lower-case word.
  package static func stem(_ word: UnsafeBufferPointer<UInt32>) -> Stem {
    var count = word.count
    if count >= 3, word[count - 1] == s, word[count - 2] == 0x27 { count -= 2 }
    if count >= 5, word[count - 1] == e, word[count - 2] == i { return Stem(length: count - 2, endsInY: true) }
    guard count >= 4, word[count - 1] == s else { return Stem(length: count) }
    let before = word[count - 2]
    if before == e {
      let third = word[count - 3]
      if third == i, count >= 5 { return Stem(length: count - 3, endsInY: true) }
      return Stem(length: third == a || third == e || third == o ? count : count - 1)
    }
    return Stem(length: before == u || before == s ? count : count - 1)
  }

  private static let a: UInt32 = 0x61
  private static let e: UInt32 = 0x65
  private static let i: UInt32 = 0x69
  private static let o: UInt32 = 0x6F
  private static let s: UInt32 = 0x73
  private static let u: UInt32 = 0x75
}
