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

  /// The claims as they are to stand.
  ///
  /// - Throws: `Problem.notFound` for a status of a claim that isn't there.
  func wanted(_ corpus: LiveCorpus) throws -> [Claim] {
    switch kind {
    case .put(let claims): return claims
    case .status(let id, let status):
      guard var claim = corpus.claim(id: id) else {
        throw Problem(.notFound, "There is no claim with this id in the corpus.")
      }
      claim.status = status
      return [claim]
    }
  }
}

extension EngineLoader {
  /// Makes a change, compiles what differs, records the new revision, and lets it serve.
  ///
  /// - Throws: `Problem`; what the claims' check, the compiler and the store throw. Then nothing was changed.
  func edit(_ edit: ClaimEdit) async throws -> ClaimEdit.Outcome {
    try await perform { try self.edited(edit) }
  }

  private func edited(_ edit: ClaimEdit) throws -> ClaimEdit.Outcome {
    guard let serving = holder.current, let corpus = serving.corpus, let store else {
      throw Problem(.noStore, "The worker was started without a store; start it with --store FILE.")
    }
    let live = serving.engine.corpusRevision
    if let expected = edit.expected, expected != live { throw Problem.otherRevision(live) }
    guard let published = try store.published else {
      throw Problem(.storeUnavailable, "The store has no live revision. Reload, and look at the log.")
    }
    let change = try corpus.changing(edit.wanted(corpus), sizes: sizes)
    guard !change.changed.isEmpty else { return .init(publication: published, serving: serving, changed: 0) }
    guard published.digest == live else { throw Problem.otherRevision(published.digest) }
    // What can fail comes before what can't be taken back.
    let fresh = try serving.replacing(
      change.corpus, changedAt: edit.now, loadedAt: edit.now, generation: nextGeneration())
    let publication = try publish(change, edit, on: published, store)
    serve(fresh)
    mergeInTime(fresh)
    return .init(publication: publication, serving: fresh, changed: change.changed.count)
  }

  private func publish(
    _ change: LiveCorpus.Change, _ edit: ClaimEdit, on published: Publication, _ store: DecisionStore
  ) throws -> Publication {
    let revision = RevisionChange(
      digest: change.corpus.revision.digest, author: edit.author, reason: edit.reason, expected: published.digest)
    do throws(StoreError) {
      do throws(StoreError) {
        return try store.publish(
          revision, changed: change.changed, removed: change.removed, count: change.corpus.claims.count, now: edit.now)
      } catch  where error.kind == .refused {
        // Claims may have gone back to an earlier revision before, against which changes alone can't be kept.
        return try store.publish(revision, claims: change.corpus.claims, now: edit.now)
      }
    } catch  where error.kind == .conflict {
      throw Problem.otherRevision("another one")
    }
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
