/// Drops the marks of hashtags, `#tag` and `#话题#`, and keeps their text. Words that a hashtag joins by capital letters
/// are set apart: `#FlattenTheCurve`.
///
/// A `#` after a letter (`C#`) or before a number (`#1`) is no hashtag.
enum Hashtags {
  /// The longest topic between two marks.
  private static let longestTopic = 40

  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.decoration) else { return 0 }
    let isJoined = { mark in isMark(buffer.units[mark].scalar) && joinsWords(buffer, mark) }
    if let first = (0..<buffer.count).first(where: isJoined) { splitWords(buffer, from: first) }
    var changes = 0
    for position in 0..<buffer.count where isMark(buffer.units[position].scalar) { changes += open(buffer, position) }
    return changes
  }

  /// Does the same in a text whose `#` are events, and none is wide.
  static func applyAtEvents(of buffer: UnitBuffer) {
    var first: Int?
    buffer.forEachEvent(0x23) { first = first ?? (joinsWords(buffer, $0) ? $0 : nil) }
    if let first {
      splitWords(buffer, from: first)
      buffer.findEvents()
    }
    buffer.forEachEvent(0x23) { _ = open(buffer, $0) }
  }

  /// Drops the marks of the hashtag that a mark opens; returns 1 if it opens one.
  private static func open(_ buffer: UnitBuffer, _ position: Int) -> Int {
    guard opens(buffer, position) else { return 0 }
    let closing = closingMark(buffer, position)
    buffer.units[position].become(Unit.blank)
    if let closing { buffer.units[closing].become(Unit.blank) }
    return 1
  }

  /// True for the mark of a hashtag whose words are joined by capital letters.
  private static func joinsWords(_ buffer: UnitBuffer, _ mark: Int) -> Bool {
    guard opens(buffer, mark) else { return false }
    return tag(buffer, after: mark).contains { startsWord(buffer, $0) }
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
    guard isCapital(buffer, position) else { return false }
    if isSmall(buffer, position - 1) { return true }
    return isCapital(buffer, position - 1) && isSmall(buffer, position + 1)
  }

  /// True also where the fused pass has made the letter small already.
  private static func isCapital(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    buffer.scalar(position) &- 0x41 < 26 || buffer.traits(position).has(.wasCapital)
  }

  private static func isSmall(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    buffer.scalar(position) &- 0x61 < 26 && !buffer.traits(position).has(.wasCapital)
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
