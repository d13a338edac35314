/// Drops the marks of hashtags, `#tag` and `#话题#`, and keeps their text. Words that a hashtag joins by capital letters
/// are set apart: `#FlattenTheCurve`.
///
/// A `#` after a letter (`C#`) or before a number (`#1`) is no hashtag.
enum Hashtags {
  /// The longest topic between two marks.
  private static let longestTopic = 40

  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.decoration) else { return 0 }
    if let first = firstJoined(buffer) { splitWords(buffer, from: first) }
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

  /// The first mark of a hashtag whose words are joined by capital letters.
  private static func firstJoined(_ buffer: UnitBuffer) -> Int? {
    (0..<buffer.count).first { mark in
      guard isMark(buffer.units[mark].scalar), opens(buffer, mark) else { return false }
      return tag(buffer, after: mark).contains { startsWord(buffer, $0) }
    }
  }

  /// Writes a blank before each word of a hashtag but the first.
  private static func splitWords(_ buffer: UnitBuffer, from start: Int) {
    var writer = UnitWriter(buffer, keeping: start)
    var inside = 0..<0
    for position in start..<buffer.count {
      let unit = buffer.units[position]
      if isMark(unit.scalar), opens(buffer, position) {
        inside = tag(buffer, after: position)
      } else if inside.contains(position), startsWord(buffer, position) {
        writer.append(Unit(Unit.blank, start: unit.start, end: unit.end))
      }
      writer.append(unit)
    }
    writer.finish()
  }

  /// The letters and digits after a mark, but for the first one.
  private static func tag(_ buffer: UnitBuffer, after mark: Int) -> Range<Int> {
    var end = mark + 1
    while end < buffer.count, buffer.units[end].traits.isLetter || buffer.units[end].traits.isDigit { end += 1 }
    return min(mark + 2, end)..<end
  }

  /// A capital letter after a small one, or before a small one and after a capital: the T of USAToday.
  private static func startsWord(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    guard isCapital(buffer.scalar(position)) else { return false }
    let before = buffer.scalar(position - 1)
    return isSmall(before) || (isCapital(before) && isSmall(buffer.scalar(position + 1)))
  }

  private static func isCapital(_ scalar: UInt32) -> Bool { scalar &- 0x41 < 26 }
  private static func isSmall(_ scalar: UInt32) -> Bool { scalar &- 0x61 < 26 }

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
