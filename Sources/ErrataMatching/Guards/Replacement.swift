internal import ErrataIndex

/// A stretch of the claim without partners, and the item's units that stand in its place.
struct Replacement {
  /// Unpaired units of the entry.
  var entry: Range<Int>
  /// Unpaired units of the item between the partners of the neighbours, or beside the one partner within its
  /// sentence; may be empty.
  var item: Range<Int>
  /// Whether both neighbours are paired, in order.
  var isInside: Bool
}

extension GuardContext {
  /// All stretches of the entry without partners.
  ///
  /// - Complexity: linear in the entry.
  func replacements() -> [Replacement] {
    var found: [Replacement] = []
    var unit = 0
    while unit < entryCount {
      guard pairs[unit] < 0 else {
        unit += 1
        continue
      }
      let start = unit
      while unit < entryCount, pairs[unit] < 0 { unit += 1 }
      found.append(replacement(of: start..<unit))
    }
    return found
  }

  private func replacement(of entry: Range<Int>) -> Replacement {
    let width = entry.count * 2 + 4
    let before = entry.lowerBound > 0 ? Int(pairs[entry.lowerBound - 1]) : nil
    let after = entry.upperBound < entryCount ? Int(pairs[entry.upperBound]) : nil
    if let before, let after, before < after, after - before <= width {
      return Replacement(entry: entry, item: before + 1..<after, isInside: true)
    }
    if let before {
      let limit = min(units.count, before + 1 + width)
      let end = (before + 1..<limit).first { taken[$0] || units.flags[$0].contains(.afterBreak) } ?? limit
      return Replacement(entry: entry, item: before + 1..<end, isInside: false)
    }
    guard let after else { return Replacement(entry: entry, item: 0..<0, isInside: false) }
    let limit = max(0, after - width)
    let start = (limit..<after).last { taken[$0] }.map { $0 + 1 } ?? limit
    return Replacement(entry: entry, item: start..<after, isInside: false)
  }
}
