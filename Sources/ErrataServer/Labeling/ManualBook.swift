internal import Errata
internal import ErrataJobs
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore
internal import Synchronization

/// What people have decided on items, which goes before what the engine decides. Which items there are is kept in
/// memory, so that nearly all need no look at the store.
final class ManualBook: Sendable {
  private struct State {
    var items: Set<String> = []
    var last = 0
  }

  private let store: DecisionStore
  private let state = Mutex(State())

  /// A book that knows of nothing yet.
  init(store: DecisionStore) {
    self.store = store
  }

  /// Reads what was decided since the last time, here or by another process.
  ///
  /// - Throws: `StoreError`.
  func refresh() throws {
    let fresh = try store.manualItems(after: state.withLock { $0.last })
    state.withLock { state in
      state.items.formUnion(fresh.items)
      state.last = max(state.last, fresh.last)
    }
  }

  /// The decision that is served for an item; `nil` when no person has decided on it.
  func standing(_ decision: @autoclosure () -> Decision, id: String, policy: Policy, now: Timestamp) -> Decision? {
    guard state.withLock({ $0.items.contains(id) }), let manual = try? store.standingManual(id, at: now),
      !manual.isEmpty
    else { return nil }
    return ManualOverlay.apply(manual, to: decision(), policy: policy, now: now)
  }
}
