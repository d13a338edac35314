package import ErrataModel
package import ErrataPolicy
internal import ErrataPropagation
package import ErrataStore

/// What a decision becomes when people have decided on the item too, and when the item passes on others that have
/// labels. The recorded decision stays as it was made, so that it can be computed again; this is what answers give.
package enum Overlay {
  /// A decision with manual decisions and inherited labels.
  ///
  /// An inherited label limits the weight to its root's, weakened with each hop by the policy's attenuation.
  package static func apply(
    _ manual: [ManualDecision] = [], _ inherited: [InheritedLabel], to decision: Decision, policy: Policy,
    now: Timestamp
  ) -> Decision {
    var result = apply(manual, to: decision, policy: policy, now: now)
    for label in inherited where label.isLive(at: now) { inherit(label, policy, now, &result) }
    return result
  }

  private static func inherit(_ label: InheritedLabel, _ policy: Policy, _ now: Timestamp, _ result: inout Decision) {
    let inheritance = label.inheritance
    result.labels.append(
      Label(
        value: label.value, reason: .inherited(inheritance), issuedAt: label.issuedAt ?? now, expires: label.expires))
    let cap = label.cap ?? mildestLimit(of: label.value, policy)
    let weight = max(policy.floor, policy.propagation.weight(cap, after: inheritance.hops)).inMillionths
    guard weight < 1 else { return }
    let decay = (1 - policy.propagation.weight(0, after: inheritance.hops)).inMillionths
    let term = WeightTerm(
      label: label.value, claim: inheritance.claim, rule: Inheritance.rule, limit: cap, strength: 1, decay: decay,
      weight: weight)
    let value = min(result.weight.value, 1)
    result.weight = Weight(
      value: policy.combination == .product ? max(policy.floor, value * weight).inMillionths : min(value, weight),
      terms: result.weight.terms.filter { $0.label != nil } + [term])
  }

  private static func mildestLimit(of value: LabelValue, _ policy: Policy) -> Double {
    policy.rules.filter { $0.label == value }.map(\.limit).max() ?? policy.floor
  }

  /// A decision with the manual decisions that stand at a time.
  ///
  /// A rejection takes away the labels of its claim and the matches queued for it; a confirmation adds a label with the
  /// match's evidence, and limits the weight to its cap, or to the mildest limit that the policy has for the label. The
  /// weight is then that of the labels that stand.
  package static func apply(
    _ manual: [ManualDecision], to decision: Decision, policy: Policy, now: Timestamp
  ) -> Decision {
    let standing = manual.filter { $0.isLive(at: now) && $0.action != .withdraw }
    guard !standing.isEmpty else { return decision }
    var result = decision
    result.labels.removeAll { StandingLabels.isRejected($0, by: standing) }
    result.queued.removeAll { match in
      standing.contains { $0.claim == nil || $0.claim == match.claim }
    }
    let hasChanged = result.labels.count != decision.labels.count
    if hasChanged { result.weight = Weigher(policy: policy).weigh(labels: result.labels, now: now) }
    for confirmation in standing where confirmation.action == .confirm {
      confirm(confirmation, of: decision, policy, &result)
    }
    return result
  }

  private static func confirm(
    _ manual: ManualDecision, of decision: Decision, _ policy: Policy, _ result: inout Decision
  ) {
    guard let claim = manual.claim, let review = manual.review else { return }
    let value = manual.label ?? .rumor
    let match = matches(of: decision).first { $0.claim == claim }
    let evidence = Evidence(
      claim: claim, corpusRevision: decision.corpusRevision, review: review, spans: match?.spans ?? [],
      score: manual.score ?? 0, stance: match?.stance ?? .asserts, normalizerVersion: decision.normalizerVersion,
      rule: ManualDecision.rule)
    result.labels.append(
      Label(value: value, reason: .match(evidence), issuedAt: manual.at, expires: manual.expires))
    let cap = max(policy.floor, manual.cap ?? mildestLimit(of: value, policy))
    guard cap < 1 else { return }
    let term = WeightTerm(
      label: value, claim: claim, rule: ManualDecision.rule, limit: cap, strength: 1, decay: 1, weight: cap)
    result.weight = Weight(
      value: min(cap, result.weight.value), terms: result.weight.terms.filter { $0.label != nil } + [term])
  }

  private static func matches(of decision: Decision) -> [(claim: String, spans: [ByteSpan], stance: Stance)] {
    decision.labels.compactMap(\.reason.evidence).map { ($0.claim, $0.spans, $0.stance) }
      + decision.queued.map { ($0.claim, $0.spans, $0.stance) }
      + decision.suppressed.map { ($0.claim, $0.spans, $0.stance) }
  }
}
