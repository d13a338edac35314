/// Reads digits and signs inside Latin words as the letters that they stand for: `v4ccine`, `c0vid`,
/// `v@ccine`.
///
/// Only single ones between two letters, in words of at least three letters and four characters. What begins
/// or ends with digits keeps them (`covid19`, `5g`, `b12`), and so do words with few letters (`h1n1`) or
/// other digits in them.
enum Leetspeak {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.latin) else { return 0 }
    guard buffer.seen.has(.digit) || buffer.seen.has(.decoration) || buffer.seen.has(.other) else { return 0 }
    var changes = 0
    var position = 0
    while position < buffer.count {
      guard isPart(buffer.units[position].scalar) else {
        position += 1
        continue
      }
      var end = position
      while end < buffer.count, isPart(buffer.units[end].scalar) { end += 1 }
      if isEvasive(buffer, position..<end) { changes += fold(buffer, position..<end) }
      position = end
    }
    return changes
  }

  /// True for a sign that may be one in place of a letter, for where it stands.
  static func isBetweenLetters(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    isLetter(buffer.scalar(position - 1)) && isLetter(buffer.scalar(position + 1))
  }

  @inline(__always)
  private static func isPart(_ scalar: UInt32) -> Bool { isLetter(scalar) || isSign(scalar) }

  @inline(__always)
  private static func isLetter(_ scalar: UInt32) -> Bool { scalar &- 0x61 < 26 }

  /// A digit, `@` or `$`.
  @inline(__always)
  private static func isSign(_ scalar: UInt32) -> Bool {
    scalar &- 0x30 < 10 || scalar == 0x40 || scalar == 0x24
  }

  /// The letter that a sign stands for, 0 if none.
  private static func letter(_ sign: UInt32) -> UInt32 {
    switch Unicode.Scalar(sign) {
    case "0": 0x6F
    case "1": 0x69
    case "3": 0x65
    case "4", "@": 0x61
    case "5", "$": 0x73
    case "7": 0x74
    default: 0
    }
  }

  private static func isEvasive(_ buffer: UnitBuffer, _ word: Range<Int>) -> Bool {
    var inner = trimmed(buffer, word)
    guard inner.count >= 4 else { return false }
    var letters = 0
    var signs = 0
    for position in inner {
      let scalar = buffer.units[position].scalar
      if isLetter(scalar) {
        letters += 1
      } else {
        signs += 1
        if isSign(buffer.units[position + 1].scalar) || letter(scalar) == 0 { return false }
        if scalar == 0x40 && isAddress(buffer, word.upperBound) { return false }
      }
    }
    while inner.upperBound > inner.lowerBound, isLetter(buffer.units[inner.upperBound - 1].scalar) {
      inner = inner.lowerBound..<(inner.upperBound - 1)
    }
    let tail = trimmed(buffer, word).upperBound - inner.upperBound
    return signs > 0 && letters >= 3 && letters >= 2 * signs
      && (tail > 1 || endsWord(buffer, inner.upperBound))
  }

  /// The word without signs at its ends.
  private static func trimmed(_ buffer: UnitBuffer, _ word: Range<Int>) -> Range<Int> {
    var (start, end) = (word.lowerBound, word.upperBound)
    while start < end, isSign(buffer.units[start].scalar) { start += 1 }
    while end > start, isSign(buffer.units[end - 1].scalar) { end -= 1 }
    return start..<end
  }

  /// Letters that a word ends with after a replaced letter; `s` makes a plural (`model3s`), `j` a product
  /// name.
  private static func endsWord(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    switch buffer.character(position) {
    case "t", "d", "n", "r", "l", "m", "k", "p", "y", "h", "e", "o", "a": true
    default: false
    }
  }

  private static func isAddress(_ buffer: UnitBuffer, _ end: Int) -> Bool {
    buffer.scalar(end) == 0x2E && buffer.traits(end + 1).isLetter
  }

  private static func fold(_ buffer: UnitBuffer, _ word: Range<Int>) -> Int {
    var changes = 0
    for position in trimmed(buffer, word) where isSign(buffer.units[position].scalar) {
      buffer.units[position].become(letter(buffer.units[position].scalar))
      changes += 1
    }
    return changes
  }
}
