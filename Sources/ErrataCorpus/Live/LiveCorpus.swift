package import ErrataIndex
package import ErrataModel

/// A corpus with its index in memory, of which a few claims can be changed without compiling all of it again.
///
/// It is the claims as they were when the base was compiled, and above them one delta of all claims that are other than
/// then. What the delta holds depends on these two states alone, not on the way that led from one to the other. An
/// immutable snapshot: a change makes another one, which shares the base with this one.
package struct LiveCorpus: Sendable {
  /// All claims, of any status, sorted by id.
  package let claims: [Claim]
  /// What names this state.
  package let revision: CorpusRevision
  /// The index of the claims that are published.
  package let index: SegmentedIndex
  /// The claims' digests, sorted.
  private let digests: [ClaimDigest]
  private let base: Base
  /// Ids of claims that are other than in the base, new ones included.
  private let differing: Set<String>

  /// The state that was compiled as a whole.
  private final class Base: Sendable {
    let claims: [Claim]
    let index: IndexReader

    init(_ claims: [Claim], _ index: IndexReader) {
      self.claims = claims
      self.index = index
    }
  }

  /// How changes are taken in.
  package struct Sizes: Hashable, Sendable {
    /// A corpus of as many claims is compiled as a whole at each change, since that takes no time.
    package var small = 500
    /// So many differing claims are taken above a base; with more the whole is compiled.
    package var delta = 8192
    /// From so many differing claims on it is worth making a new base.
    package var worthMerging = 2048

    /// The usual sizes.
    package init() {}
  }

  /// Compiles a corpus as a whole.
  ///
  /// - Throws: `IndexError.tooLarge`.
  package init(_ corpus: Corpus) throws(IndexError) {
    try self.init(whole: corpus.claims, digests: corpus.digests, revision: corpus.revision)
  }

  private init(whole claims: [Claim], digests: [ClaimDigest], revision: CorpusRevision) throws(IndexError) {
    let bytes = try IndexCompiler.compile(claims, revision: revision.digest)
    let index = try IndexReader(bytes: bytes, name: "index of the corpus")
    (self.claims, self.digests, self.revision) = (claims, digests, revision)
    self.index = SegmentedIndex(index)
    base = Base(claims, index)
    differing = []
  }

  private init(
    _ claims: [Claim], _ digests: [ClaimDigest], _ revision: CorpusRevision, base: Base, differing: Set<String>
  ) throws(IndexError) {
    (self.claims, self.digests, self.revision) = (claims, digests, revision)
    (self.base, self.differing) = (base, differing)
    guard !differing.isEmpty else {
      index = SegmentedIndex(base.index)
      return
    }
    var (live, withdrawn): ([Claim], [String]) = ([], [])
    for id in differing {
      if let claim = claims.claim(id: id), IndexCompiler.isLive(claim) {
        live.append(claim)
      } else if let old = base.claims.claim(id: id), IndexCompiler.isLive(old) {
        withdrawn.append(old.id)
      }
    }
    let delta = try IndexReader(bytes: IndexCompiler.compile(live, revision: revision.digest), name: "index of changes")
    index = try SegmentedIndex(
      base: base.index, delta: delta, withdrawn: withdrawn.sorted(), revision: revision.digest)
  }

  /// Number of claims that are other than in the base.
  package var differingClaims: Int { differing.count }

  /// The claim with an id. O(log n).
  package func claim(id: String) -> Claim? { claims.claim(id: id) }
}

// Changes.
extension LiveCorpus {
  /// What a change came to.
  package struct Change: Sendable {
    /// The state after it.
    package var corpus: LiveCorpus
    /// Claims that are new or other than before, in the order of their ids.
    package var changed: [Claim]
    /// Ids under which some of them stood that were spelled otherwise.
    package var removed: [String]
  }

