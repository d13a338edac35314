internal import Errata
internal import ErrataExchange
internal import ErrataModel
internal import Foundation
internal import Synchronization

/// Working memory of one thread that judges.
struct WorkerMemory {
  var session = Engine.Session()
  var reader = ItemReader()
  var item = ItemBuffer()
}

/// Threads that judge, off the event loops, with a bounded queue in front of them.
///
/// There are three lanes: short work goes before batches, though every fourth turn is a batch's, and what nobody waits
/// for comes last. Work that would have to wait for longer than the bound is refused at once, since an answer that
/// comes too late is worth no more than none and costs as much as one in time.
final class WorkerPool: Sendable {
  /// Who waits for the work.
  enum Lane: Int, CaseIterable {
    /// A single text.
    case quick
    /// Many items.
    case batch
    /// Nobody.
    case background
  }

  typealias Work = @Sendable (inout WorkerMemory) -> Void

  private struct Job {
    /// Items to judge.
    var weight: Int
    var work: Work
  }

  private struct State {
    var lanes = Lane.allCases.map { _ in Fifo<Job>() }
    /// Items that wait, by lane.
    var waiting = Lane.allCases.map { _ in 0 }
    var turn = 0
    var isClosed = false
    /// What an item takes, in nanoseconds: a moving average over batches.
    var itemNanoseconds = 50_000.0
  }

  /// How much may wait.
  struct Bounds: Sendable {
    /// Jobs in a lane.
    var jobs: Int
    /// Time that a batch would wait at the speed of late.
    var wait: Duration
  }

  private let state = Mutex(State())
  private let queued = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let bounds: Bounds
  /// Threads.
  let count: Int

  /// Starts the threads.
  init(count: Int, bounds: Bounds) {
    self.count = count
    self.bounds = bounds
    for number in 0..<count {
      let thread = Thread { [self] in
        judgeAll()
        ended.signal()
      }
      thread.name = "errata-\(number)"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Items that wait.
  var depth: Int { state.withLock { $0.waiting.reduce(0, +) } }

  /// Puts work in a lane, unless it would wait for too long.
  ///
  /// - Returns: whether it was taken.
  func submit(_ lane: Lane, weight: Int, _ work: @escaping Work) -> Bool {
    let isTaken = state.withLock { state in
      guard !state.isClosed, state.lanes[lane.rawValue].count < bounds.jobs else { return false }
      if lane != .background, !fits(state) { return false }
      state.lanes[lane.rawValue].append(Job(weight: weight, work: work))
      state.waiting[lane.rawValue] += weight
      return true
    }
    if isTaken { queued.signal() }
    return isTaken
  }

  /// Whether what waits will be done in time; always so when nothing waits.
  private func fits(_ state: borrowing State) -> Bool {
    let items = state.waiting[Lane.quick.rawValue] + state.waiting[Lane.batch.rawValue]
    return Double(items) * state.itemNanoseconds / Double(count) <= bounds.wait / .nanoseconds(1)
  }

  /// Does work on a thread of the pool and waits for it.
  ///
  /// - Throws: `Problem.overloaded`.
  func run<Value: Sendable>(
    _ lane: Lane, weight: Int = 1, _ work: @escaping @Sendable (inout WorkerMemory) -> Value
  ) async throws -> Value {
    let value: Value? = await withCheckedContinuation { continuation in
      let isTaken = submit(lane, weight: weight) { memory in continuation.resume(returning: work(&memory)) }
      if !isTaken { continuation.resume(returning: nil) }
    }
    guard let value else { throw Problem.overloaded }
    return value
  }

  /// Ends the threads after what waits was done.
  func close() {
    state.withLock { $0.isClosed = true }
    for _ in 0..<count { queued.signal() }
    for _ in 0..<count { ended.wait() }
  }

  private func judgeAll() {
    var memory = WorkerMemory()
    while true {
      queued.wait()
      let (job, isOver) = state.withLock { state in next(&state) }
      if let job {
        let start = ContinuousClock.now
        job.work(&memory)
        note(job.weight, ContinuousClock.now - start)
      } else if isOver {
        return
      }
    }
  }

  private func next(_ state: inout State) -> (job: Job?, isOver: Bool) {
    state.turn &+= 1
    let order: [Lane] = state.turn % 4 == 0 ? [.batch, .quick, .background] : [.quick, .batch, .background]
    for lane in order {
      guard let job = state.lanes[lane.rawValue].popFirst() else { continue }
      state.waiting[lane.rawValue] -= job.weight
      return (job, false)
    }
    return (nil, state.isClosed)
  }

  private func note(_ weight: Int, _ duration: Duration) {
    guard weight >= 8 else { return }
    let each = duration / .nanoseconds(1) / Double(weight)
    state.withLock { $0.itemNanoseconds += (each - $0.itemNanoseconds) / 16 }
  }
}

extension Problem {
  /// More is asked than can be done in time.
  static let overloaded = Problem(
    .overloaded, "More items wait than can be judged in time. Try again, and send fewer at a time or add workers.",
    retryAfter: 1)
}

/// A queue in an array: what was taken is cleared when half of the storage is.
struct Fifo<Element> {
  private var elements: [Element?] = []
  private var start = 0

  /// Elements that wait.
  var count: Int { elements.count - start }

  /// Adds one at the end.
  mutating func append(_ element: Element) { elements.append(element) }

  /// Takes the first.
  mutating func popFirst() -> Element? {
    guard start < elements.count else { return nil }
    defer {
      elements[start] = nil
      start += 1
      if start > 32, start * 2 > elements.count {
        elements.removeFirst(start)
        start = 0
      }
    }
    return elements[start]
  }
}
