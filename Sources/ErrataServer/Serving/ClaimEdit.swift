internal import Errata
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataModel
internal import ErrataStore

/// A change to the claims that a curator makes over HTTP: a new revision, which is live when the change is answered.
struct ClaimEdit: Sendable {
  /// What is changed.
  enum Kind: Sendable {
    /// Claims to add, or to put in the place of those with the same ids.
    case put([Claim])
    /// Another status for one claim.
    case status(id: String, ClaimStatus)
  }

  /// What came of it.
  struct Outcome: Sendable {
    var publication: Publication
    var serving: ServingEngine
    /// Claims that are new or other than before.
    var changed: Int
  }

  var kind: Kind
  /// The revision that it was made on; `nil` for any.
  var expected: String?
  var author: String
  var reason: String
  var now: Timestamp

  /// The claims with the change made, in the order of their ids, and those that are other than before.
  ///
  /// - Throws: `Problem.notFound` for a status of a claim that isn't there.
  func applied(to claims: [Claim]) throws -> (claims: [Claim], changed: [Claim]) {
    var byID = Dictionary(claims.map { ($0.id, $0) }) { first, _ in first }
    var changed: [Claim] = []
    for claim in try wanted(byID) where byID[claim.id] != claim {
      byID[claim.id] = claim
      changed.append(claim)
    }
    return (byID.values.sorted { $0.id < $1.id }, changed)
  }

  private func wanted(_ claims: [String: Claim]) throws -> [Claim] {
    switch kind {
    case .put(let claims): return claims
    case .status(let id, let status):
      guard var claim = claims[id] else { throw Problem(.notFound, "There is no claim with this id in the corpus.") }
      claim.status = status
      return [claim]
    }
  }
}

extension EngineLoader {
  /// Makes a change, compiles the new revision, records it, and lets it serve.
  ///
  /// - Throws: `Problem`; what the claims' check, the compiler and the store throw. Then nothing was changed.
  func edit(_ edit: ClaimEdit) async throws -> ClaimEdit.Outcome {
    try await perform { try self.edited(edit) }
  }

  private func edited(_ edit: ClaimEdit) throws -> ClaimEdit.Outcome {
    guard let serving = holder.current, let claims = serving.claims, let store else {
      throw Problem(.noStore, "The worker was started without a store; start it with --store FILE.")
    }
    let live = serving.engine.corpusRevision
    if let expected = edit.expected, expected != live { throw Problem.otherRevision(live) }
    let (next, changed) = try edit.applied(to: claims)
    guard !changed.isEmpty, let published = try store.published else {
      if let published = try store.published { return .init(publication: published, serving: serving, changed: 0) }
      throw Problem(.storeUnavailable, "The store has no live revision. Reload, and look at the log.")
    }
    let corpus = try Corpus(next)
    let index = try IndexReader(
      bytes: IndexCompiler.compile(corpus.claims, revision: corpus.revision.digest), name: "index of the corpus")
    let engine = try Engine(index: index, policy: serving.engine.policy)
    let change = RevisionChange(
      digest: corpus.revision.digest, author: edit.author, reason: edit.reason, expected: published.digest)
    guard published.digest == live else { throw Problem.otherRevision(published.digest) }
    let publication: Publication
    do {
      publication = try store.publish(change, claims: corpus.claims, now: edit.now)
    } catch  where error.kind == .conflict {
      throw Problem.otherRevision("another one")
    }
    let fresh = ServingEngine(
      engine: engine, policyText: serving.policyText, claims: corpus.claims, changedAt: edit.now, loadedAt: edit.now,
      generation: nextGeneration())
    serve(fresh)
    return .init(publication: publication, serving: fresh, changed: changed.count)
  }
}

extension Problem {
  /// The claims were changed meanwhile.
  static func otherRevision(_ live: String) -> Problem {
    Problem(
      .preconditionFailed,
      "Revision \(live) is live, not the one in If-Match. Look at what was changed, and change it again on that.")
  }
}
