internal import ErrataIndex

/// A search query as its first 64 units, each a bit in masks: what of it is content, and what a question's frame.
struct PinQuery {
  /// Units that are looked at; what a longer query has beyond says nothing.
  static let limit = 64

  /// Number of units.
  private(set) var count = 0
  /// Units that belong to no frame.
  private(set) var content: UInt64 = 0
  /// Units of frames that ask (`is it`, 是不是).
  private(set) var asking: UInt64 = 0
  /// Units of frames about checking (`fact check`, 辟谣).
  private(set) var checking: UInt64 = 0
  /// Numbers.
  private(set) var numbers: UInt64 = 0
  /// Single characters of scripts without spaces.
  private(set) var characters: UInt64 = 0
  /// For each unit, where the same one stands first.
  private(set) var firsts = InlineArray<64, UInt8>(repeating: 0)
  /// For each unit with a right neighbour, where the same pair stands first.
  private(set) var pairFirsts = InlineArray<64, UInt8>(repeating: 0)

  /// Reads the units of a query whose terms stand in `positions`.
  mutating func read(_ units: Units, _ positions: PositionMap, _ frames: QueryFrames) {
    count = min(PinQuery.limit, units.count)
    (content, asking, checking, numbers, characters) = (0, 0, 0, 0, 0)
    for unit in 0..<count {
      let bit = UInt64(1) << UInt64(unit)
      let first = positions.first(of: Hashing.term(units.hashes[unit]))
      firsts[unit] = UInt8(clamping: max(0, min(first, unit)))
      pairFirsts[unit] = UInt8(clamping: unit)
      if unit + 1 < units.count {
        let pair = positions.first(of: Hashing.term(units.hashes[unit], units.hashes[unit + 1]))
        pairFirsts[unit] = UInt8(clamping: max(0, min(pair, unit)))
      }
      if units.flags[unit].contains(.number) { numbers |= bit }
      if units.flags[unit].contains(.ideograph) { characters |= bit }
    }
    markFrames(units, frames)
  }

  private mutating func markFrames(_ units: Units, _ frames: QueryFrames) {
    let all = count == 64 ? UInt64.max : (UInt64(1) << UInt64(count)) - 1
    var position = 0
    while position < count {
      let (kind, length) = frames.frame(at: position, of: units, count: count)
      guard let kind, length > 0 else {
        position += 1
        continue
      }
      for unit in position..<min(count, position + length) {
        let bit = UInt64(1) << UInt64(unit)
        switch kind {
        case .asking, .ending: asking |= bit
        case .checking: checking |= bit
        case .filler: break
        }
        content |= bit
      }
      position += length
    }
    // What was marked so far is the frames; the content is the rest.
    content = all & ~content
  }

  /// Whether a unit is content.
  @inline(__always)
  func isContent(_ unit: Int) -> Bool { content >> UInt64(unit) & 1 == 1 }

  /// Whether a unit and its right neighbour are both content.
  @inline(__always)
  func isContentPair(_ unit: Int) -> Bool { unit + 1 < count && content >> UInt64(unit) & 3 == 3 }

  /// Whether a unit is the first of its kind.
  @inline(__always)
  func isFirst(_ unit: Int) -> Bool { Int(firsts[unit]) == unit }
}
