/// A word while rules cut it: its letters and how many are left.
struct StemWord {
  /// The letters, of which the first `count` are left.
  var letters = InlineArray<32, UInt8>(repeating: 0)
  /// Number of letters that are left.
  var count: Int

  /// A word of at most 32 letters from a to z.
  init(_ word: UnsafeBufferPointer<UInt32>) {
    count = word.count
    for index in 0..<word.count { letters[index] = UInt8(truncatingIfNeeded: word[index]) }
  }

  /// Hash of what is left, as of any unit.
  var hash: UInt32 {
    if count == 1 { return Hashing.unit(scalar: UInt32(letters[0])) }
    var state = Hashing.wordSeed
    for index in 0..<count { state = Hashing.step(state, UInt32(letters[index])) }
    return Hashing.finish(state)
  }

  /// What is left.
  var string: String {
    String(decoding: (0..<count).map { letters[$0] }, as: UTF8.self)
  }

  /// Whether the word ends in letters, or is they.
  @inline(__always)
  func ends(in suffix: StaticString) -> Bool {
    let size = suffix.utf8CodeUnitCount
    guard count >= size, letters[count - 1] == suffix.utf8Start[size - 1] else { return false }
    return (0..<size - 1).allSatisfy { letters[count - size + $0] == suffix.utf8Start[$0] }
  }

  /// Puts another ending in the place of one that the word has.
  mutating func replace(_ suffix: StaticString, with ending: StaticString) {
    count -= suffix.utf8CodeUnitCount
    for index in 0..<ending.utf8CodeUnitCount { letters[count + index] = ending.utf8Start[index] }
    count += ending.utf8CodeUnitCount
  }

  /// Adds a letter.
  mutating func append(_ letter: UInt8) {
    letters[count] = letter
    count += 1
  }
}
