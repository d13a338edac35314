internal import ErrataIndex
internal import ErrataModel

/// Numbers and dates that contradict the claim's: another number where the claim has one, or the same number of another
/// measure (3天 against 3小时).
///
/// A number that is merely absent contradicts nothing, nor does the same quantity in another writing. In a long text
/// one changed number among many is a variant, and another date always is: chain letters come with the date of the day.
/// Of a long claim most numbers must be contradicted.
enum NumberGuard {
  private static let reach = 3
  private static let shortEntry = 48
  /// Units around its place that are looked at for the same number.
  private static let nearby = 48
  private static let mostDigits = 8

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    var kept = 0
    var contradicted = 0
    var reason: SuppressionReason?
    let isLong = context.entryCount > shortEntry
    for unit in 0..<context.entryCount where context.flags(ofEntryUnit: unit).contains(.number) {
      let found = contradiction(unit, context)
      if let found, !(isLong && found == .date) {
        contradicted += 1
        reason = reason ?? found
      } else if context.pairs[unit] >= 0 {
        kept += 1
      }
    }
    if let reason { return isLong && contradicted <= kept ? nil : reason }
    return isLong ? nil : SerialNumber.objection(context)
  }

  private static func contradiction(_ unit: Int, _ context: GuardContext) -> SuppressionReason? {
    if isReplaced(unit, context) { return NumberMeasure.isDate(unit, context) ? .date : .number }
    return NumberMeasure.contradiction(unit, context)
  }

  /// Whether another number stands in the unit's place. A number that is paired elsewhere in the item may still have
  /// another one in its place: 3天瘦10斤 against 10天瘦3斤.
  private static func isReplaced(_ unit: Int, _ context: GuardContext) -> Bool {
    let gap = context.gap(atEntryUnit: unit, reach: reach)
    let partner = Int(context.pairs[unit])
    guard !gap.contains(partner) else { return false }
    if partner >= 0, isInPlace(unit, partner, context) { return false }
    let isOther = gap.contains { position in
      context.units.flags[position].contains(.number)
        && context.units.hashes[position] != context.entryHashes[unit]
        && (context.taken[position] ? isMoved(position, context) : partner < 0)
    }
    return isOther && !(partner < 0 && isElsewhere(unit, around: gap, context))
  }

  /// Whether the item has an unpaired unit's number after all, near by and perhaps in another writing.
  private static func isElsewhere(_ unit: Int, around gap: Range<Int>, _ context: GuardContext) -> Bool {
    (max(0, gap.lowerBound - nearby)..<min(context.units.count, gap.upperBound + nearby)).contains {
      context.units.flags[$0].contains(.number)
        && (context.units.hashes[$0] == context.entryHashes[unit]
          || QuantityWriting.isSame(context.scalars(ofItemUnit: $0), as: context.entryHashes[unit])
          || QuantityWriting.isSame(digitsFrom($0, context)[...], as: context.entryHashes[unit]))
        && !isPlace(ofOtherThan: unit, $0, context)
    }
  }

  /// Digits that were set apart one by one, from a unit on: 1, 9, 4, 7; none if it isn't the first of them.
  private static func digitsFrom(_ position: Int, _ context: GuardContext) -> [UInt32] {
    func digit(_ unit: Int) -> UInt32? {
      let scalars = context.scalars(ofItemUnit: unit)
      return scalars.count == 1 && context.units.flags[unit].contains(.number) ? scalars.first : nil
    }
    guard position == 0 || digit(position - 1) == nil else { return [] }
    var digits: [UInt32] = []
    for unit in position..<min(context.units.count, position + mostDigits) {
      guard let next = digit(unit) else { break }
      digits.append(next)
    }
    return digits
  }

  /// Whether a number of the item stands before what another number of the claim counts.
  private static func isPlace(ofOtherThan unit: Int, _ position: Int, _ context: GuardContext) -> Bool {
    guard position + 1 < context.units.count, context.taken[position + 1] else { return false }
    guard let counted = context.pairs.firstIndex(of: Int32(truncatingIfNeeded: position + 1)), counted > 0 else {
      return false
    }
    return counted - 1 != unit && context.flags(ofEntryUnit: counted - 1).contains(.number)
  }

  /// Whether a paired number of the item counts something else than its partner in the entry: a neighbour of the
  /// partner is found elsewhere.
  private static func isMoved(_ position: Int, _ context: GuardContext) -> Bool {
    guard let unit = context.pairs.firstIndex(of: Int32(truncatingIfNeeded: position)) else { return false }
    let hasNeighbour =
      (unit > 0 && context.pairs[unit - 1] >= 0) || (unit + 1 < context.entryCount && context.pairs[unit + 1] >= 0)
    return hasNeighbour && !isInPlace(unit, position, context)
  }

  /// Whether a neighbour of the unit is paired with the same neighbour of its partner.
  private static func isInPlace(_ unit: Int, _ partner: Int, _ context: GuardContext) -> Bool {
    (unit > 0 && Int(context.pairs[unit - 1]) == partner - 1 && partner > 0)
      || (unit + 1 < context.entryCount && Int(context.pairs[unit + 1]) == partner + 1)
  }
}
