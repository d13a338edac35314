internal import ErrataIndex
internal import ErrataModel

/// A negation on one side only, or an opposite: 吃大蒜不能预防 against 吃大蒜能预防, 增加 against 减少.
///
/// Counts negations that the item puts between units which stand side by side in the claim or right before a common
/// run, negations of the claim that the item leaves out although it has what stands around them, and opposites; an odd
/// number turns the statement round. Long entries hold several statements, where one negation doesn't decide.
enum NegationGuard {
  private static let longEntry = 64
  private static let reach = 2
  /// Units before a run in which a negation of the claim counts for it.
  private static let clauseReach = 6

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.entryCount <= longEntry else { return nil }
    let opposites = AntonymFinder(context)
    let turns =
      opposites.turns + inserted(context, opposites) + prefixed(context, opposites) + dropped(context, opposites)
    return turns % 2 == 1 ? .negation : nil
  }

  private static func inserted(_ context: GuardContext, _ opposites: AntonymFinder) -> Int {
    var count = 0
    for unit in 0..<max(0, context.entryCount - 1) {
      let first = Int(context.pairs[unit])
      let second = Int(context.pairs[unit + 1])
      guard first >= 0, second > first + 1, second - first <= 5 else { continue }
      count += (first + 1..<second).count { position in
        !context.taken[position] && context.units.flags[position].contains(.negation)
          && !opposites.hasJudged(itemUnit: position)
      }
    }
    return count
  }

  /// Negations right before a run that begins inside the claim: 并不|能灭活, 无法|预防, cannot|cure.
  private static func prefixed(_ context: GuardContext, _ opposites: AntonymFinder) -> Int {
    context.pairs.indices.count { unit in
      let item = Int(context.pairs[unit])
      if unit == 0, item > 0 { return isNegated(first: item, context, opposites) }
      guard item > 0, context.pairs[unit - 1] < 0, !claimNegates(before: unit, context),
        !context.units.flags[item].contains(.afterBreak), !opposites.hasJudged(itemUnit: item - 1)
      else { return false }
      return isNegated(at: item, context) && continues(unit, at: item, context)
    }
  }

  /// Whether the item negates the claim's first unit, a helping verb: 不能喝 against 能喝. Before other words a negation
  /// is for the stance to judge: 并非.
  private static func isNegated(first item: Int, _ context: GuardContext, _ opposites: AntonymFinder) -> Bool {
    helpers.contains(context.entryHashes[0]) && !context.taken[item - 1]
      && context.units.flags[item - 1].contains(.negation) && !context.units.flags[item].contains(.afterBreak)
      && !opposites.hasJudged(itemUnit: item - 1)
  }

  /// Whether what stands before a run is found before it in the item too, or begins the claim: a negation elsewhere
  /// says nothing of the run.
  private static func continues(_ unit: Int, at item: Int, _ context: GuardContext) -> Bool {
    if context.pairedBefore(unit, reach: clauseReach) == nil, unit <= clauseReach { return true }
    return (0..<unit).contains { before in
      let partner = Int(context.pairs[before])
      return partner >= 0 && partner < item && item - partner <= 2 * clauseReach
    }
  }

  /// Whether the claim negates there too, in other words: 不能 where the item has 没法.
  private static func claimNegates(before unit: Int, _ context: GuardContext) -> Bool {
    (max(0, unit - clauseReach)..<unit).reversed().prefix { context.pairs[$0] < 0 }
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
  private static let helpers = GuardWords.hashes(characters: "能会可法有是以必应该要曾被")
    .union(GuardWords.hashes("be been have actually really ever yet"))

  private static let articles = GuardWords.hashes("the a an")

  private static func dropped(_ context: GuardContext, _ opposites: AntonymFinder) -> Int {
    (0..<context.entryCount).count { unit in
      guard context.flags(ofEntryUnit: unit).contains(.negation), context.pairs[unit] < 0,
        !opposites.hasJudged(entryUnit: unit),
        let before = context.pairedBefore(unit, reach: reach),
        let after = context.pairedAfter(unit, reach: reach), negates(unit, what: after, context)
      else { return false }
      let gap = context.gap(atEntryUnit: unit, reach: reach)
      let isNear = abs(context.pairs[after] - context.pairs[before]) <= 5
      return isNear
        && !gap.contains { position in
          !context.taken[position] && context.units.flags[position].contains(.negation)
        }
    }
  }

  /// Whether a negation of the claim stands right before a unit, or a helping verb between them; "not the" and "not a"
  /// name something else rather than turning the statement round.
  private static func negates(_ unit: Int, what other: Int, _ context: GuardContext) -> Bool {
    !articles.contains(context.entryHashes[other])
      && (unit + 1..<other).allSatisfy { helpers.contains(context.entryHashes[$0]) }
  }
}
