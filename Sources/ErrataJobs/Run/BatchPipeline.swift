internal import Foundation
internal import Synchronization

/// Reads, judges and hands on batches at the same time: a thread that reads, one for each worker, and the caller, who
/// takes the results in input order.
///
/// The number and size of batches on the way are bounded; a batch counts until its result was consumed.
final class BatchPipeline: Sendable {
  private struct State {
    /// Batches to judge, with their numbers.
    var queue: [(number: Int, work: BatchWork)] = []
    /// Judged batches by number.
    var results: [Int: BatchWork] = [:]
    /// Storage for later batches.
    var spare: [BatchWork] = []
    /// Batches read, and results taken.
    var read = 0
    var taken = 0
    /// Batches on the way, and their bytes.
    var batches = 0
    var bytes = 0
    var isAtEnd = false
    var isClosed = false
    var fault: InputError?
  }

  /// How much may be on the way.
  struct Room {
    var batches: Int
    var bytes: Int
  }

  /// Judges a batch with the working memory of a worker.
  typealias Judge = @Sendable (_ worker: Int, inout BatchWork) -> Void

  private let reader: Mutex<LineReader>
  private let state = Mutex(State())
  private let room: Room
  private let judge: Judge
  private let stop: StopFlag
  // Each is signalled after the state was changed, at least as often as somebody waits for it; who wakes looks anew.
  private let queued = DispatchSemaphore(value: 0)
  private let judged = DispatchSemaphore(value: 0)
  private let freed = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let threads = Atomic<Int>(0)

  /// The input's name for messages.
  let file: String

  /// A pipeline that reads from an input; nothing runs yet.
  ///
  /// - Throws: `InputError` when the input can't be opened.
  init(
    _ input: InputSource, from start: LinePosition = .start, room: Room, stop: StopFlag, judge: @escaping Judge
  ) throws(InputError) {
    self.room = room
    self.judge = judge
    self.stop = StopFlag(below: stop)
    file = input.name
    reader = Mutex(try LineReader(input, from: start, stop: self.stop))
  }

  /// Reads a batch on the caller's thread, as long as no other reads; `false` at the end.
  func read(into work: inout BatchWork, waits: Bool) throws(InputError) -> Bool {
    let result = reader.withLock { reader in
      Result { () throws(InputError) in try reader.next(into: &work.batch, waits: waits) }
    }
    return try result.get()
  }

  /// Starts the threads.
  ///
  /// - Parameter first: batches that were read already.
  func start(workers: Int, first: [BatchWork]) {
    for work in first where !work.batch.isEmpty { submit(work) }
    run { pipeline in pipeline.readAll() }
    for worker in 0..<workers { run { pipeline in pipeline.judgeAll(worker) } }
  }

  private func run(_ body: @escaping @Sendable (BatchPipeline) -> Void) {
    threads.add(1, ordering: .relaxed)
    Thread.detachNewThread { [self] in
      body(self)
      ended.signal()
    }
  }

  /// The next result in input order, or `nil` at the end.
  ///
  /// - Throws: the fault that ended the input, after the results of all that was read before.
  func next() throws(InputError) -> BatchWork? {
    while true {
      let (result, isOver, fault) = state.withLock { state -> (BatchWork?, Bool, InputError?) in
        if let result = state.results.removeValue(forKey: state.taken) {
          state.taken += 1
          return (result, false, nil)
        }
        return (nil, state.isAtEnd && state.taken == state.read, state.fault)
      }
      if let result { return result }
      if isOver {
        if let fault { throw fault }
        return nil
      }
      judged.wait()
    }
  }

  /// Takes back a result that was consumed, and with it makes room for another batch.
  func release(_ work: consuming BatchWork) {
    let bytes = work.batch.byteCount
    // The storage of batches of very long lines isn't worth keeping.
    let spare = bytes <= 2 << 20 ? [work] : []
    state.withLock { state in
      state.batches -= 1
      state.bytes -= bytes
      state.spare += spare
    }
    freed.signal()
  }

  /// Ends all threads, without the results that weren't taken, and waits for them.
  func close() {
    stop.raise()
    state.withLock { state in
      state.isClosed = true
      state.queue.removeAll()
    }
    freed.signal()
    let count = threads.load(ordering: .relaxed)
    for _ in 0..<count { queued.signal() }
    for _ in 0..<count { ended.wait() }
  }
}

// What the threads do.
extension BatchPipeline {
  private func readAll() {
    while waitForRoom() {
      var work = state.withLock { $0.spare.popLast() } ?? BatchWork()
      do throws(InputError) {
        guard try read(into: &work, waits: true) else { break }
        if !work.batch.isEmpty { submit(work) }
      } catch {
        state.withLock { $0.fault = error }
        break
      }
    }
    state.withLock { $0.isAtEnd = true }
    judged.signal()
  }

  /// Whether there is room for a batch; `false` when the run is to end.
  private func waitForRoom() -> Bool {
    while !stop.isRaised {
      let hasRoom = state.withLock { $0.batches < room.batches && $0.bytes < room.bytes }
      if hasRoom { return true }
      freed.wait()
    }
    return false
  }

  private func submit(_ work: consuming BatchWork) {
    let bytes = work.batch.byteCount
    let item = [work]
    state.withLock { state in
      for work in item { state.queue.append((state.read, work)) }
      state.read += 1
      state.batches += 1
      state.bytes += bytes
    }
    queued.signal()
  }

  private func judgeAll(_ worker: Int) {
    while true {
      queued.wait()
      let (job, isClosed) = state.withLock { state in
        (state.queue.isEmpty ? nil : state.queue.removeFirst(), state.isClosed)
      }
      if isClosed { return }
      guard var job else { continue }
      judge(worker, &job.work)
      state.withLock { [job] state in state.results[job.number] = job.work }
      judged.signal()
    }
  }
}
