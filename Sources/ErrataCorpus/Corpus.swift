internal import ErrataIndex
package import ErrataModel

/// Claims with their reviews, in one immutable state.
package struct Corpus: Hashable, Sendable {
  /// All claims, of any status, sorted by id.
  package let claims: [Claim]
  /// What names this state.
  package let revision: CorpusRevision
  /// The claims' digests, sorted.
  let digests: [ClaimDigest]

  /// Makes a corpus from claims in any order.
  ///
  /// - Throws: `CorpusError` when two claims have the same id.
  package init(_ claims: [Claim]) throws(CorpusError) {
    var entries = ClaimEntries()
    for (index, claim) in claims.enumerated() {
      entries.add(LocatedClaim(claim: claim, file: "<memory>", line: index + 1))
    }
    try self.init(entries)
  }

  /// Makes a corpus from what was read.
  ///
  /// - Throws: `CorpusError` when anything in it is an error.
  init(_ entries: ClaimEntries) throws(CorpusError) {
    let errors = entries.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw CorpusError(diagnostics: errors) }
    claims = entries.claims.map(\.claim).sorted { $0.id < $1.id }
    digests = RevisionDigest.digests(of: claims)
    revision = CorpusRevision(claims, digests: digests)
  }

  /// The claims that go into an index: those that are published.
  package var published: [Claim] { claims.filter { $0.status == .published } }

  /// The claim with an id. O(log n).
  package func claim(id: String) -> Claim? { claims.claim(id: id) }
}
