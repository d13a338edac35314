package import Errata
package import ErrataJSON
package import ErrataModel
package import ErrataStore
internal import Foundation
internal import Synchronization

/// Judges a stream of items on all cores and hands on the results in input order, in constant memory.
///
/// Works in rounds: some batches are read, judged side by side, and consumed in order. A round is as large as the
/// workers need and no larger, so that memory stays bounded, and it ends where the input pauses, so that a slow
/// producer gets its answers at once.
package struct ItemRun {
  /// How a run goes.
  package struct Settings: Sendable {
    /// Threads that judge; at least 1.
    package var workers: Int
    /// Stop at the first bad line.
    package var isStrict: Bool
    /// Show progress where standard error is a terminal.
    package var showsProgress: Bool

    /// Makes settings; by default one worker a core.
    package init(
      workers: Int = ProcessInfo.processInfo.activeProcessorCount, isStrict: Bool = false,
      showsProgress: Bool = true
    ) {
      self.workers = max(1, workers)
      self.isStrict = isStrict
      self.showsProgress = showsProgress
    }
  }

  /// What came of one item.
  package struct Judged: Sendable {
    /// Labels attached.
    package var labels = 0
    /// What to record, where there is a store.
    package var record: DecisionRecord?

    /// Makes a result.
    package init(labels: Int = 0, record: DecisionRecord? = nil) {
      self.labels = labels
      self.record = record
    }
  }

  /// Judges an item and writes its answer.
  package typealias Judge = @Sendable (Item, inout Engine.Session, inout JSONWriter) -> Judged

  /// What a run has done.
  package struct Report: Hashable, Sendable {
    /// Items judged.
    package var items = 0
    /// Labels attached.
    package var labels = 0
    /// Lines that were no items.
    package var badLines = 0
    /// Decisions that were new to the store.
    package var recorded = 0
    /// Seconds it took.
    package var seconds = 0.0
    /// Ended before the end of the input: interrupted, or stopped by a bad line.
    package var endedEarly = false
  }

  private let settings: Settings
  private let judge: Judge
  private let diagnose: (Diagnostic) -> Void
  private let stop: StopFlag
  private let workers: [Worker]
  private var seen = SeenItems()
  private var report = Report()
  private var progress = RunProgress()
  private var display: ProgressDisplay
  private let start = Date()
  /// Batches that each worker gets in a round: enough that a slow one doesn't keep the others waiting for long.
  private static let batchesPerWorker = 4
  /// Bytes for each worker at which a round ends even when it has fewer batches.
  private static let bytesPerWorker = 1 << 20

  /// A run.
  ///
  /// - Parameters:
  ///   - settings: how it goes.
  ///   - stop: a flag that ends it after the batch at hand.
  ///   - diagnose: takes bad lines and warnings, in input order.
  ///   - judge: judges an item; called on many threads, each with its own session.
  package init(
    settings: Settings, stop: StopFlag, diagnose: @escaping (Diagnostic) -> Void, judge: @escaping Judge
  ) {
    self.settings = settings
    self.stop = stop
    self.diagnose = diagnose
    self.judge = judge
    workers = (0..<settings.workers).map { _ in Worker() }
    display = ProgressDisplay(isWanted: settings.showsProgress)
  }

  /// Judges all inputs, one after the other.
  ///
  /// - Parameters:
  ///   - inputs: where items come from.
  ///   - record: stores the records of a batch before its answers are written; returns how many were new.
  ///   - write: writes answers.
  /// - Throws: `InputError`, before anything is judged where an input is missing or a directory, and what `record` and
  ///   `write` throw.
  package mutating func run(
    _ inputs: [InputSource], record: ([DecisionRecord]) throws -> Int, write: ([UInt8]) throws -> Void
  ) throws -> Report {
    progress.totalBytes = try ItemRun.size(of: inputs)
    defer { display.clear() }
    for input in inputs where !report.endedEarly {
      try run(input, record: record, write: write)
    }
    report.seconds = Date().timeIntervalSince(start)
    return report
  }

  /// Bytes of all inputs, or `nil` when one can't tell.
  private static func size(of inputs: [InputSource]) throws -> Int? {
    let sizes = try inputs.map { try $0.size() }
    return sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
  }

  private mutating func run(
    _ input: InputSource, record: ([DecisionRecord]) throws -> Int, write: ([UInt8]) throws -> Void
  ) throws {
    var reader = try LineReader(input, stop: stop)
    let before = progress.bytes
    while !report.endedEarly {
      let round = nextRound(&reader)
      for result in judgeSideBySide(round.batches, file: reader.name) {
        try consume(result, record: record, write: write)
        progress.bytes = before + result.endOffset
        progress.seconds = Date().timeIntervalSince(start)
        display.show(progress)
        if report.endedEarly { return }
      }
      if let fault = round.fault { throw fault }
      if round.batches.isEmpty { break }
      if stop.isRaised { report.endedEarly = true }
    }
    if stop.isRaised { report.endedEarly = true }
  }

  /// Enough batches for all workers, or fewer when lines are long or the input pauses. What was read before a fault is
  /// judged first.
  private func nextRound(_ reader: inout LineReader) -> (batches: [LineBatch], fault: (any Error)?) {
    var batches: [LineBatch] = []
    var bytes = 0
    do {
      while batches.count < settings.workers * ItemRun.batchesPerWorker,
        bytes < settings.workers * ItemRun.bytesPerWorker,
        let batch = try reader.next(waits: batches.isEmpty)
      {
        batches.append(batch)
        bytes += batch.byteCount
        if batch.isPaused { break }
      }
    } catch {
      return (batches, error)
    }
    return (batches, nil)
  }

  private func judgeSideBySide(_ batches: [LineBatch], file: String) -> [BatchResult] {
    if batches.isEmpty { return [] }
    let (isStrict, judge, workers) = (settings.isStrict, judge, workers)
    if batches.count == 1 { return [workers[0].judge(batches[0], file: file, isStrict: isStrict, judge)] }
    let next = Atomic<Int>(0)
    let results = Mutex([BatchResult?](repeating: nil, count: batches.count))
    DispatchQueue.concurrentPerform(iterations: min(workers.count, batches.count)) { number in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < batches.count else { return }
        let result = workers[number].judge(batches[index], file: file, isStrict: isStrict, judge)
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  private mutating func consume(
    _ result: BatchResult, record: ([DecisionRecord]) throws -> Int, write: ([UInt8]) throws -> Void
  ) throws {
    say(result)
    let isStopped = settings.isStrict && result.badLines > 0
    if !result.records.isEmpty { report.recorded += try record(result.records) }
    if !result.output.isEmpty { try write(result.output) }
    report.items += result.items
    report.labels += result.labels
    report.badLines += result.badLines
    progress.items = report.items
    progress.labels = report.labels
    if isStopped { report.endedEarly = true }
  }

  /// Passes on what is to be said of a batch, in line order.
  private mutating func say(_ result: BatchResult) {
    var diagnostics = result.diagnostics
    for mention in result.mentions {
      if let repeated = seen.note(id: mention.id, file: result.file, line: mention.line) {
        diagnostics.append(repeated)
      }
      diagnostics += seen.note(unknownFields: mention.unknownFields, file: result.file, line: mention.line)
    }
    guard !diagnostics.isEmpty else { return }
    display.clear()
    for diagnostic in diagnostics.sorted(by: { $0.line < $1.line }) { diagnose(diagnostic) }
  }
}
