internal import ErrataJobs
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore
internal import Foundation
internal import Logging
internal import Synchronization

/// Records decisions: one thread writes, and takes what many requests have brought in one transaction, so that the disk
/// is waited for once.
final class Recorder: Sendable {
  private struct Entry {
    var records: [DecisionRecord]
    var done: (@Sendable (Result<Int, any Error>) -> Void)?
  }

  private struct State {
    var queue = Fifo<Entry>()
    /// Decisions that wait.
    var waiting = 0
    var isClosed = false
  }

  private let store: DecisionStore
  private let limit: Int
  private let log: Logger
  private let policy: @Sendable () -> Policy?
  private let state = Mutex(State())
  private let queued = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  /// Decisions in a transaction: enough that the disk's time is shared, few enough that nobody waits long.
  private static let batch = 4000

  /// - Parameter policy: the policy that serves; receipts of edits tell weights by it.
  init(store: DecisionStore, limit: Int, log: Logger, policy: @escaping @Sendable () -> Policy?) {
    self.store = store
    self.policy = policy
    self.limit = limit
    self.log = log
    let thread = Thread { [self] in
      writeAll()
      ended.signal()
    }
    thread.name = "errata-record"
    thread.start()
  }

  /// Decisions that wait.
  var depth: Int { state.withLock { $0.waiting } }

  /// Records decisions, and returns when they are on the disk.
  ///
  /// - Returns: how many were new.
  /// - Throws: `Problem.overloaded` when too many wait; `StoreError`.
  func record(_ records: [DecisionRecord]) async throws -> Int {
    guard !records.isEmpty else { return 0 }
    return try await withCheckedThrowingContinuation { continuation in
      let isTaken = submit(Entry(records: records) { continuation.resume(with: $0) })
      if !isTaken { continuation.resume(throwing: Problem.overloaded) }
    }
  }

  /// Records decisions that nobody waits for; `false` when too many wait.
  func recordLater(_ records: [DecisionRecord]) -> Bool {
    records.isEmpty || submit(Entry(records: records, done: nil))
  }

  private func submit(_ entry: Entry) -> Bool {
    let isTaken = state.withLock { state in
      guard !state.isClosed, state.waiting == 0 || state.waiting + entry.records.count <= limit else { return false }
      state.queue.append(entry)
      state.waiting += entry.records.count
      return true
    }
    if isTaken { queued.signal() }
    return isTaken
  }

  /// Ends the thread after what waits was recorded.
  func close() {
    state.withLock { $0.isClosed = true }
    queued.signal()
    ended.wait()
  }

  private func writeAll() {
    while true {
      queued.wait()
      let (entries, isOver) = state.withLock { state in next(&state) }
      if !entries.isEmpty { write(entries) } else if isOver { return }
    }
  }

  private func next(_ state: inout State) -> (entries: [Entry], isOver: Bool) {
    var (entries, count): ([Entry], Int) = ([], 0)
    while count < Recorder.batch, let entry = state.queue.popFirst() {
      entries.append(entry)
      count += entry.records.count
    }
    state.waiting -= count
    return (entries, state.isClosed && entries.isEmpty)
  }

  /// All in one transaction; when that fails and there are several, each in its own, so that nobody suffers for
  /// another's decision that can't be recorded.
  private func write(_ entries: [Entry]) {
    do {
      let policy = policy()
      var fresh = try store.record(
        entries.flatMap(\.records),
        overlay: policy.map { policy in { Overlay.apply($1, $2, to: $0, policy: policy, now: $0.decidedAt) } })
      for entry in entries {
        // How many of the whole were new is all that is known; the first is told.
        entry.done?(.success(fresh))
        fresh = 0
      }
    } catch  where entries.count > 1 {
      for entry in entries { write([entry]) }
    } catch {
      if entries[0].done == nil { log.error("decisions that were finished late aren't recorded: \(error)") }
      entries[0].done?(.failure(error))
    }
  }
}
