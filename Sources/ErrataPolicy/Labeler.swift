package import ErrataModel

/// Turns matches and declarations into labels, suppressions and queue entries under a policy. Pure: same
/// input, same result; the order of the matches doesn't matter.
package struct Labeler: Sendable {
  private let policy: Policy

  /// Makes a labeler for a policy.
  package init(policy: Policy) {
    self.policy = policy
  }

  /// Labels one item.
  ///
  /// A match becomes a label when ``outcome(for:cuts:)`` says `apply` under the cuts of the first rule that
  /// fits, and nothing speaks against it: the claim has expired (`expired`), the item is older than the claim
  /// (`olderThanClaim`), no rule gives a label (`noRule`), or the author declared as fiction what is found to
  /// be fiction or satire (`declared`). What would only be queued is suppressed for the same reasons. A label
  /// found expires with its claim, or earlier when its rule says so. O(matches × rules).
  package func label(
    item: Item, matches: [ClaimMatch], corpusRevision: String, normalizerVersion: String, now: Timestamp
  ) -> LabelingResult {
    let origin = Origin(corpusRevision: corpusRevision, normalizerVersion: normalizerVersion, now: now)
    let judgements = matches.sorted(by: strongestFirst).map { judge($0, item, origin) }
    let labels = declaredLabels(of: item, now: now) + oneLabelPerClaim(judgements)
    return LabelingResult(
      labels: labels.sorted(by: inAnswerOrder), suppressed: judgements.compactMap(\.suppression),
      queued: judgements.compactMap(\.queued),
      boost: labels.isEmpty ? boostCandidate(among: judgements) : nil)
  }

  private func strongestFirst(_ a: ClaimMatch, _ b: ClaimMatch) -> Bool {
    let (left, right) = (a.match.rankedScore, b.match.rankedScore)
    if left != right { return left > right }
    if a.claim.id != b.claim.id { return a.claim.id < b.claim.id }
    return a.match.wording < b.match.wording
  }

  private func inAnswerOrder(_ a: Label, _ b: Label) -> Bool {
    if a.value != b.value { return a.value < b.value }
    let (left, right) = (a.reason.evidence, b.reason.evidence)
    guard let left, let right else {
      return left == nil && right == nil ? a.reason.rule < b.reason.rule : left == nil
    }
    return left.score != right.score ? left.score > right.score : left.claim < right.claim
  }

  private func oneLabelPerClaim(_ judgements: [Judgement]) -> [Label] {
    var seen: Set<String> = []
    return judgements.compactMap { judgement in
      judgement.label.flatMap { seen.insert(judgement.entry.claim.id).inserted ? $0 : nil }
    }
  }
}

// MARK: - Declarations

extension Labeler {
  private func declaredLabels(of item: Item, now: Timestamp) -> [Label] {
    Declaration.allCases.filter(item.declared.contains).compactMap { declaration in
      guard let rule = policy.declarations[declaration], let value = rule.label else { return nil }
      return Label(value: value, reason: .declaration(declaration, rule: rule.id), issuedAt: now)
    }
  }
}

// MARK: - Matches

/// What a label's evidence says besides the match itself.
private struct Origin {
  var corpusRevision: String
  var normalizerVersion: String
  var now: Timestamp
}

/// What became of one match. At most one of label, suppression and queue entry is there.
private struct Judgement {
  var entry: ClaimMatch
  var rule: PolicyRule?
  var cuts: Cuts
  var label: Label?
  var suppression: Suppression?
  var queued: QueuedMatch?
}

