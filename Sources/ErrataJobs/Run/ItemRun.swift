package import Errata
package import ErrataJSON
package import ErrataModel
package import ErrataStore
internal import Foundation

/// Judges a stream of items on all cores and hands on the results in input order, in constant memory.
///
/// One worker reads, judges and writes in turn, without threads. Several judge batches side by side, while another
/// thread reads and the caller's records and writes. A batch ends where the input pauses, so that a slow producer gets
/// its answers at once.
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
    /// What to record, one or nothing: an array, since a record is large and most runs have none.
    var records: [DecisionRecord]

    /// A result that isn't recorded.
    package init(labels: Int = 0) {
      self.labels = labels
      records = []
    }

    /// A result to record, where there is a store.
    package init(labels: Int, record: DecisionRecord?) {
      self.labels = labels
      records = record.map { [$0] } ?? []
    }
  }

  /// Judges an item and writes its answer.
  package typealias Judge = @Sendable (ItemBuffer, inout Engine.Session, inout JSONWriter) -> Judged

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
  /// Batches on the way for each worker: enough that a slow one doesn't keep the others waiting for long.
  private static let batchesPerWorker = 4
  /// Bytes on the way for each worker at which no more are read even when there are fewer batches.
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
    let idHash = IdHash()
    workers = (0..<settings.workers).map { _ in Worker(idHash: idHash) }
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
    // The closure can't count in `report`, which `run` has in its hands.
    var recorded = 0
    for input in inputs where !report.endedEarly {
      try runAll(input, from: .start) { (batch: JudgedBatch) in
        if !batch.records.isEmpty { recorded += try record(batch.records) }
        if !batch.output.isEmpty { try write(batch.output) }
      }
    }
    report.recorded = recorded
    report.seconds = Date().timeIntervalSince(start)
    return report
  }

  /// A batch of lines with what came of it.
  package struct JudgedBatch {
    /// What to record.
    package var records: [DecisionRecord]
    /// Answers to write.
    package var output: [UInt8]
    /// Items judged.
    package var items: Int
    /// Labels attached.
    package var labels: Int
    /// Lines that were no items.
    package var badLines: Int
    /// The place after its last line.
    package var end: LinePosition
  }

  /// Judges one file from a place on, and hands on its batches, in order, on the caller's thread.
  ///
  /// - Throws: `InputError`, and what `consume` throws.
  package mutating func run(
    _ input: InputSource, from start: LinePosition, consume: (JudgedBatch) throws -> Void
  ) throws -> Report {
    progress.totalBytes = try input.size()
    defer { display.clear() }
    try runAll(input, from: start, each: consume)
    report.seconds = Date().timeIntervalSince(self.start)
    return report
  }

  /// Bytes of all inputs, or `nil` when one can't tell.
  private static func size(of inputs: [InputSource]) throws -> Int? {
    let sizes = try inputs.map { try $0.size() }
    return sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
  }

  private mutating func runAll(
    _ input: InputSource, from start: LinePosition, each: (JudgedBatch) throws -> Void
  ) throws {
    let (workers, isStrict, judge, name) = (workers, settings.isStrict, judge, input.name)
    let pipeline = try BatchPipeline(
      input, from: start,
      room: .init(batches: workers.count * ItemRun.batchesPerWorker, bytes: workers.count * ItemRun.bytesPerWorker),
      stop: stop
    ) { worker, work in
      workers[worker].judge(&work, file: name, isStrict: isStrict, judge)
    }
    let before = progress.bytes
    if let first = try judgeAlone(pipeline, before: before, each: each) {
      defer { pipeline.close() }
      pipeline.start(workers: workers.count, first: first)
      while !report.endedEarly, let work = try pipeline.next() {
        try consume(work, file: name, before: before, each: each)
        pipeline.release(work)
      }
    }
    if stop.isRaised { report.endedEarly = true }
  }

  /// Judges on this thread: all with one worker, otherwise only an input of a single batch.
  ///
  /// - Returns: the batches that were read and not judged, when it is for many threads to go on.
  private mutating func judgeAlone(
    _ pipeline: BatchPipeline, before: Int, each: (JudgedBatch) throws -> Void
  ) throws -> [BatchWork]? {
    var (work, next) = (BatchWork(), BatchWork())
    while !report.endedEarly, try pipeline.read(into: &work, waits: true) {
      // A fault is thrown again by the next read, after what came before it was judged.
      let hasMore = workers.count > 1 && (try? pipeline.read(into: &next, waits: false)) == true
      if hasMore { return [work, next] }
      workers[0].judge(&work, file: pipeline.file, isStrict: settings.isStrict, judge)
      try consume(work, file: pipeline.file, before: before, each: each)
      if stop.isRaised { report.endedEarly = true }
    }
    return nil
  }

  private mutating func consume(
    _ work: BatchWork, file: String, before: Int, each: (JudgedBatch) throws -> Void
  ) throws {
    say(work, file: file)
    try each(
      JudgedBatch(
        records: work.records, output: work.writer.bytes, items: work.items, labels: work.labels,
        badLines: work.badLines, end: LinePosition(offset: work.batch.endOffset, line: work.batch.endLine)))
    report.items += work.items
    report.labels += work.labels
    report.badLines += work.badLines
    if settings.isStrict && work.badLines > 0 { report.endedEarly = true }
    show(bytes: before + work.batch.endOffset)
  }

  private mutating func show(bytes: Int) {
    progress.items = report.items
    progress.labels = report.labels
    progress.bytes = bytes
    progress.seconds = Date().timeIntervalSince(start)
    display.show(progress)
  }

  /// Passes on what is to be said of a batch, in line order.
  private mutating func say(_ work: BatchWork, file: String) {
    var diagnostics = work.diagnostics
    for (hash, index) in zip(work.ids, work.idLines) where seen.isRepeat(hash) {
      diagnostics.append(seen.warning(repeatedIn: work.batch.lines[index], of: work.batch, file: file))
    }
    for mention in work.mentions {
      diagnostics += seen.note(unknownFields: mention.unknownFields, file: file, line: mention.line)
    }
    guard !diagnostics.isEmpty else { return }
    display.clear()
    for diagnostic in diagnostics.sorted(by: { $0.line < $1.line }) { diagnose(diagnostic) }
  }
}
