/// Puts a blank in place of emoji, symbols and ornaments, including the marks of light markup (`*`, `_`,
/// `|`).
///
/// A few mean something where they stand and stay in another form: `~` between numbers is a range, `*` a
/// product, `·` a point (3·15), `○` among Chinese numerals a zero, `@` an address, `#` before a number or
/// after a letter itself. One and the same sign between single Han characters, three times or more, is a separator: it
/// becomes `.`, which the step for separators takes out.
enum Decoration {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.decoration) else { return 0 }
    var changes = 0
    var chain = Chain()
    for position in 0..<buffer.count { changes += fold(buffer, position, &chain) }
    return changes
  }

  /// Does the same at the events of a text, which have all that folds here among them.
  static func applyAtEvents(of buffer: UnitBuffer) {
    var chain = Chain()
    for event in 0..<buffer.eventCount { _ = fold(buffer, Int(buffer.events[event]), &chain) }
  }

  /// Folds a sign; returns 1 if it became another.
  @inline(__always)
  private static func fold(_ buffer: UnitBuffer, _ position: Int, _ chain: inout Chain) -> Int {
    guard buffer.units[position].traits.has(.decoration) else { return 0 }
    let isSeparator = chain.goesOn(at: position, in: buffer)
    let folded = isSeparator ? 0x2E : meaning(buffer, position)
    guard folded != buffer.units[position].scalar else { return 0 }
    buffer.units[position].become(folded)
    return 1
  }

  /// A run of one sign between single Han characters.
  private struct Chain {
    private var sign: UInt32 = 0
    private var last = -1

    /// Whether the sign at a position belongs to a run: to the one at hand, or to one that begins here.
    mutating func goesOn(at position: Int, in buffer: UnitBuffer) -> Bool {
      let scalar = buffer.units[position].scalar
      let isBetween = buffer.traits(position - 1).isIdeographic && buffer.traits(position + 1).isIdeographic
      let isNext = position == last + 2 && scalar == sign
      guard isBetween, isNext || begins(at: position, scalar, in: buffer) else { return false }
      sign = scalar
      last = position
      return true
    }

    private func begins(at position: Int, _ scalar: UInt32, in buffer: UnitBuffer) -> Bool {
      [2, 4].allSatisfy { step in
        buffer.scalar(position + step) == scalar && buffer.traits(position + step + 1).isIdeographic
      }
    }
  }

  private static func meaning(_ buffer: UnitBuffer, _ position: Int) -> UInt32 {
    let before = buffer.traits(position - 1)
    let after = buffer.traits(position + 1)
    let isInNumber = before.isDigit && after.isDigit
    switch buffer.character(position) {
    case "~", "∼": return isInNumber ? 0x2D : Unit.blank
    case "*": return isInNumber ? 0x2A : Unit.blank
    case "·", "‧", "∙", "⋅": return isInNumber ? 0x2E : Unit.blank
    case "○", "◯": return before.has(.numeral) && continuesNumber(buffer, position + 1) ? 0x3007 : Unit.blank
    case "`": return before.isLetter && after.isLetter ? 0x27 : Unit.blank
    case "@":
      return before.isWord && after.isWord && !before.isIdeographic && !after.isIdeographic
        ? 0x40 : Unit.blank
    case "#": return isNumberSign(buffer, position) ? 0x23 : Unit.blank
    default: return Unit.blank
    }
  }

  /// `#1`, `C#` and `F#`.
  private static func isNumberSign(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    if buffer.traits(position + 1).isDigit { return Hashtags.isNumber(buffer, position + 1) }
    let letter = buffer.scalar(position - 1) | 0x20
    let isWord = buffer.traits(position - 2).isLetter || buffer.traits(position - 2).isPunctuation
    return !isWord && (letter == 0x63 || letter == 0x66)
  }

  private static func continuesNumber(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    let next = buffer.character(position)
    return buffer.traits(position).has(.numeral) || next == "年" || next == "○" || next == "◯"
  }
}
