/// Puts a blank in place of the `@name` of a user.
///
/// A name in Latin letters ends where the word ends. Han names have no end of their own: one counts only when
/// it is short and a blank, a colon, a closing bracket or another mention follows; otherwise only the `@` is
/// dropped, so that a sentence written right after it isn't lost. An `@` after a letter or digit is part of
/// an address and stays.
enum Mentions {
  /// The longest name with Han in it that is dropped.
  private static let longestHanName = 16
  /// The longest name that is dropped.
  private static let longestName = 64

  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.decoration) else { return 0 }
    var changes = 0
    for position in 0..<buffer.count {
      let scalar = buffer.units[position].scalar
      if scalar == 0x40 || scalar == 0xFF20 { changes += blank(at: position, buffer) }
    }
    return changes
  }

  /// Does the same in a text whose `@` are events, and none is wide.
  static func applyAtEvents(of buffer: UnitBuffer) -> Int {
    var changes = 0
    buffer.forEachEvent(0x40) { changes += blank(at: $0, buffer) }
    return changes
  }

  /// Puts blanks in place of the mention at an `@`, or of as much as is to go; returns 1 for a name that goes.
  private static func blank(at position: Int, _ buffer: UnitBuffer) -> Int {
    guard !isInAddress(buffer, position) else { return 0 }
    let end = nameEnd(buffer, position + 1)
    for inner in position..<end { buffer.units[inner].become(Unit.blank) }
    return end > position + 1 ? 1 : 0
  }

  private static func isInAddress(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    let before = buffer.traits(position - 1)
    return before.isLetter || before.isDigit
  }

  /// One past the end of the name that begins at `start`, or `start` if none is to be dropped.
  private static func nameEnd(_ buffer: UnitBuffer, _ start: Int) -> Int {
    var end = start
    var hasHan = false
    while end < buffer.count, end - start < longestName {
      let unit = buffer.units[end]
      if unit.traits.isIdeographic { hasHan = true } else if !isNamePart(buffer, end, start) { break }
      end += 1
      if hasHan && end - start > longestHanName { return start }
    }
    return hasHan && !isDelimited(buffer, end) ? latinNameEnd(buffer, start) : end
  }

  private static func latinNameEnd(_ buffer: UnitBuffer, _ start: Int) -> Int {
    var end = start
    while end < buffer.count, end - start < longestName, isNamePart(buffer, end, start) {
      if buffer.units[end].traits.isIdeographic { break }
      end += 1
    }
    return end
  }

  /// Letters, digits, `_`, and `-`, `.` or `@` inside the name.
  private static func isNamePart(_ buffer: UnitBuffer, _ position: Int, _ start: Int) -> Bool {
    let unit = buffer.units[position]
    if unit.traits.isLetter || unit.traits.isDigit || unit.scalar == 0x5F { return true }
    guard position > start, unit.scalar == 0x2D || unit.scalar == 0x2E || unit.scalar == 0x40 else {
      return false
    }
    let next = buffer.traits(position + 1)
    return next.isLetter || next.isDigit
  }

  private static func isDelimited(_ buffer: UnitBuffer, _ end: Int) -> Bool {
    guard end < buffer.count else { return true }
    switch buffer.units[end].scalar {
    case 0x3A, 0xFF1A, 0x40, 0xFF20, 0x29, 0xFF09, 0x2F: return true
    default: return buffer.units[end].traits.isBlank
    }
  }
}