  /// The state in which some claims stand as they are given here.
  ///
  /// - Throws: `IndexError.tooLarge`.
  /// - Complexity: linear in the claims that differ from the base. Of all others, references and 65 bytes each are
  ///   copied, and 32 bytes each are digested.
  package func changing(_ wanted: [Claim], sizes: Sizes = Sizes()) throws(IndexError) -> Change {
    let byID = Dictionary(wanted.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let fresh = byID.values.filter { claim(id: $0.id) != $0 }.sorted { $0.id < $1.id }
    var (former, removed): ([Claim], [String]) = ([], [])
    for claim in fresh {
      guard let old = self.claim(id: claim.id) else { continue }
      former.append(old)
      if !old.id.utf8.elementsEqual(claim.id.utf8) { removed.append(old.id) }
    }
    guard !fresh.isEmpty else { return Change(corpus: self, changed: [], removed: []) }
    let claims = LiveCorpus.merged(self.claims, fresh)
    let digests = mergedDigests(fresh, removed)
    let revision = CorpusRevision(
      digest: RevisionDigest.of(digests), claimCount: claims.count,
      publishedCount: revision.publishedCount + LiveCorpus.published(fresh) - LiveCorpus.published(former))
    var differing = differing
    for claim in fresh {
      if base.claims.claim(id: claim.id) == claim { differing.remove(claim.id) } else { differing.insert(claim.id) }
    }
    let isWhole = claims.count <= sizes.small || differing.count > sizes.delta
    let corpus =
      try isWhole
      ? LiveCorpus(whole: claims, digests: digests, revision: revision)
      : LiveCorpus(claims, digests, revision, base: base, differing: differing)
    return Change(corpus: corpus, changed: fresh, removed: removed)
  }

  /// The same state, compiled as a whole: what `rebased` takes for a base. It may take long.
  ///
  /// - Throws: `IndexError.tooLarge`.
  package func compacted() throws(IndexError) -> LiveCorpus {
    try LiveCorpus(whole: claims, digests: digests, revision: revision)
  }

  /// This state above another base: `compacted` is what `start` became, which this state came from by some changes.
  ///
  /// - Returns: `nil` when it didn't: somebody has loaded anew.
  /// - Throws: `IndexError.tooLarge`.
  package func rebased(onto compacted: LiveCorpus, from start: LiveCorpus) throws(IndexError) -> LiveCorpus? {
    guard start.base === base else { return nil }
    let differing = differing.union(start.differing).filter { claim(id: $0) != start.claim(id: $0) }
    return try LiveCorpus(claims, digests, revision, base: compacted.base, differing: differing)
  }

  private static func published(_ claims: [Claim]) -> Int { claims.count { $0.status == .published } }

  /// Claims with others in their places and between them; both sorted.
  private static func merged(_ claims: [Claim], _ fresh: [Claim]) -> [Claim] {
    var (merged, next): ([Claim], Int) = ([], 0)
    merged.reserveCapacity(claims.count + fresh.count)
    for claim in fresh {
      let (place, isThere) = claims.place(ofID: claim.id)
      merged += claims[next..<place]
      merged.append(claim)
      next = isThere ? place + 1 : place
    }
    return merged + claims[next...]
  }

  private func mergedDigests(_ fresh: [Claim], _ removed: [String]) -> [ClaimDigest] {
    let changes = FolderState.newest([
      removed.map { id in
        let key = ClaimDigest.digest(ofID: id)
        return ClaimDigest(id: key, content: key, state: .gone)
      }, RevisionDigest.digests(of: fresh),
    ])
    var (merged, next): ([ClaimDigest], Int) = ([], 0)
    merged.reserveCapacity(digests.count + changes.count)
    for change in changes {
      let place = digests.firstPlace { $0.id >= change.id }
      merged += digests[next..<place]
      next = place < digests.count && digests[place].id == change.id ? place + 1 : place
      if !change.state.contains(.gone) { merged.append(change) }
    }
    return merged + digests[next...]
  }
}

extension Array {
  /// The first place from which on a condition holds, as it does behind that place. O(log n).
  func firstPlace(where isReached: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isReached(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension [Claim] {
  /// Where a claim with an id stands or would stand among sorted ones, and whether it is there. O(log n).
  func place(ofID id: String) -> (place: Int, isThere: Bool) {
    let place = firstPlace { $0.id >= id }
    return (place, place < count && self[place].id == id)
  }

  /// The claim with an id among sorted ones. O(log n).
  func claim(id: String) -> Claim? {
    let (place, isThere) = place(ofID: id)
    return isThere ? self[place] : nil
  }
}
