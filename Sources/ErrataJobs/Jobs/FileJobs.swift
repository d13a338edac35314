internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataStore

/// Compiles the live corpus revision to an index file. Short enough to begin anew after a kill; the file is replaced at
/// once or not at all.
struct ReindexJob {
  let context: JobContext
  let parameters: JobParameters

  func run() throws {
    let (claims, digest) = try JobEngine.claims(parameters.corpus, store: context.store)
    let bytes = try IndexCompiler.compile(claims, revision: digest)
    try context.check()
    try IndexFile.save(bytes, to: parameters.output ?? "")
    var memory = JobMemory()
    memory["claims"] = claims.count
    memory["bytes"] = bytes.count
    try context.advance(memory, done: claims.count, total: claims.count)
  }
}

/// Writes all decisions or label events that there are when it begins to a file, one JSON object a line.
struct ExportJob {
  private let context: JobContext
  private let path: String
  private let what: JobParameters.Content
  private var memory: JobMemory

  /// Lines between two checkpoints.
  private static let page = 1000

  init(_ context: JobContext, _ parameters: JobParameters) throws {
    self.context = context
    path = parameters.output ?? ""
    what = parameters.what ?? .decisions
    memory = try JobMemory(context.job.checkpoint)
  }

  mutating func run() throws {
    if memory["ended"] == 0 {
      if memory["until"] == 0 { memory["until"] = try last() }
      var output = try JobOutput(path, length: memory["written"])
      while memory["last"] < memory["until"] {
        try context.check()
        try output.write(try nextPage())
        memory["written"] = output.length
        try context.advance(memory, done: memory["last"], total: memory["until"])
      }
      memory["ended"] = 1
      try context.advance(memory, done: memory["last"], total: memory["until"])
    }
    try JobOutput.publish(path)
  }

  private func last() throws -> Int {
    switch what {
    case .decisions: try context.store.counts.decisions
    case .labels: try context.store.lastLabelSequence
    }
  }

  /// The next lines; notes the last one's sequence.
  private mutating func nextPage() throws -> [UInt8] {
    let limit = min(ExportJob.page, memory["until"] - memory["last"])
    var writer = JSONWriter()
    switch what {
    case .decisions:
      for recorded in try context.store.decisions(after: memory["last"], limit: limit) {
        writer.object { writer in
          writer.member("sequence", recorded.sequence)
          if let seal = recorded.seal {
            seal.encode(recorded.decision, into: &writer)
          } else {
            writer.key("decision")
            DecisionEncoder.encode(recorded.decision, into: &writer)
          }
        }
        writer.newline()
        memory["last"] = recorded.sequence
      }
    case .labels:
      for event in try context.store.labelEvents(after: memory["last"], limit: limit) {
        event.encode(into: &writer)
        writer.newline()
        memory["last"] = event.sequence
      }
    }
    guard !writer.bytes.isEmpty else {
      throw JobFault("the record has nothing between \(memory["last"]) and \(memory["until"]): check it with verify")
    }
    return writer.bytes
  }
}
