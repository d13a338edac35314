internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// Labels the items of a file, records the decisions, and writes them to a file.
///
/// The output is brought to the disk before the decisions and the place in both files are recorded in one transaction.
/// So after a kill the output is cut to what the record knows, and the job goes on from there: the output is that of an
/// undisturbed run, byte by byte.
struct LabelJob {
  private let context: JobContext
  private let parameters: JobParameters
  private let input: String
  private var memory: JobMemory

  /// Items, and seconds, after which a checkpoint is made.
  private static let itemsPerCheckpoint = 1000
  private static let secondsPerCheckpoint = 1.0

  init(_ context: JobContext, _ parameters: JobParameters) throws {
    self.context = context
    self.parameters = parameters
    input = parameters.input ?? ""
    memory = try JobMemory(context.job.checkpoint)
  }

  mutating func run() throws {
    // 1 once everything is written: what is left is moving files, which may be repeated.
    if memory["ended"] == 0 {
      let total = try size()
      if memory["size"] > 0, memory["size"] != total {
        throw JobFault(
          "\(input): has \(total) bytes, and had \(memory["size"]) when the job began; "
            + "bring it back, or queue a new job")
      }
      memory["size"] = total
      try judge(with: try engine(), total: total)
      memory["ended"] = 1
      try context.advance(memory, done: memory["offset"], total: total)
    }
    if let output = parameters.output { try JobOutput.publish(output) }
    if let target = parameters.moveTo { try JobOutput.move(input, to: target) }
  }

  private func size() throws -> Int {
    guard let size = try InputSource.path(input).size() else {
      throw JobFault("\(input): is no regular file; a job must be able to go on where it was")
    }
    return size
  }

  private mutating func engine() throws -> Engine {
    if let pin = memory.pin { return try JobEngine.again(pin, parameters, store: context.store) }
    let now = parameters.now.flatMap { Timestamp($0) } ?? context.settings.clock()
    let (engine, pin) = try JobEngine.begin(parameters, store: context.store, now: now)
    memory.pin = pin
    try context.advance(memory, done: 0, total: nil)
    return engine
  }

  private mutating func judge(with engine: Engine, total: Int) throws {
    let now = memory.pin?.now ?? context.settings.clock()
    let log = context.settings.log
    var run = ItemRun(
      settings: .init(workers: context.settings.workers, showsProgress: false), stop: context.stop,
      diagnose: { log($0.description) }
    ) { item, session, writer in
      let decision =
        engine.decide(item, now: now, session: &session) ?? engine.plainDecision(id: item.head.id, now: now)
      DecisionEncoder.encode(decision, into: &writer)
      writer.newline()
      return ItemRun.Judged(
        labels: decision.labels.count, record: DecisionRecord(item: item.item, decision: decision))
    }
    var batches = try LabelBatches(context, memory, output: parameters.output, total: total)
    let start = LinePosition(offset: memory["offset"], line: memory["line"])
    let report = try run.run(.path(input), from: start) { batch in
      batches.add(batch)
      if batches.items >= LabelJob.itemsPerCheckpoint || batches.seconds >= LabelJob.secondsPerCheckpoint {
        try batches.flush()
      }
    }
    if report.endedEarly { throw JobStopped() }
    try batches.flush()
    memory = batches.memory
  }
}

/// Collects batches up to a checkpoint.
private struct LabelBatches: ~Copyable {
  private let context: JobContext
  private let total: Int
  private var output: JobOutput?
  private var records: [DecisionRecord] = []
  private var bytes: [UInt8] = []
  private(set) var memory: JobMemory
  /// Items since the last checkpoint.
  private(set) var items = 0
  private var labels = 0
  private var badLines = 0
  private var end: LinePosition?
  private var last = ContinuousClock.now

  /// Since the last checkpoint.
  var seconds: Double { (ContinuousClock.now - last) / .seconds(1) }

  init(_ context: JobContext, _ memory: JobMemory, output path: String?, total: Int) throws {
    self.context = context
    self.memory = memory
    self.total = total
    if let path { output = try JobOutput(path, length: memory["written"]) }
  }

  mutating func add(_ batch: ItemRun.JudgedBatch) {
    records += batch.records
    if output != nil { bytes += batch.output }
    items += batch.items
    labels += batch.labels
    badLines += batch.badLines
    end = batch.end
  }

  mutating func flush() throws {
    guard let end else { return }
    try output?.write(bytes)
    memory["offset"] = end.offset
    memory["line"] = end.line
    memory["written"] += bytes.count
    memory["items"] += items
    memory["labels"] += labels
    memory["badLines"] += badLines
    try context.advance(memory, done: end.offset, total: total, recording: records)
    (records, bytes, items, labels, badLines, self.end) = ([], [], 0, 0, 0, nil)
    last = .now
  }
}
