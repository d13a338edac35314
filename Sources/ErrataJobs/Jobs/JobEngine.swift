package import Errata
package import ErrataCorpus
internal import ErrataIndex
internal import ErrataModel
package import ErrataPolicy
package import ErrataStore

/// Engines for jobs: of the files that a job names, of what is live in the store, or of what was recorded.
package enum JobEngine {
  /// An engine of a recorded corpus revision and policy.
  ///
  /// - Throws: `JobFault` when the record doesn't have them, `StoreError`, `PolicyError`, `IndexError`.
  /// - Complexity: O(claims): the index is built in memory.
  package static func recorded(
    revision: Int, digest: String, policy version: String, in store: DecisionStore
  ) throws -> Engine {
    guard let yaml = try store.policy(version) else { throw JobFault("the record has no policy version \(version)") }
    let policy = try Policy.load(yaml: yaml, file: "recorded policy \(version)")
    let bytes = try IndexCompiler.compile(try store.claims(revision: revision), revision: digest)
    return try Engine(index: IndexReader(bytes: bytes, name: "index of revision \(digest.prefix(12))"), policy: policy)
  }

  /// An engine of a corpus.
  ///
  /// - Parameter digest: what the revision is called; the corpus's own name by default.
  /// - Throws: `IndexError`, `EngineError`.
  /// - Complexity: O(claims): the index is built in memory.
  package static func of(_ corpus: Corpus, digest: String? = nil, policy: Policy) throws -> Engine {
    let bytes = try IndexCompiler.compile(corpus.claims, revision: digest ?? corpus.revision.digest)
    return try Engine(index: IndexReader(bytes: bytes, name: "index of the corpus"), policy: policy)
  }

  /// The engine that a job begins with, recorded so that it can go on with the same.
  ///
  /// Where the job names no corpus: the live revision, else the one that was recorded last, else the starter corpus.
  /// Where it names no policy: the one that was recorded last, else the default policy.
  static func begin(
    _ parameters: JobParameters, store: DecisionStore, now: Timestamp
  ) throws -> (engine: Engine, pin: JobMemory.Pin) {
    let (policy, text) = try policy(parameters, store: store)
    let engine = try Engine(index: try index(parameters, store: store), policy: policy)
    try engine.verifyIndex()
    let revision = try store.recordRevision(digest: engine.corpusRevision, claims: engine.claims, now: now)
    try store.recordPolicy(version: engine.policyVersion, yaml: text, now: now)
    _ = try store.setPropagationRules(policy.propagation, now: now)
    let pin = JobMemory.Pin(
      revision: revision, digest: engine.corpusRevision, policy: engine.policyVersion, now: now)
    return (engine, pin)
  }

  /// The engine that a job goes on with.
  static func again(_ pin: JobMemory.Pin, _ parameters: JobParameters, store: DecisionStore) throws -> Engine {
    guard let path = parameters.index else {
      return try recorded(revision: pin.revision, digest: pin.digest, policy: pin.policy, in: store)
    }
    guard let yaml = try store.policy(pin.policy) else { throw JobFault("the record has no policy \(pin.policy)") }
    let engine = try Engine(
      index: try SegmentedIndex(path: path), policy: try Policy.load(yaml: yaml, file: "recorded policy \(pin.policy)"))
    guard engine.corpusRevision == pin.digest else {
      throw JobFault(
        "\(path): has revision \(engine.corpusRevision.prefix(12)) now, the job began with \(pin.digest.prefix(12)); "
          + "bring the old file back, or queue a new job")
    }
    try engine.verifyIndex()
    return engine
  }

  private static func policy(
    _ parameters: JobParameters, store: DecisionStore
  ) throws -> (policy: Policy, text: String) {
    if parameters.policy == nil, let version = try store.lastPolicy, let yaml = try store.policy(version) {
      return (try Policy.load(yaml: yaml, file: "recorded policy \(version)"), yaml)
    }
    let source = try PolicySource.load(parameters.policy)
    return (source.policy, source.text)
  }

  private static func index(_ parameters: JobParameters, store: DecisionStore) throws -> SegmentedIndex {
    if let path = parameters.index { return try SegmentedIndex(path: path) }
    let (claims, digest) = try claims(parameters.corpus, store: store)
    return SegmentedIndex(
      try IndexReader(bytes: IndexCompiler.compile(claims, revision: digest), name: "index of the corpus"))
  }

  /// The claims that a job works with, and their revision's digest.
  static func claims(_ paths: [String], store: DecisionStore) throws -> (claims: [Claim], digest: String) {
    if paths.isEmpty {
      if let live = try store.published { return (try store.claims(revision: live.revision), live.digest) }
      if let last = try store.lastRevision { return (try store.claims(revision: last.number), last.digest) }
    }
    let corpus = try paths.isEmpty ? CorpusLoader.starter() : CorpusLoader.load(paths: paths)
    return (corpus.claims, corpus.revision.digest)
  }
}
