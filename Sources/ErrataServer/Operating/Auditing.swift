internal import ErrataModel
internal import ErrataStore
internal import Logging

// What is told to people: who changed what, and what looks wrong.
extension Service {
  /// Notes who changed what.
  func audit(_ request: Request, subject: String) async {
    log.info(
      "\(request.route.name) by \(request.principal.name): \(subject.quotable)", metadata: ["request": "\(request.id)"])
  }

  /// Tells that claims went past their budget: in the log, the metrics, and the review queue.
  func alert(_ alerts: [ClaimBudgets.Alert]) async {
    for alert in alerts {
      metrics.quarantines.add(1)
      log.error(
        "claim \(alert.claim.quotable) is quarantined: it labelled \(alert.hits) items in a window, \(alert.allowed) allowed"
      )
    }
  }
}
