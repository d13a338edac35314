/// Folds sentence marks, dashes, quotation marks and brackets of all scripts into a few, as `FoldedText`
/// lists them, and writes repeated sentence marks once.
///
/// A Chinese stop or comma between digits becomes a blank: `确诊3。5人死亡` has no 3.5 in it.
enum Punctuation {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.punctuation) else { return 0 }
    var quotes = Quotes()
    var state = Repetition()
    var changes = 0
    for position in 0..<buffer.count {
      var unit = buffer.units[position]
      if unit.traits.has(.sign) {
        let folded = sign(buffer, position, &quotes)
        changes += folded == unit.scalar ? 0 : 1
        unit.become(folded)
      } else if unit.traits.isLineBreak {
        quotes.endLine()
      }
      state.append(unit, to: buffer)
    }
    changes += buffer.count - state.written
    buffer.count = state.written
    return changes
  }

  /// What a mark folds to.
  static func sign(_ buffer: UnitBuffer, _ position: Int, _ quotes: inout Quotes) -> UInt32 {
    let isInNumber = buffer.traits(position - 1).isDigit && buffer.traits(position + 1).isDigit
    switch buffer.character(position) {
    case "。", "…", "‥", "।", "॥", "۔", "።", "։": return isInNumber ? 0x0A : 0x2E
    case "，", "、", "،", "፣": return isInNumber ? Unit.blank : 0x2C
    case "؟": return 0x3F
    case "؛", "፧": return 0x3B
    case "！", "？", "：", "；": return buffer.scalar(position) - 0xFEE0
    case "‐", "‑", "‒", "–", "—", "―", "⸺", "⸻", "−": return 0x2D
    case "〜": return isInNumber ? 0x2D : Unit.blank
    case "・": return isInNumber ? 0x2E : Unit.blank
    case "[", "{", "【", "〔", "〖", "〘", "〚", "⟨": return 0x28
    case "]", "}", "】", "〕", "〗", "〙", "〛", "⟩": return 0x29
    default: return quotes.fold(buffer, position)
    }
  }

  /// Writes units in place and drops sentence marks that repeat the one before, blanks between them or not.
  private struct Repetition {
    var written = 0
    private var mark: UInt32 = 0
    private var markPosition = 0
    private var isRepeated = false

    mutating func append(_ unit: Unit, to buffer: UnitBuffer) {
      if unit.scalar == mark && mark != 0 {
        written = markPosition + 1
        buffer.units[markPosition].end = unit.end
        isRepeated = true
        return
      }
      if Punctuation.isRepeatable(unit.scalar) {
        (mark, markPosition, isRepeated) = (unit.scalar, written, false)
      } else if !unit.traits.isBlank {
        if isRepeated && unit.traits.isDigit { separate(buffer) }
        (mark, isRepeated) = (0, false)
      }
      buffer.units[written] = unit
      written += 1
    }

    /// `3...5` isn't 3.5.
    private func separate(_ buffer: UnitBuffer) {
      guard markPosition > 0, markPosition == written - 1 else { return }
      if buffer.units[markPosition - 1].traits.isDigit { buffer.units[markPosition].become(Unit.blank) }
    }
  }

  /// True for a mark that is written once where it is repeated.
  static func isRepeatable(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21, 0x2C, 0x2D, 0x2E, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }
}

/// Which quotation marks are open.
struct Quotes {
  /// Between a straight `"` and the next.
  private var isStraightOpen = false
  /// After `„`, which `“` closes.
  private var isLowOpen = false
  /// Between single quotation marks.
  private var isSingleOpen = false

  private static let opening: UInt32 = 0x201C
  private static let closing: UInt32 = 0x201D

  /// Straight and single quotation marks don't reach over a line.
  mutating func endLine() { self = Quotes() }

  /// The opening or closing mark, the apostrophe, or the blank that a mark folds to.
  mutating func fold(_ buffer: UnitBuffer, _ position: Int) -> UInt32 {
    switch buffer.character(position) {
    case "\"": return straight(buffer, position)
    case "“":
      defer { isLowOpen = false }
      return isLowOpen ? Self.closing : Self.opening
    case "„":
      isLowOpen = true
      return Self.opening
    case "‟", "«", "‹", "「", "『", "《", "〈", "〝": return Self.opening
    case "”", "»", "›", "」", "』", "》", "〉", "〞", "〟": return Self.closing
    case "‘", "‚", "‛": return single(buffer, position, opens: true)
    case "’", "'": return single(buffer, position, opens: false)
    default: return Unit.blank
    }
  }

  private mutating func straight(_ buffer: UnitBuffer, _ position: Int) -> UInt32 {
    if !isStraightOpen && buffer.traits(position - 1).isDigit { return Unit.blank }
    if !isStraightOpen && buffer.traits(position - 1).isWord && !buffer.traits(position + 1).isWord {
      return Self.closing
    }
    isStraightOpen.toggle()
    return isStraightOpen ? Self.opening : Self.closing
  }

  private mutating func single(_ buffer: UnitBuffer, _ position: Int, opens: Bool) -> UInt32 {
    let before = buffer.traits(position - 1)
    let after = buffer.traits(position + 1)
    let isInWord = (before.isLetter || before.isDigit) && (after.isLetter || after.isDigit)
    if isInWord { return 0x27 }
    if isSingleOpen && !opens {
      isSingleOpen = false
      return Self.closing
    }
    let isStraight = buffer.scalar(position) == 0x27
    guard opens || (isStraight && !before.isLetter && !before.isDigit && after.isWord) else {
      return Unit.blank
    }
    isSingleOpen = true
    return Self.opening
  }
}
