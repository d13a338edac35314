internal import Synchronization

/// Has a batch judged by the pool, and answers at the deadline even when no thread has come to it.
struct LabelRun: Sendable {
  let task: LabelTask
  let pool: WorkerPool

  /// A batch with few items is quick work.
  private static let quickItems = 4

  /// What came of it.
  ///
  /// - Throws: `Problem.overloaded`.
  func answer() async throws -> LabelTask.Result {
    let lane: WorkerPool.Lane = task.batch.items.count <= LabelRun.quickItems ? .quick : .batch
    guard let deadline = task.deadline else {
      let task = task
      return try await pool.run(lane, weight: task.batch.items.count) { task.answer(&$0) }
    }
    let turn = Turn()
    let result: LabelTask.Result?? = await withCheckedContinuation { continuation in
      turn.wait(continuation)
      let task = task
      let isTaken = pool.submit(lane, weight: task.batch.items.count) { memory in
        // Who comes first, thread or deadline, takes the continuation; the other finds none.
        guard let continuation = turn.take() else { return }
        continuation.resume(returning: task.answer(&memory))
      }
      if !isTaken { turn.take()?.resume(returning: .some(nil)) }
      Task {
        try? await Task.sleep(until: deadline, clock: .continuous)
        turn.take()?.resume(returning: nil)
      }
    }
    guard let inTime = result else {
      var memory = WorkerMemory()
      return task.answer(&memory, isLate: true)
    }
    guard let answered = inTime else { throw Problem.overloaded }
    return answered
  }
}

/// A continuation that is resumed once.
private final class Turn: Sendable {
  typealias Continuation = CheckedContinuation<LabelTask.Result??, Never>

  private let continuation = Mutex<Continuation?>(nil)

  func wait(_ waiting: Continuation) {
    continuation.withLock { $0 = waiting }
  }

  func take() -> Continuation? {
    continuation.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }
  }
}
