/// A decimal number: `mantissa` × 10^−`places`.
struct DecimalNumber: Equatable {
  var mantissa: UInt64
  var places = 0

  /// Multiplied by a power of ten; nil if it doesn't fit.
  func shifted(by zeros: Int) -> DecimalNumber? {
    var number = self
    for _ in 0..<zeros {
      if number.places > 0 {
        number.places -= 1
      } else {
        let (product, overflow) = number.mantissa.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        number.mantissa = product
      }
    }
    return number
  }
}

extension UnitWriter {
  /// Adds a number for the units `range` of the old text, kept apart from letters and numbers beside it.
  mutating func append(_ number: DecimalNumber, covering range: Range<Int>, of buffer: UnitBuffer) {
    beginNumber(covering: range, of: buffer)
    append(number, part: range)
  }

  /// Adds a number right after what was written.
  mutating func append(_ number: DecimalNumber, part range: Range<Int>) {
    var digits = 1
    var power: UInt64 = 1
    while digits <= number.places || number.mantissa / power >= 10 {
      power = power &* 10
      digits += 1
    }
    for place in stride(from: digits - 1, through: 0, by: -1) {
      append(UInt32(0x30 + number.mantissa / power % 10), covering: range)
      if place == number.places && place > 0 { append(0x2E, covering: range) }
      power /= 10
    }
  }

  /// Adds a blank where a number that follows would grow together with what stands before it.
  mutating func beginNumber(covering range: Range<Int>, of buffer: UnitBuffer) {
    guard let last else { return }
    let isMark = last.scalar == 0x2E || last.scalar == 0x2C
    let growsTogether =
      last.traits.isDigit || last.traits.isLetter || (isMark && beforeLast(1)?.traits.isDigit == true)
    if growsTogether { append(Unit.blank, covering: range.lowerBound..<(range.lowerBound + 1)) }
  }

  /// Adds a blank where a number just written would grow together with the old text from `next` on, after the
  /// point or comma if that stands between. Returns where to go on in the old text.
  mutating func endNumber(before next: Int, of buffer: UnitBuffer) -> Int {
    let scalar = buffer.scalar(next)
    if (scalar == 0x2E || scalar == 0x2C) && buffer.traits(next + 1).isDigit {
      append(buffer.units[next])
      append(Unit.blank, covering: next..<(next + 1))
      return next + 1
    }
    if buffer.traits(next).isDigit || buffer.traits(next).isLetter {
      append(Unit.blank, covering: (next - 1)..<next)
    }
    return next
  }
}
