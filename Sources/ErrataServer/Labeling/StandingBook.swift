internal import Errata
internal import ErrataJobs
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore
internal import Synchronization

/// What is answered for an item besides what the engine decides: what people have decided on it, which goes before
/// that, and the labels of what it passes on. Which items there are is kept in memory, so that nearly all need no look
/// at the store.
final class StandingBook: Sendable {
  private struct State {
    var manual: Set<String> = []
    var lastManual = 0
    /// Hash values of the ids of items that have or had a label; two ids with one value cost a look at the store.
    var labelled: Set<Int> = []
    var lastLabel: Int?
  }

  private let store: DecisionStore
  private let state = Mutex(State())
  private static let page = 10_000

  /// A book that knows of nothing yet.
  init(store: DecisionStore) {
    self.store = store
  }

  /// Reads what changed since the last time, here or by another process.
  ///
  /// - Throws: `StoreError`.
  func refresh() throws {
    let fresh = try store.manualItems(after: state.withLock { $0.lastManual })
    state.withLock { state in
      state.manual.formUnion(fresh.items)
      state.lastManual = max(state.lastManual, fresh.last)
    }
    try refreshLabels()
  }

  /// Reads which items got labels since the last time.
  ///
  /// - Throws: `StoreError`.
  func refreshLabels() throws {
    guard var last = state.withLock({ $0.lastLabel }) else {
      let (items, last) = try store.labelledItems()
      return note(items, last)
    }
    while true {
      let (items, end) = try store.labelledItems(after: last, limit: StandingBook.page)
      note(items, end)
      if items.count < StandingBook.page { return }
      last = end
    }
  }

  private func note(_ items: [String], _ last: Int) {
    state.withLock { state in
      for item in items { state.labelled.insert(item.hashValue) }
      state.lastLabel = max(state.lastLabel ?? 0, last)
    }
  }

  /// The decision that is served for an item; `nil` when neither people nor other items add to it.
  func standing(
    _ decision: @autoclosure () -> Decision, item: Item, remark: Stance?, policy: Policy, now: Timestamp
  ) -> Decision? {
    let (isManual, isLabelled, hasLabelledParent) = state.withLock { state in
      (
        state.manual.contains(item.id), state.labelled.contains(item.id.hashValue),
        item.parent.map { state.labelled.contains($0.id.hashValue) } ?? false
      )
    }
    guard isManual || isLabelled || hasLabelledParent else { return nil }
    let manual = isManual ? (try? store.standingManual(item.id, at: now)) ?? [] : []
    var inherited = isLabelled ? (try? store.inherited(by: item.id)) ?? [] : []
    if inherited.isEmpty, hasLabelledParent, let parent = item.parent {
      // The item may be new: it has at once what its parent has.
      inherited = offered(by: parent, to: decision(), remark: remark, manual)
    }
    guard !manual.isEmpty || !inherited.isEmpty else { return nil }
    return Overlay.apply(manual, inherited, to: decision(), policy: policy, now: now)
  }

  private func offered(
    by parent: Parent, to decision: Decision, remark: Stance?, _ manual: [ManualDecision]
  ) -> [InheritedLabel] {
    let offered = (try? store.offered(by: parent, remark: remark)) ?? []
    return offered.filter { label in
      let claim = label.inheritance.claim
      let has = decision.labels.contains { $0.value == label.value && $0.reason.claim == claim }
      let denies = decision.suppressed.contains {
        $0.claim == claim && ($0.reason == .refutes || $0.reason == .questions)
      }
      let isRejected =
        claim != nil
        && manual.contains {
          $0.action == .reject && ($0.claim == nil || $0.claim == claim)
        }
      return !has && !denies && !isRejected
    }
  }
}
