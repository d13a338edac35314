internal import ErrataModel
internal import ErrataStore
internal import Logging
internal import Synchronization

// What is told to people: who changed what, and what looks wrong.
extension Service {
  /// Records who changed what, in the chain where there is a store, and in the log.
  ///
  /// - Throws: what the store throws: what can't be audited isn't acknowledged.
  func audit(_ request: Request, outcome: String) async throws {
    let subject = request.route.parameters.filter { $0.place == .path }.map { request.text($0.name) }
      .joined(separator: " ")
    let entry = AuditEntry(
      key: request.principal.key, name: request.principal.name, action: "\(request.route.method) \(request.route.path)",
      subject: subject.quotable, outcome: outcome.quotable, at: request.now)
    log.info(
      "\(request.route.name) by \(request.principal.name): \(subject.quotable) \(outcome.quotable)",
      metadata: ["request": "\(request.id)"])
    guard store != nil else { return }
    try await desk.write { try $0.audit(entry) }
  }

  /// Lets labels expire whose time has come, and forgets answers that were kept long enough.
  package func tend() async {
    guard store != nil else { return }
    let now = clock.now()
    do {
      while try await desk.write({ try $0.settleDue(now: now, limit: 500).items }) == 500 {}
      _ = try await desk.write { try $0.pruneAnswers(now: now) }
      try await desk.read { [manual] _ in try manual?.refresh() }
    } catch {
      log.error("the store can't be tended: \(error)")
    }
    await saveBudgetsInTime(now)
  }

  /// Seconds between two times that match budgets are saved.
  private static let budgetSeconds = 10.0

  private func saveBudgetsInTime(_ now: Timestamp) async {
    let isTime = budgetsSaved.withLock { last in
      guard now.seconds(since: last) >= Service.budgetSeconds else { return false }
      last = now
      return true
    }
    if isTime { _ = try? await desk.write { [self] _ in saveBudgets(now: now) } }
  }

  /// Saves what is known of claims; what can't be saved is tried again the next time.
  func saveBudgets(now: Timestamp) {
    guard let store else { return }
    let (budgets, forgotten) = budgets.takeUnsaved(now: now)
    do { try store.saveBudgets(budgets, forgetting: forgotten) } catch {
      self.budgets.giveBack(budgets.map(\.claim) + forgotten)
      log.error("match budgets can't be saved: \(error)")
    }
  }

  /// Tells that claims went past their budget: in the log, the metrics, and the review queue.
  func alert(_ alerts: [ClaimBudgets.Alert]) async {
    for alert in alerts {
      metrics.quarantines.add(1)
      let reason = "labelled \(alert.hits) items in a window, \(alert.allowed) allowed"
      log.error("claim \(alert.claim.quotable) is quarantined: it \(reason)")
      guard store != nil else { continue }
      let now = alert.since
      do {
        try await desk.write { [self] store in
          try store.openReview(claim: alert.claim, priority: 100, reason: reason, now: now)
          saveBudgets(now: now)
        }
      } catch {
        log.error("the quarantine isn't in the review queue: \(error)")
      }
    }
  }
}
