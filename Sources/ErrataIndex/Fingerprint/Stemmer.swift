/// Takes English plural and possessive endings off a word (the S stemmer; Harman 1991, "How effective is suffixing?").
package enum Stemmer {
  /// How many leading scalars of a lower-case word make its stem.
  package static func stemLength(_ word: UnsafeBufferPointer<UInt32>) -> Int {
    var count = word.count
    if count >= 3, word[count - 1] == s, word[count - 2] == 0x27 { count -= 2 }
    guard count >= 4, word[count - 1] == s else { return count }
    let before = word[count - 2]
    if before == e {
      let third = word[count - 3]
      if third == i { return count - 2 }  // studies → studi: one form with study by the rule below
      return third == a || third == e || third == o ? count : count - 1
    }
    return before == u || before == s ? count : count - 1
  }

  private static let a: UInt32 = 0x61
  private static let e: UInt32 = 0x65
  private static let i: UInt32 = 0x69
  private static let o: UInt32 = 0x6F
  private static let s: UInt32 = 0x73
  private static let u: UInt32 = 0x75
}
