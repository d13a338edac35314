/// Writes a letter or ideograph that is repeated three times or more once: `sooooo`, `啊啊啊啊`.
///
/// Digits and Chinese numerals are never touched, nor Roman numerals (`iii`), nor three equal letters that
/// are a word of their own (`aaa`). Symbols repeated three times or more are written once too.
enum Repeats {
  static func apply(to buffer: UnitBuffer) -> Int {
    let units = buffer.units
    var written = 0
    var position = 0
    while position < buffer.count {
      var end = position + 1
      let scalar = units[position].scalar
      if buffer.scalar(end) != scalar {
        units[written] = units[position]
        written += 1
        position = end
        continue
      }
      while end < buffer.count, units[end].scalar == scalar { end += 1 }
      if end - position > 2 && isElongation(buffer, position..<end, written) {
        units[written] = units[position]
        units[written].end = units[end - 1].end
        written += 1
      } else {
        for inner in position..<end {
          units[written] = units[inner]
          written += 1
        }
      }
      position = end
    }
    let dropped = buffer.count - written
    buffer.count = written
    return dropped
  }

  private static func isElongation(_ buffer: UnitBuffer, _ run: Range<Int>, _ written: Int) -> Bool {
    let unit = buffer.units[run.lowerBound]
    switch unit.traits.scalarClass {
    case .ideographic: return !unit.traits.has(.numeral)
    case .letter:
      let isWord = !buffer.traits(run.upperBound).isLetter && !buffer.traits(written - 1).isLetter
      return !(isWord && run.count == 3) && !isRoman(buffer, run, written)
    case .other: return true
    case .punctuation: return !unit.traits.has(.sign) && unit.scalar != 0x28 && unit.scalar != 0x29
    case .digit, .space, .lineBreak: return false
    }
  }

  /// True in words made of `i`, `v` and `x` only.
  private static func isRoman(_ buffer: UnitBuffer, _ run: Range<Int>, _ written: Int) -> Bool {
    guard run.count == 3, isRomanDigit(buffer.scalar(run.lowerBound)) else { return false }
    var (start, end) = (written, run.upperBound)
    while start > 0, written - start < 6, isRomanDigit(buffer.scalar(start - 1)) { start -= 1 }
    while end < buffer.count, end - run.upperBound < 6, isRomanDigit(buffer.scalar(end)) { end += 1 }
    return !buffer.traits(start - 1).isLetter && !buffer.traits(end).isLetter
  }

  private static func isRomanDigit(_ scalar: UInt32) -> Bool {
    scalar == 0x69 || scalar == 0x76 || scalar == 0x78
  }
}
