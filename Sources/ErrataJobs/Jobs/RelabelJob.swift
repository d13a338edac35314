internal import Errata
internal import ErrataExchange
internal import ErrataJSON
package import ErrataModel
internal import ErrataStore

/// Decides anew on all recorded items, and records only what changes.
struct RelabelJob {
  private let context: JobContext
  private let parameters: JobParameters
  private var memory: JobMemory

  /// Items between two checkpoints.
  private static let page = 1000

  init(_ context: JobContext, _ parameters: JobParameters) throws {
    self.context = context
    self.parameters = parameters
    memory = try JobMemory(context.job.checkpoint)
  }

  mutating func run() throws {
    let engine = try engine()
    let now = memory.pin?.now ?? context.settings.clock()
    let sessions = Sessions(count: context.settings.workers)
    while true {
      try context.check()
      let page = try context.store.standing(afterItem: memory["item"], limit: RelabelJob.page)
      guard let last = page.last else { return }
      let changed = sessions.decide(page.map(\.recorded).filter { !$0.isErased }, with: engine, now: now)
      memory["item"] = last.number
      memory["items"] += page.count
      memory["changed"] += changed.count
      try context.advance(memory, done: last.number, total: try context.store.counts.items, recording: changed)
    }
  }

  private mutating func engine() throws -> Engine {
    if let pin = memory.pin { return try JobEngine.again(pin, parameters, store: context.store) }
    let now = parameters.now.flatMap { Timestamp($0) } ?? context.settings.clock()
    let (engine, pin) = try JobEngine.begin(parameters, store: context.store, now: now)
    memory.pin = pin
    try context.advance(memory, done: 0, total: nil)
    return engine
  }
}

extension Decision {
  /// Whether it says something else than another one, whenever and under whichever versions they were made.
  package func differs(from other: Decision) -> Bool { statement != other.statement }

  /// What the decision says, whenever and under whichever versions it was made: its JSON without times and versions.
  var statement: [UInt8] {
    var plain = self
    plain.corpusRevision = ""
    plain.policyVersion = ""
    plain.normalizerVersion = ""
    plain.decidedAt = Timestamp(milliseconds: 0)
    for index in plain.labels.indices {
      plain.labels[index].issuedAt = Timestamp(milliseconds: 0)
      plain.labels[index].expires = nil
    }
    var writer = JSONWriter()
    DecisionEncoder.encode(plain, into: &writer)
    return writer.bytes
  }
}