extension Labeler {
  private func judge(_ entry: ClaimMatch, _ item: Item, _ origin: Origin) -> Judgement {
    let rule = policy.rule(for: entry.claim, item: item)
    let cuts = policy.cuts(for: rule)
    var judgement = Judgement(entry: entry, rule: rule, cuts: cuts)
    let (outcome, reason) = outcome(for: entry.match, cuts: cuts)
    guard outcome != .none else { return judgement }
    if let reason = objection(to: entry, rule, item, origin.now, reason) {
      judgement.suppression = suppression(of: entry, reason)
    } else if outcome == .review {
      judgement.queued = queued(entry)
    } else if let rule, let value = rule.label {
      judgement.label = label(value, by: rule, entry, item, origin)
    }
    return judgement
  }

  /// The first reason against a label. A guard's comes before all; a claim that counts no more is told before
  /// what the item says of it.
  private func objection(
    to entry: ClaimMatch, _ rule: PolicyRule?, _ item: Item, _ now: Timestamp, _ found: SuppressionReason?
  ) -> SuppressionReason? {
    if let reason = entry.match.guardReason { return reason }
    if let expires = entry.claim.expires, now >= expires { return .expired }
    if let validFrom = entry.claim.validFrom, let published = item.publishedAt, published < validFrom {
      return .olderThanClaim
    }
    if let found { return found }
    guard let value = rule?.label else { return .noRule }
    return isDeclared(value, entry.claim, item) ? .declared : nil
  }

  /// Whether the author already said what the label would: fiction or satire, declared as fiction. A claim
  /// with another verdict is more than fiction, so a declaration doesn't silence its label.
  private func isDeclared(_ value: LabelValue, _ claim: ClaimSummary, _ item: Item) -> Bool {
    value == .fictional && (claim.verdict == .satire || claim.verdict == .fiction)
      && item.declared.contains(.fictional)
  }

  private func label(
    _ value: LabelValue, by rule: PolicyRule, _ entry: ClaimMatch, _ item: Item, _ origin: Origin
  ) -> Label {
    let evidence = Evidence(
      claim: entry.claim.id, corpusRevision: origin.corpusRevision, review: entry.claim.review.url,
      spans: entry.match.spans, score: entry.match.score, stance: entry.match.stance.stance,
      normalizerVersion: origin.normalizerVersion, rule: rule.id)
    let own = rule.expiresAfter.map { origin.now.advanced(bySeconds: $0) }
    return Label(
      value: value, reason: .match(evidence), issuedAt: origin.now,
      expires: [own, entry.claim.expires].compactMap { $0 }.min(),
      isUndeclared: value == .fictional && !item.declared.contains(.fictional))
  }

  private func suppression(of entry: ClaimMatch, _ reason: SuppressionReason) -> Suppression {
    Suppression(
      claim: entry.claim.id, reason: reason, score: entry.match.score, stance: entry.match.stance.stance,
      spans: entry.match.spans, review: entry.claim.review.url)
  }

  private func queued(_ entry: ClaimMatch) -> QueuedMatch {
    QueuedMatch(
      claim: entry.claim.id, score: entry.match.score, stance: entry.match.stance.stance,
      spans: entry.match.spans, review: entry.claim.review.url)
  }
}

// MARK: - Debunks

extension Labeler {
  /// The strongest refuted claim, if every strong match refutes a claim that a rule would label: an item that
  /// also asserts, asks or reports, or that denies what is true, is no plain debunk. Matches that a guard
  /// spoke against are no matches.
  private func boostCandidate(among judgements: [Judgement]) -> BoostCandidate? {
    let strong = judgements.filter {
      $0.entry.match.guardReason == nil && $0.entry.match.score >= $0.cuts.review
    }
    guard let boost = policy.boost, let best = strong.first, best.entry.match.score >= boost.minimumScore,
      strong.allSatisfy({ $0.suppression?.reason == .refutes && $0.rule?.label != nil })
    else { return nil }
    return BoostCandidate(claim: best.entry.claim.id, score: best.entry.match.score)
  }
}

extension Match {
  /// The score, or a number below all scores for one that is no number, which has no place in an order.
  fileprivate var rankedScore: Double { score.isNaN ? -1 : score }
}
