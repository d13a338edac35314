package import ErrataModel

/// Makes one ranking weight of an item's labels under a policy. Pure, and the same bits on every machine.
///
/// For each live label:
///
///     strength = s0 + (1 − s0) × (score − apply) / (1 − apply), kept within [s0, 1]; 1 for a declaration
///     decay    = 2^(−age / halfLife); 1 without a half-life
///     term     = 1 − (1 − limit) × strength × decay
///
/// where `limit` is the rule's weight, `apply` the rule's cut, s0 the policy's `strengthAtCut`, and age the
/// time since the label was issued. The weight is the lowest term, or the product of all terms, and never
/// below the policy's floor.
///
/// Limit, strength, decay and term are rounded to millionths; the effect `1 − term` is rounded up, so that a
/// label that limits at all yields a term below 1. These leave no trace: expired labels, labels whose limit
/// is 1, labels whose decay has fallen below half a millionth (about 21 half-lives), and labels of a rule
/// that this policy doesn't have. Negated labels are not passed in. A boost counts only where there is no
/// live label of any kind.
package struct Weigher: Sendable {
  private let policy: Policy
  private let effects: [String: LabelEffect]

  /// Makes a weigher for a policy.
  package init(policy: Policy) {
    self.policy = policy
    let rules = policy.rules.map { ($0.id, LabelEffect(rule: $0, policy: policy)) }
    let declarations = policy.declarations.values.map { ($0.id, LabelEffect(declaration: $0)) }
    effects = Dictionary(rules + declarations) { first, _ in first }
  }

  /// The weight at a time: exactly 1 when nothing limits, in [floor, 1) when something does, above 1 for a
  /// debunk. The order of the labels doesn't matter. O(n log n).
  package func weigh(labels: [Label], boost: BoostCandidate? = nil, now: Timestamp) -> Weight {
    let live = labels.filter { $0.isLive(at: now) }
    if live.isEmpty { return boosted(by: boost) }
    let terms = live.compactMap { term(of: $0, now: now) }.sorted(by: canonicalOrder)
    guard let lowest = terms.first?.weight else { return .unlimited }
    let combined =
      switch policy.combination {
      case .minimum: lowest
      case .product: terms.reduce(1) { $0 * $1.weight }.inMillionths
      }
    return Weight(value: max(policy.floor, combined), terms: terms)
  }

  private func boosted(by candidate: BoostCandidate?) -> Weight {
    guard let candidate, let rule = policy.boost else { return .unlimited }
    let term = WeightTerm(
      label: nil, claim: candidate.claim, rule: BoostRule.id, limit: rule.weight, strength: 1, decay: 1,
      weight: rule.weight)
    return Weight(value: rule.weight, terms: [term])
  }

  private func term(of label: Label, now: Timestamp) -> WeightTerm? {
    guard let effect = effects[label.reason.rule] else { return nil }
    let score = label.reason.evidence?.score
    let strength = effect.strength(of: score, atCut: policy.strengthAtCut)
    let decay = Decay.remaining(age: now.seconds(since: label.issuedAt), halfLife: effect.halfLife)
    let weight = effect.weight(strength: strength, decay: decay)
    guard weight < .one else { return nil }
    return WeightTerm(
      label: label.value, claim: label.reason.evidence?.claim, rule: label.reason.rule,
      limit: effect.limit.value, strength: strength.value, decay: decay.value, weight: weight.value)
  }

  /// The lowest term first; the rest only makes the order the same for the same labels.
  private func canonicalOrder(_ a: WeightTerm, _ b: WeightTerm) -> Bool {
    if a.weight != b.weight { return a.weight < b.weight }
    if let left = a.label, let right = b.label, left != right { return left < right }
    let (left, right) = ((a.claim ?? "", a.rule), (b.claim ?? "", b.rule))
    if left != right { return left < right }
    return (a.strength, a.decay) > (b.strength, b.decay)
  }
}

/// What a rule's label does to the weight.
private struct LabelEffect: Sendable {
  var limit: Millionths
  var apply: Double
  var halfLife: Double?

  init(rule: PolicyRule, policy: Policy) {
    limit = Millionths(rule.limit)
    apply = policy.cuts(for: rule).apply
    halfLife = rule.halfLife
  }

  init(declaration: DeclarationRule) {
    limit = Millionths(declaration.limit)
    apply = 1
    halfLife = nil
  }

  /// How far a score lies above the cut, from `atCut` to 1; 1 where there is no score.
  func strength(of score: Double?, atCut: Double) -> Millionths {
    guard let score, apply < 1 else { return .one }
    let above = min(max((score - apply) / (1 - apply), 0), 1)
    return Millionths(atCut + (1 - atCut) * (above.isNaN ? 0 : above))
  }

  /// `1 − (1 − limit) × strength × decay`, the effect rounded up to a millionth. Exact: the product of three
  /// counts stays below 2^63.
  func weight(strength: Millionths, decay: Millionths) -> Millionths {
    let one = Millionths.one.count
    let effect = (one - limit.count) * strength.count * decay.count
    return Millionths(count: one - (effect + one * one - 1) / (one * one))
  }
}
