/// Joins runs of blanks into one space, or one line feed if a line ends in them, and drops those at the ends
/// of the text, spaces beside Han and kana, and spaces before a sentence mark.
///
/// A space between two Chinese numerals, or a numeral and a digit, stays: they may be two numbers.
enum Blanks {
  static func apply(to buffer: UnitBuffer) -> Int {
    let units = buffer.units
    var written = 0
    var position = 0
    var changes = 0
    while position < buffer.count {
      let unit = units[position]
      if unit.traits.isBlank {
        let end = blankEnd(buffer, position)
        if let blank = blank(buffer, position..<end, afterWritten: written) {
          changes += end - position == 1 && blank.scalar == unit.scalar ? 0 : 1
          units[written] = blank
          written += 1
        } else {
          changes += 1
        }
        position = end
      } else {
        units[written] = unit
        written += 1
        position += 1
      }
    }
    buffer.count = written
    return changes
  }

  private static func blankEnd(_ buffer: UnitBuffer, _ start: Int) -> Int {
    var end = start
    while end < buffer.count, buffer.units[end].traits.isBlank { end += 1 }
    return end
  }

  /// What stands for a run of blanks; nil if nothing does.
  private static func blank(_ buffer: UnitBuffer, _ range: Range<Int>, afterWritten written: Int) -> Unit? {
    guard written > 0 && range.upperBound < buffer.count else { return nil }
    var hasLineBreak = false
    for position in range where buffer.units[position].traits.isLineBreak { hasLineBreak = true }
    let before = buffer.units[written - 1].traits
    let after = buffer.units[range.upperBound].traits
    if !hasLineBreak {
      if isBesideHan(before, after) { return nil }
      if isInside(buffer.units[written - 1].scalar, buffer.units[range.upperBound].scalar) { return nil }
      if isSentenceMark(buffer, range.upperBound) { return nil }
    }
    return Unit(
      hasLineBreak ? 0x0A : Unit.blank, start: buffer.units[range.lowerBound].start,
      end: buffer.units[range.upperBound - 1].end)
  }

  /// True beside Han or kana, except between two numbers.
  static func isBesideHan(_ before: Traits, _ after: Traits) -> Bool {
    guard before.has(.han) || after.has(.han) else { return false }
    return !((before.has(.numeral) || before.isDigit) && (after.has(.numeral) || after.isDigit))
  }

  /// True after an opening bracket or quotation mark and before a closing one.
  static func isInside(_ before: UInt32, _ after: UInt32) -> Bool {
    before == 0x28 || before == 0x201C || after == 0x29 || after == 0x201D
  }

  /// True for a sentence mark that doesn't begin a word or number (`.net`, `.5`).
  private static func isSentenceMark(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    isSentenceMark(buffer.units[position].scalar) && !beginsWord(buffer.traits(position + 1))
  }

  /// True for a mark that no space precedes.
  static func isSentenceMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }

  /// True for what a mark before it may belong to.
  static func beginsWord(_ traits: Traits) -> Bool { traits.isLetter || traits.isDigit }
}
