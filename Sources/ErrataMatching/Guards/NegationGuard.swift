internal import ErrataIndex
internal import ErrataModel

/// A negation on one side only: 吃大蒜不能预防 against 吃大蒜能预防.
///
/// Counts negations that the item puts between units which stand side by side in the claim, and negations of the claim
/// that the item leaves out although it has what stands around them; an odd number turns the statement round. Long
/// entries hold several statements, where one negation doesn't decide.
enum NegationGuard {
  private static let longEntry = 64
  private static let reach = 2

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.entryCount <= longEntry else { return nil }
    let turns = inserted(context) + dropped(context)
    return turns % 2 == 1 ? .negation : nil
  }

  private static func inserted(_ context: GuardContext) -> Int {
    var count = 0
    for unit in 0..<max(0, context.entryCount - 1) {
      let first = Int(context.pairs[unit])
      let second = Int(context.pairs[unit + 1])
      guard first >= 0, second > first + 1, second - first <= 5 else { continue }
      count += (first + 1..<second).count { position in
        !context.taken[position] && context.units.flags[position].contains(.negation)
      }
    }
    return count
  }

  private static func dropped(_ context: GuardContext) -> Int {
    (0..<context.entryCount).count { unit in
      guard context.flags(ofEntryUnit: unit).contains(.negation), context.pairs[unit] < 0,
        let before = context.pairedBefore(unit, reach: reach),
        let after = context.pairedAfter(unit, reach: reach)
      else { return false }
      let gap = context.gap(atEntryUnit: unit, reach: reach)
      let isNear = abs(context.pairs[after] - context.pairs[before]) <= 5
      return isNear
        && !gap.contains { position in
          !context.taken[position] && context.units.flags[position].contains(.negation)
        }
    }
  }
}
