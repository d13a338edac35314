internal import Errata
internal import ErrataCorpus
internal import ErrataModel
internal import ErrataStore
internal import Foundation
internal import Logging
internal import Synchronization

/// Loads engines one after the other, off the event loops, and lets each serve once it is found good.
package final class EngineLoader: Sendable {
  private struct State {
    var generation = 0
    var stamps: [String: EngineFiles.Stamp] = [:]
    var isMerging = false
  }

  let files: EngineFiles
  let store: DecisionStore?
  let holder: EngineHolder
  /// When changes of claims are taken above an index, and when it is made anew.
  let sizes: LiveCorpus.Sizes
  private let manual: StandingBook?
  private let clock: WallClock
  private let metrics: ServiceMetrics
  let log: Logger
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "errata.load")

  init(
    files: EngineFiles, store: DecisionStore?, manual: StandingBook?, holder: EngineHolder, clock: WallClock,
    metrics: ServiceMetrics, log: Logger, sizes: LiveCorpus.Sizes = .init()
  ) {
    self.sizes = sizes
    self.manual = manual
    self.files = files
    self.store = store
    self.holder = holder
    self.clock = clock
    self.metrics = metrics
    self.log = log
  }

  /// Loads corpus or index, and policy, from where the settings say, and lets them serve.
  ///
  /// - Throws: what is wrong with them; then what served before goes on.
  package func reload() async throws -> ServingEngine {
    try await perform { try self.load() }
  }

  /// Does work in turn with loads.
  func perform<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }

  /// Loads if a file looks different from how it did at the last load, or another process has published claims in the
  /// store.
  ///
  /// - Returns: whether it did.
  package func reloadIfChanged() async -> Bool {
    let stamps = files.stamps
    let isNewer = !files.namesClaims && StoredCorpus.isNewer(store, than: holder.current)
    guard state.withLock({ ($0.stamps != stamps || isNewer) && $0.generation > 0 }) else { return false }
    _ = try? await reload()
    return true
  }

  /// The whole load; only within `perform`.
  func load() throws -> ServingEngine {
    let stamps = files.stamps
    let generation = state.withLock { state in
      state.generation += 1
      state.stamps = stamps
      return state.generation
    }
    do {
      let stored = try files.namesClaims ? nil : StoredCorpus.read(store)
      let engine = try files.load(
        claims: stored, after: holder.current, now: clock.now(), generation: generation)
      try StoredCorpus.record(
        engine, in: store, reason: files.namesClaims ? "loaded from files" : "the starter corpus", now: clock.now())
      try manual?.refresh()
      serve(engine)
      return engine
    } catch {
      holder.refuse("\(error)")
      metrics.reloads.add(1, "refused")
      log.error("a load was refused, and what served before goes on: \(error)")
      throw error
    }
  }

  /// The number of the next load; only within `perform`.
  func nextGeneration() -> Int {
    state.withLock { state in
      state.generation += 1
      return state.generation
    }
  }

  /// Claims the right to merge, of which there is one; `false` when somebody has it.
  func beginMerging() -> Bool {
    state.withLock { state in
      defer { state.isMerging = true }
      return !state.isMerging
    }
  }

  /// Gives the right to merge back.
  func endMerging() {
    state.withLock { $0.isMerging = false }
  }

  /// Lets an engine serve.
  func serve(_ engine: ServingEngine) {
    holder.serve(engine)
    metrics.reloads.add(1, "loaded")
    log.info(
      "loaded \(engine.engine.claimCount) claims",
      metadata: [
        "corpus": "\(engine.engine.corpusRevision.prefix(12))", "policy": "\(engine.engine.policyVersion)",
        "generation": "\(engine.generation)",
      ])
  }
}
