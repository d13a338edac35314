internal import ErrataIndex
internal import ErrataModel

/// A negation on one side only: 吃大蒜不能预防 against 吃大蒜能预防.
///
/// Counts negations that the item puts between units which stand side by side in the claim or right before a common
/// run, and negations of the claim that the item leaves out although it has what stands around them; an odd number
/// turns the statement round. Long entries hold several statements, where one negation doesn't decide.
enum NegationGuard {
  private static let longEntry = 64
  private static let reach = 2

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.entryCount <= longEntry else { return nil }
    let turns = inserted(context) + prefixed(context) + dropped(context)
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

  /// Negations right before a run that begins inside the claim: 并不|能灭活, 无法|预防, cannot|cure.
  private static func prefixed(_ context: GuardContext) -> Int {
    (1..<max(1, context.entryCount)).count { unit in
      let item = Int(context.pairs[unit])
      guard item > 0, context.pairs[unit - 1] < 0, !claimNegates(before: unit, context),
        !context.units.flags[item].contains(.afterBreak)
      else { return false }
      return isNegated(at: item, context)
    }
  }

  /// Whether the claim negates there too, in other words: 不能 where the item has 没法.
  private static func claimNegates(before unit: Int, _ context: GuardContext) -> Bool {
    (max(0, unit - reach)..<unit).reversed().prefix { context.pairs[$0] < 0 }
      .contains { context.flags(ofEntryUnit: $0).contains(.negation) }
  }

  /// Whether the unit before negates, or the one before a helping verb does.
  private static func isNegated(at item: Int, _ context: GuardContext) -> Bool {
    let flags = context.units.flags
    guard !context.taken[item - 1] else { return false }
    if flags[item - 1].contains(.negation) { return true }
    return item > 1 && !context.taken[item - 2] && !flags[item - 1].contains(.afterBreak)
      && flags[item - 2].contains(.negation) && helpers.contains(context.units.hashes[item - 1])
  }

  /// 能 会 可 法 有 是 以 必 应 该 要 曾 被, and English helping verbs.
  private static let helpers: Set<UInt32> = Set(
    [
      0x80FD, 0x4F1A, 0x53EF, 0x6CD5, 0x6709, 0x662F, 0x4EE5, 0x5FC5, 0x5E94, 0x8BE5, 0x8981, 0x66FE, 0x88AB,
    ].map { Hashing.unit(scalar: $0) }
      + ["be", "been", "have", "actually", "really", "ever", "yet"].map { word in
        Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Hashing.unit($0) }
      })

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
