package import Errata
package import ErrataCorpus
package import ErrataModel
internal import Synchronization

/// An engine with what a service tells about it. Immutable: a request takes the one that serves when it arrives, and
/// keeps it to its end, so that no answer mixes two.
package final class ServingEngine: Sendable {
  /// The engine.
  package let engine: Engine
  /// The text of the policy's file, for the record.
  package let policyText: String
  /// The corpus; `nil` when only an index file is known.
  package let corpus: LiveCorpus?
  /// When the claims were last changed: the newest of their files.
  package let changedAt: Timestamp
  /// When it was loaded.
  package let loadedAt: Timestamp
  /// Counts loads, from 1.
  package let generation: Int

  /// Makes it from its parts.
  package init(
    engine: Engine, policyText: String, corpus: LiveCorpus?, changedAt: Timestamp, loadedAt: Timestamp, generation: Int
  ) {
    self.engine = engine
    self.policyText = policyText
    self.corpus = corpus
    self.changedAt = changedAt
    self.loadedAt = loadedAt
    self.generation = generation
  }
}

extension ServingEngine {
  /// All claims of the corpus, published or not; `nil` when only an index file is known.
  package var claims: [Claim]? { corpus?.claims }

  /// The same policy over another state of the claims.
  ///
  /// - Throws: `EngineError`, which tests rule out.
  func replacing(
    _ corpus: LiveCorpus, changedAt: Timestamp, loadedAt: Timestamp, generation: Int
  ) throws -> ServingEngine {
    ServingEngine(
      engine: try engine.replacingIndex(corpus.index), policyText: policyText, corpus: corpus, changedAt: changedAt,
      loadedAt: loadedAt, generation: generation)
  }
}

/// What serves now, and how the last try to load another went.
package final class EngineHolder: Sendable {
  private struct State {
    var serving: ServingEngine?
    var failure: String?
    var failures = 0
  }

  private let state = Mutex(State())

  /// Nothing serves yet.
  package init() {}

  /// What serves now.
  package var current: ServingEngine? { state.withLock { $0.serving } }

  /// Why the last load was refused; `nil` when it went well.
  package var failure: String? { state.withLock { $0.failure } }

  /// How many loads were refused.
  package var failures: Int { state.withLock { $0.failures } }

  /// Lets another engine serve from the next request on.
  package func serve(_ engine: ServingEngine) {
    state.withLock { state in
      state.serving = engine
      state.failure = nil
    }
  }

  /// Notes that a load was refused; what served goes on.
  package func refuse(_ message: String) {
    state.withLock { state in
      state.failure = message
      state.failures += 1
    }
  }
}
