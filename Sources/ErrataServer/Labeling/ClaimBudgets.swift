package import ErrataModel
internal import Synchronization

/// Watches how many items each claim labels. A claim that suddenly labels far more than in its past is quarantined: it
/// labels nothing until somebody has looked at it, since a bad wording or a bad index hits thousands of innocent items
/// before anybody notices.
///
/// Time is cut into windows. A claim may label `minimum` items a window, and `factor` times its own mean over past
/// windows (exponential, a fifth for the newest). Windows that passed without a hit count as zero.
package final class ClaimBudgets: Sendable {
  /// A claim that went past its budget.
  package struct Alert: Hashable, Sendable {
    /// The claim's id.
    package var claim: String
    /// Items it hit in the window.
    package var hits: Int
    /// What it was allowed.
    package var allowed: Int
    /// When it happened.
    package var since: Timestamp
  }

  private struct History {
    var window: Int64
    var hits = 0
    var mean = 0.0
  }

  private struct State {
    var histories: [String: History] = [:]
    var quarantined: [String: Alert] = [:]
  }

  private let state = Mutex(State())
  private let settings: ServeSettings.Budget

  /// Claims that are watched; past it those without a hit in the window are forgotten.
  private static let limit = 100_000

  /// A watch with nothing seen yet.
  package init(_ settings: ServeSettings.Budget) {
    self.settings = settings
  }

  /// Notes that an item is labelled for some claims.
  ///
  /// - Returns: which of them are quarantined, and which are so since now.
  package func note(_ claims: [String], now: Timestamp) -> (quarantined: Set<String>, alerts: [Alert]) {
    guard settings.factor > 0 else { return ([], []) }
    let window = now.milliseconds / Int64(settings.windowSeconds * 1000)
    return state.withLock { state in
      var (quarantined, alerts): (Set<String>, [Alert]) = ([], [])
      for claim in Set(claims) {
        if state.quarantined[claim] == nil, let alert = hit(claim, window, now, &state) {
          state.quarantined[claim] = alert
          alerts.append(alert)
        }
        if state.quarantined[claim] != nil { quarantined.insert(claim) }
      }
      return (quarantined, alerts)
    }
  }

  private func hit(_ claim: String, _ window: Int64, _ now: Timestamp, _ state: inout State) -> Alert? {
    if state.histories.count >= ClaimBudgets.limit, state.histories[claim] == nil {
      state.histories = state.histories.filter { $0.value.window == window }
    }
    var history = state.histories[claim] ?? History(window: window)
    if history.window != window {
      history.mean += (Double(history.hits) - history.mean) / 5
      let idle = min(64, max(0, window - history.window - 1))
      for _ in 0..<idle { history.mean *= 0.8 }
      history.hits = 0
      history.window = window
    }
    history.hits += 1
    state.histories[claim] = history
    let allowed = max(settings.minimum, Int(settings.factor * history.mean))
    return history.hits > allowed ? Alert(claim: claim, hits: history.hits, allowed: allowed, since: now) : nil
  }

  /// The claims in quarantine, by id.
  package var quarantined: [Alert] {
    state.withLock { $0.quarantined.values.sorted { $0.claim < $1.claim } }
  }

  /// Lets a claim label again, from a fresh history whose mean is what it hit last, so that it isn't caught at once.
  ///
  /// - Returns: whether it was in quarantine.
  package func release(_ claim: String) -> Bool {
    state.withLock { state in
      guard let alert = state.quarantined.removeValue(forKey: claim) else { return false }
      if var history = state.histories[claim] {
        history.mean = Double(alert.hits)
        history.hits = 0
        state.histories[claim] = history
      }
      return true
    }
  }
}
