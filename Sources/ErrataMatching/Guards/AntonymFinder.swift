internal import ErrataIndex

/// Words of the claim in whose place the item has their opposite: 增加 against 减少, safe against unsafe.
struct AntonymFinder {
  /// Opposites that turn the statement round; one with a negation on one side only (unsafe and not safe) doesn't.
  private(set) var turns = 0
  /// Units of the entry that have been judged: opposites and the negations before them.
  private(set) var entryUnits: [Range<Int>] = []
  /// The same units of the item.
  private(set) var itemUnits: [Range<Int>] = []

  private static let reach = 3
  /// Units before an opposite in which a negation counts with it.
  private static let negationReach = 2

  init(_ context: GuardContext) {
    let table = AntonymTable.embedded
    let words = table.findings(in: context.entryHashes, near: 0..<context.entryCount)
    for word in words {
      // A claim that has both sides says something of each.
      if words.contains(where: { $0.meaning.pair == word.meaning.pair && $0.meaning.side != word.meaning.side }) {
        continue
      }
      guard let unit = word.range.first(where: { context.pairs[$0] < 0 }),
        !entryUnits.contains(where: { $0.overlaps(word.range) })
      else { continue }
      if let other = opposite(of: word, at: unit, table, context) { judge(word.range, other, context) }
    }
    addPrefixes(context)
  }

  /// Whether a unit of the entry belongs to an opposite.
  func hasJudged(entryUnit: Int) -> Bool { entryUnits.contains { $0.contains(entryUnit) } }

  /// Whether a unit of the item belongs to an opposite.
  func hasJudged(itemUnit: Int) -> Bool { itemUnits.contains { $0.contains(itemUnit) } }

  private func opposite(
    of word: AntonymTable.Finding, at unit: Int, _ table: AntonymTable, _ context: GuardContext
  ) -> Range<Int>? {
    let gap = context.gap(atEntryUnit: unit, reach: AntonymFinder.reach + word.range.count)
    guard !gap.isEmpty else { return nil }
    let others = table.findings(in: context.units.hashes, near: gap).filter { $0.meaning.pair == word.meaning.pair }
    guard !others.contains(where: { $0.meaning.side == word.meaning.side }) else { return nil }
    return others.first { other in
      other.range.contains { !context.taken[$0] } && (!word.meaning.isStrict || isInPlace(unit, other.range, context))
    }?.range
  }

  /// Whether the neighbours of a unit are paired with those of a unit of the item; the last one has none after it.
  private func isInPlace(_ unit: Int, _ other: Range<Int>, _ context: GuardContext) -> Bool {
    guard unit > 0, context.pairs[unit - 1] >= 0, Int(context.pairs[unit - 1]) == other.lowerBound - 1 else {
      return false
    }
    if unit + 1 < context.entryCount { return Int(context.pairs[unit + 1]) == other.upperBound }
    return other.upperBound == context.units.count || context.units.flags[other.upperBound].contains(.afterBreak)
  }

  private mutating func judge(_ ours: Range<Int>, _ theirs: Range<Int>, _ context: GuardContext) {
    let entry = AntonymFinder.withNegation(ours) { context.flags(ofEntryUnit: $0) }
    let item = AntonymFinder.withNegation(theirs) { context.units.flags[$0] }
    let isNegatedOnce = (entry.lowerBound < ours.lowerBound) != (item.lowerBound < theirs.lowerBound)
    turns += isNegatedOnce ? 0 : 1
    entryUnits.append(entry)
    itemUnits.append(item)
  }

  /// The range with a negation right before it, if there is one.
  private static func withNegation(_ range: Range<Int>, _ flags: (Int) -> UnitFlags) -> Range<Int> {
    var unit = range.lowerBound
    while unit > max(0, range.lowerBound - negationReach), !flags(unit).contains(.afterBreak) {
      unit -= 1
      if flags(unit).contains(.negation) { return unit..<range.upperBound }
    }
    return range
  }

  /// English words that differ by a negating prefix only: vaccinated and unvaccinated.
  private mutating func addPrefixes(_ context: GuardContext) {
    for unit in 0..<context.entryCount
    where context.pairs[unit] < 0 && context.flags(ofEntryUnit: unit).contains(.word)
      && !entryUnits.contains(where: { $0.contains(unit) })
    {
      let gap = context.gap(atEntryUnit: unit, reach: AntonymFinder.reach)
      let other = gap.first { position in
        !context.taken[position] && context.units.flags[position].contains(.word)
          && NegatingPrefix.differs(
            context.scalars(ofItemUnit: position), from: context.entryHashes[unit], in: context.units.language)
      }
      if let other { judge(unit..<unit + 1, other..<other + 1, context) }
    }
  }
}
