package import ErrataModel

/// Recommends debunks to one user, from what the caller tells of them: pure, deterministic, and without a list of who
/// saw what.
package struct ReachPlanner: Sendable {
  /// What it goes by.
  package let policy: ReachPolicy

  /// A planner.
  package init(policy: ReachPolicy = ReachPolicy()) {
    self.policy = policy
  }

  private static let day: Int64 = 86_400

  /// What a user is due, corrections first, then the most urgent; nothing when nothing is due.
  ///
  /// - Parameter claim: what is known of a claim; `nil` for one that isn't there.
  package func advice(
    for viewer: ReachViewer, now: Timestamp, claim: (String) -> ReachClaim?
  ) -> [ReachAdvice] {
    guard viewer.slots > 0, !policy.holdout.holds(viewer.user) else { return [] }
    let shown = merged(viewer.debunks)
    let shownToday = viewer.debunks.reduce(0) { $0 + (isWithin(ReachPlanner.day, $1.at, now) ? $1.times : 0) }
    let corrections = shown.values.compactMap { correction(of: $0, now: now, claim) }
    let due = Set(corrections.map(\.claim))
    let debunks = merged(viewer.seen).values.filter { !due.contains($0.claim) }
      .compactMap { debunk($0, shown[$0.claim], viewer, now: now, claim) }
    // A correction is owed, whatever else was shown today; debunks share what the day has left.
    let room = max(0, policy.perDay - shownToday - corrections.count)
    let first = corrections.sorted(by: ReachPlanner.precedes).prefix(viewer.slots)
    let then = debunks.sorted(by: ReachPlanner.precedes).prefix(min(room, viewer.slots - first.count))
    return Array(first) + Array(then)
  }

  /// The correction that somebody is due who saw a debunk before it was corrected.
  private func correction(
    of shown: ReachViewer.Debunk, now: Timestamp, _ claim: (String) -> ReachClaim?
  ) -> ReachAdvice? {
    guard let known = claim(shown.claim), let corrected = known.correctedAt, corrected <= now, shown.at < corrected
    else { return nil }
    return ReachAdvice(claim: shown.claim, kind: .correction, boost: policy.boosts.upperBound, urgency: 1)
  }

  private func debunk(
    _ seen: ReachViewer.Seen, _ shown: ReachViewer.Debunk?, _ viewer: ReachViewer, now: Timestamp,
    _ claim: (String) -> ReachClaim?
  ) -> ReachAdvice? {
    guard let known = claim(seen.claim), let since = known.labelSince, seen.at <= now else { return nil }
    let age = seconds(from: seen.at, to: now)
    guard seconds(from: since, to: now) >= policy.stableSeconds, age <= policy.forgottenSeconds else { return nil }
    guard known.surfaces.isEmpty || known.surfaces.contains(viewer.surface) else { return nil }
    if let shown {
      guard !shown.isOpened, shown.times < policy.perClaim, !isWithin(policy.pauseSeconds, shown.at, now) else {
        return nil
      }
    }
    let urgency = urgency(age: age, times: seen.times, known, viewer, shown: shown?.times ?? 0)
    let span = policy.boosts.upperBound - policy.boosts.lowerBound
    let boost = rounded(policy.boosts.lowerBound + span * urgency)
    return ReachAdvice(claim: seen.claim, kind: .debunk, boost: boost, urgency: urgency)
  }

  /// By recency, severity and how often it was seen, less where it was shown before or isn't in the user's language:
  /// severity × recency × times / (times + 1) × 2, at most 1.
  private func urgency(
    age: Int64, times: Int, _ claim: ReachClaim, _ viewer: ReachViewer, shown: Int
  ) -> Double {
    // 1 / (1 + age / half-life) is a half after the half-life, and needs no exponential that machines round otherwise.
    let recency = 1 / (1 + Double(age) / Double(max(1, policy.halfLifeSeconds)))
    let often = 2 * Double(max(1, times)) / Double(max(1, times) + 1)
    let speaks = claim.langs.isEmpty || viewer.lang.map { claim.langs.map(primary).contains(primary($0)) } ?? true
    let value = min(1, max(0, claim.severity)) * recency * often / Double(1 + shown) * (speaks ? 1 : 0.5)
    return rounded(min(1, value))
  }

  private func primary(_ tag: String) -> String { String(tag.lowercased().prefix { $0 != "-" && $0 != "_" }) }

  private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  private func seconds(from start: Timestamp, to end: Timestamp) -> Int64 {
    end.milliseconds.subtractingReportingOverflow(start.milliseconds).partialValue / 1000
  }

  private func isWithin(_ span: Int64, _ at: Timestamp, _ now: Timestamp) -> Bool {
    at.milliseconds > now.milliseconds - span * 1000
  }

  private func merged(_ seen: [ReachViewer.Seen]) -> [String: ReachViewer.Seen] {
    seen.reduce(into: [:]) { all, one in
      guard var known = all[one.claim] else { return all[one.claim] = one }
      known.at = max(known.at, one.at)
      known.times = min(1_000_000, known.times) + min(1_000_000, one.times)
      all[one.claim] = known
    }
  }

  private func merged(_ debunks: [ReachViewer.Debunk]) -> [String: ReachViewer.Debunk] {
    debunks.reduce(into: [:]) { all, one in
      guard var known = all[one.claim] else { return all[one.claim] = one }
      known.at = max(known.at, one.at)
      known.times = min(1_000_000, known.times) + min(1_000_000, one.times)
      known.isOpened = known.isOpened || one.isOpened
      all[one.claim] = known
    }
  }

  private static func precedes(_ a: ReachAdvice, _ b: ReachAdvice) -> Bool {
    a.urgency != b.urgency ? a.urgency > b.urgency : a.claim < b.claim
  }
}
