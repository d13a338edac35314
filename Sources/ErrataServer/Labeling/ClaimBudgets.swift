package import ErrataModel
package import ErrataStore
internal import Synchronization

/// Watches how many items each claim labels. A claim that suddenly labels far more than in its past is quarantined: it
/// labels nothing until somebody has looked at it, since a bad wording or a bad index hits thousands of innocent items
/// before anybody notices.
///
/// Time is cut into windows. A claim may label `minimum` items a window, and `factor` times its own mean over past
/// windows (exponential, a fifth for the newest). Windows that passed without a hit count as zero.
///
/// What is known of a claim is kept in memory, and taken from here to a store from time to time.
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
    /// Claims that were changed since they were taken to the store, those that were forgotten included.
    var unsaved: Set<String> = []
  }

  private let state: Mutex<State>
  private let settings: ServeSettings.Budget

  /// Claims that are watched; past it those without a hit in the window are forgotten.
  private static let limit = 100_000
  /// After so many windows without a hit nothing is left of a mean.
  private static let longestIdle: Int64 = 64

  /// A watch.
  ///
  /// - Parameter saved: what is known from before.
  package init(_ settings: ServeSettings.Budget, saved: [ClaimBudget] = []) {
    self.settings = settings
    var state = State()
    for budget in settings.factor > 0 ? saved : [] {
      state.histories[budget.claim] = ClaimBudgets.history(budget, settings)
      guard let quarantine = budget.quarantine else { continue }
      state.quarantined[budget.claim] = Alert(
        claim: budget.claim, hits: quarantine.hits, allowed: quarantine.allowed, since: quarantine.since)
    }
    self.state = Mutex(state)
  }

  /// A saved history; where windows had another length, what was hit in the last one is left out.
  private static func history(_ budget: ClaimBudget, _ settings: ServeSettings.Budget) -> History {
    let (before, now) = (budget.windowSeconds, settings.windowSeconds)
    guard before != now, before > 0 else { return History(window: budget.window, hits: budget.hits, mean: budget.mean) }
    let start = budget.window.multipliedReportingOverflow(by: Int64(before)).partialValue
    return History(window: start / Int64(now), mean: budget.mean * Double(now) / Double(before))
  }

  /// Notes that an item is labelled for some claims.
  ///
  /// - Returns: which of them are quarantined, and which are so since now.
  package func note(_ claims: [String], now: Timestamp) -> (quarantined: Set<String>, alerts: [Alert]) {
    guard settings.factor > 0 else { return ([], []) }
    let window = number(ofWindowAt: now)
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

  private func number(ofWindowAt time: Timestamp) -> Int64 { time.milliseconds / Int64(settings.windowSeconds * 1000) }

  private func hit(_ claim: String, _ window: Int64, _ now: Timestamp, _ state: inout State) -> Alert? {
    if state.histories.count >= ClaimBudgets.limit, state.histories[claim] == nil {
      forget(&state) { $0.window != window }
    }
    var history = state.histories[claim] ?? History(window: window)
    if history.window != window {
      history.mean += (Double(history.hits) - history.mean) / 5
      let idle = min(ClaimBudgets.longestIdle, max(0, window - history.window - 1))
      for _ in 0..<idle { history.mean *= 0.8 }
      history.hits = 0
      history.window = window
    }
    history.hits += 1
    state.histories[claim] = history
    state.unsaved.insert(claim)
    let allowed = max(settings.minimum, Int(settings.factor * history.mean))
    return history.hits > allowed ? Alert(claim: claim, hits: history.hits, allowed: allowed, since: now) : nil
  }

  private func forget(_ state: inout State, where isOver: (History) -> Bool) {
    for (claim, history) in state.histories where isOver(history) && state.quarantined[claim] == nil {
      state.histories[claim] = nil
      state.unsaved.insert(claim)
    }
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
      state.unsaved.insert(claim)
      return true
    }
  }
}

// To the store.
extension ClaimBudgets {
  /// Takes what was changed since it was taken last, once.
  package func takeUnsaved(now: Timestamp) -> (budgets: [ClaimBudget], forgotten: [String]) {
    let oldest = number(ofWindowAt: now) - ClaimBudgets.longestIdle
    return state.withLock { state in
      forget(&state) { $0.window < oldest }
      var (budgets, forgotten): ([ClaimBudget], [String]) = ([], [])
      for claim in state.unsaved.sorted() {
        if let budget = budget(claim, state) { budgets.append(budget) } else { forgotten.append(claim) }
      }
      state.unsaved.removeAll()
      return (budgets, forgotten)
    }
  }

  /// Gives back claims that couldn't be saved, so that they are taken the next time.
  package func giveBack(_ claims: [String]) {
    state.withLock { $0.unsaved.formUnion(claims) }
  }

  private func budget(_ claim: String, _ state: State) -> ClaimBudget? {
    let alert = state.quarantined[claim]
    guard let history = state.histories[claim] ?? alert.map({ _ in History(window: 0) }) else { return nil }
    return ClaimBudget(
      claim: claim, windowSeconds: settings.windowSeconds, window: history.window, hits: history.hits,
      mean: history.mean,
      quarantine: alert.map { .init(since: $0.since, hits: $0.hits, allowed: $0.allowed) })
  }
}
