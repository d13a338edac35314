/// An index as it is searched: one file, or a base with deltas above it. An immutable snapshot: what changes the index
/// on the disk makes another one, and whoever holds this one keeps it.
///
/// Claims and entries have one row of numbers through all segments, the base's first.
package struct SegmentedIndex: Sendable {
  /// The base, or the only file.
  package let base: IndexReader
  /// What lies above the base.
  let overlay: IndexOverlay?
  /// The corpus revision's digest.
  package let revision: String
  /// Tells this numbering of claims and entries from others: what is kept by number is kept as long as it is the same.
  package let identity: String
  /// The least rank of a candidate.
  let minimumRank: Float

  /// An index of one file.
  package init(_ index: IndexReader) {
    self.init(base: index, overlay: nil, revision: index.revision, identity: index.revision)
  }

  /// A base with one delta above it, both in memory and weighed by the embedded background.
  ///
  /// - Parameters:
  ///   - withdrawn: ids of the base's claims that are gone and not in the delta.
  ///   - revision: the corpus revision's digest of both together.
  /// - Throws: `IndexError`.
  /// - Complexity: linear in the delta.
  package init(base: IndexReader, delta: IndexReader, withdrawn: [String], revision: String) throws(IndexError) {
    let overlay = try IndexOverlay(
      base: base, deltas: [(delta, withdrawn)], documents: BackgroundModel.embedded.documents)
    // What differs between two revisions, and so the numbering, is told by the two.
    self.init(base: base, overlay: overlay, revision: revision, identity: "\(revision) above \(base.revision)")
  }

  /// A base with what lies above it.
  init(base: IndexReader, overlay: IndexOverlay?, revision: String, identity: String) {
    self.base = base
    self.overlay = overlay
    self.revision = revision
    self.identity = identity
    minimumRank = CandidateFinder.minimumRank(entries: overlay?.counts.entries ?? base.entryCount)
  }

  /// Opens an index: a file, or a folder of segments.
  ///
  /// - Parameter older: an index whose mapped files are used again as far as this one has the same.
  /// - Throws: `IndexError` that says what is wrong with the files.
  package init(path: String, reusing older: SegmentedIndex? = nil) throws(IndexError) {
    if IndexFolder.isFolder(path) {
      self = try IndexFolder.open(path, reusing: older).index
    } else {
      self.init(try IndexReader(path: path))
    }
  }

  /// The files, base first.
  package var segments: [IndexReader] { [base] + (overlay?.deltas ?? []) }
}

// Counts.
extension SegmentedIndex {
  /// Number of claims.
  package var claimCount: Int { overlay?.counts.claims ?? base.claimCount }
  /// Number of entries.
  package var entryCount: Int { overlay?.counts.entries ?? base.entryCount }
  /// What all claims' numbers are below; some below it may be of no claim any more.
  package var claimNumbers: Int { overlay?.claimNumbers ?? base.claimCount }
  /// Mean number of units of a claim's texts, negative entries left out; at least 1.
  package var averageLength: Double {
    guard let overlay else { return base.averageLength }
    return max(1, Double(overlay.counts.length) / Double(max(1, overlay.counts.claims)))
  }
  /// Bytes of all files.
  package var byteCount: Int { segments.reduce(0) { $0 + $1.byteCount } }

  /// The numbers of all claims, in the order of their ids.
  package var liveClaims: [Int] {
    guard let overlay else { return Array(0..<base.claimCount) }
    return (0..<overlay.claimNumbers).filter { !overlay.isDead(claim: $0) }
      .sorted { overlay.order(ofClaim: $0) < overlay.order(ofClaim: $1) }
  }
}

// Verification.
extension SegmentedIndex {
  /// Compares all files with their checksums, as far as that wasn't done before.
  ///
  /// - Throws: `IndexError.damaged` with the first part that doesn't fit.
  package func verify() throws(IndexError) {
    for segment in segments { try segment.verify() }
  }
}

// Claims and entries by their numbers.
extension SegmentedIndex {
  /// A claim's id.
  package func id(ofClaim claim: Int) -> String {
    guard let overlay, let (segment, number) = overlay.place(ofClaim: claim) else { return base.id(ofClaim: claim) }
    return overlay.deltas[segment].id(ofClaim: number)
  }

  /// Hands on the bytes of a claim's canonical JSON in place.
  package func withPayload<Result>(ofClaim claim: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    guard let overlay, let (segment, number) = overlay.place(ofClaim: claim) else {
      return base.withPayload(ofClaim: claim, body)
    }
    return overlay.deltas[segment].withPayload(ofClaim: number, body)
  }

  /// The entries of a claim.
  package func entries(ofClaim claim: Int) -> Range<Int> {
    guard let overlay, let (segment, number) = overlay.place(ofClaim: claim) else {
      return base.entries(ofClaim: claim)
    }
    let first = overlay.entryStarts[segment]
    let entries = overlay.deltas[segment].entries(ofClaim: number)
    return first + entries.lowerBound..<first + entries.upperBound
  }

  /// Number of units of a claim's texts, negative entries left out.
  package func length(ofClaim claim: Int) -> Int {
    guard let overlay, let (segment, number) = overlay.place(ofClaim: claim) else {
      return base.length(ofClaim: claim)
    }
    return overlay.deltas[segment].length(ofClaim: number)
  }

  /// What a claim is ordered by, as by its id.
  package func order(ofClaim claim: Int) -> UInt64 {
    overlay?.order(ofClaim: claim) ?? UInt64(claim)
  }

  /// An entry's record.
  package func entry(_ number: Int) -> IndexReader.Entry {
    guard let overlay, let (segment, local) = overlay.place(ofEntry: number) else { return base.entry(number) }
    var entry = overlay.deltas[segment].entry(local)
    entry.claim += overlay.claimStarts[segment]
    entry.segment = segment + 1
    return entry
  }

  /// The units of an entry.
  package func units(of entry: IndexReader.Entry) -> IndexReader.EntryUnits {
    guard let overlay, entry.segment > 0 else { return base.units(of: entry) }
    return overlay.deltas[entry.segment - 1].units(of: entry)
  }
}
