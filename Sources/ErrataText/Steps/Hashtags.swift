/// Drops the marks of hashtags, `#tag` and `#话题#`, and keeps their text.
///
/// A `#` after a letter (`C#`) or before a number (`#1`) is no hashtag.
enum Hashtags {
  /// The longest topic between two marks.
  private static let longestTopic = 40

  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.decoration) else { return 0 }
    var changes = 0
    var position = 0
    while position < buffer.count {
      if isMark(buffer.units[position].scalar), opens(buffer, position) {
        let closing = closingMark(buffer, position)
        buffer.units[position].become(Unit.blank)
        if let closing { buffer.units[closing].become(Unit.blank) }
        changes += 1
        position = closing ?? position
      }
      position += 1
    }
    return changes
  }

  private static func isMark(_ scalar: UInt32) -> Bool { scalar == 0x23 || scalar == 0xFF03 }

  private static func opens(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    let before = buffer.traits(position - 1)
    guard !before.isLetter && !before.isDigit else { return false }
    let next = buffer.traits(position + 1)
    if next.isDigit && isNumber(buffer, position + 1) { return closingMark(buffer, position) != nil }
    return next.isWord || buffer.scalar(position + 1) == 0x5F
  }

  /// True when digits follow, and no letter or `#` after them.
  static func isNumber(_ buffer: UnitBuffer, _ start: Int) -> Bool {
    var position = start
    while buffer.traits(position).isDigit || isPoint(buffer, position) { position += 1 }
    return !buffer.traits(position).isLetter && !isMark(buffer.scalar(position))
  }

  /// True for a point or comma between digits.
  private static func isPoint(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    guard buffer.scalar(position) == 0x2C || buffer.scalar(position) == 0x2E else { return false }
    return buffer.traits(position + 1).isDigit
  }

  /// The `#` at the end of a topic that has Han in it.
  private static func closingMark(_ buffer: UnitBuffer, _ start: Int) -> Int? {
    var hasHan = false
    for position in (start + 1)..<min(buffer.count, start + 2 + longestTopic) {
      if isMark(buffer.units[position].scalar) { return hasHan ? position : nil }
      if buffer.units[position].traits.isLineBreak { return nil }
      hasHan = hasHan || buffer.units[position].traits.isIdeographic
    }
    return nil
  }
}
