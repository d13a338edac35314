internal import ErrataExchange
package import ErrataIndex
internal import ErrataJSON
internal import ErrataModel

/// Changes some claims of a folder of segments, which are live as soon as this has ended: the claims become a delta
/// above the segments that are there.
package struct FolderUpdate {
  /// What to change.
  package struct Request: Sendable {
    /// Files of claims that come or change, in whatever state.
    package var claims: [String]
    /// Ids of claims in the index that are withdrawn for good: their status becomes `retracted`.
    package var retracted: [String]
    /// Ids of claims in the index that are kept back for a while: their status becomes `paused`.
    package var paused: [String]

    /// Makes a request.
    package init(claims: [String] = [], retracted: [String] = [], paused: [String] = []) {
      self.claims = claims
      self.retracted = retracted
      self.paused = paused
    }
  }

  /// What was changed.
  package struct Report: Hashable, Sendable {
    /// The corpus revision.
    package var revision: CorpusRevision
    /// Claims that came, that changed, and that went out of the index.
    package var added = 0
    package var changed = 0
    package var withdrawn = 0
    /// Number of deltas, and of their claims.
    package var deltas = 0
    package var deltaClaims = 0

    /// Whether nothing was to be done: all claims stand so already.
    package var isEmpty: Bool { added + changed + withdrawn == 0 }
  }

  /// Deltas are folded into the new one as long as it has no more claims than this.
  private static let foldedClaims = 2048

  private let state: FolderState
  private let background: BackgroundModel
  private var records: [ClaimDigest] = []
  private var withdrawn: [String] = []
  private var live: [Claim] = []
  private var report: Report
  private var (claims, published): (Int, Int)
  private var writer = JSONWriter()

  private init(_ state: FolderState) throws(IndexError) {
    self.state = state
    background = try state.background()
    (claims, published) = (state.manifest.claims, state.manifest.published)
    report = Report(
      revision: CorpusRevision(digest: state.manifest.revision, claimCount: claims, publishedCount: published))
  }

  /// Changes a folder.
  ///
  /// - Throws: `CorpusError` with all that is wrong with the claims, `UpdateError` for ids that can't be withdrawn,
  ///   `IndexError`; the folder then is as it was.
  /// - Complexity: linear in the changed claims, and in the number of all claims by their digests, which takes
  ///   some tens of milliseconds a million.
  package static func apply(
    _ request: Request, to folder: String, witness: FolderWriter.Witness = { _ in }
  ) throws -> Report {
    guard IndexFolder.isFolder(folder) else { throw IndexError.noManifest(path: folder) }
    let claims = try request.claims.isEmpty ? [] : CorpusLoader.load(paths: request.claims).claims
    let folderWriter = try FolderWriter(folder)
    guard let manifest = try folderWriter.manifest() else { throw IndexError.noManifest(path: folder) }
    folderWriter.removeLeftovers(but: manifest.files)
    var update = try FolderUpdate(FolderState(folder, manifest: manifest))
    try update.check(request, against: claims)
    for claim in claims { update.take(claim) }
    for id in request.retracted { try update.withdraw(id, as: .retracted) }
    for id in request.paused { try update.withdraw(id, as: .paused) }
    return try update.write(folderWriter, witness)
  }

  /// An id may be spoken of once only.
  private func check(_ request: Request, against claims: [Claim]) throws(UpdateError) {
    var seen = Set(claims.map(\.id))
    for id in request.retracted + request.paused where !seen.insert(id).inserted { throw .namedTwice(id: id) }
  }
}

// Claims.
extension FolderUpdate {
  /// Takes a claim as it is to stand.
  private mutating func take(_ claim: Claim) {
    writer.removeAll()
    ClaimEncoder.encode(claim, into: &writer)
    writer.newline()
    let record = ClaimDigest(claim, line: writer.bytes)
    let old = state.liveClaim(id: claim.id)
    // The same id may be written otherwise, as with composed and decomposed accents.
    let oldID = old.map { ClaimDigest.digest(ofID: $0.id) } ?? record.id
    let before = state.record(oldID)
    guard before?.content != record.content else { return }
    if oldID != record.id { records.append(ClaimDigest(id: oldID, content: record.content, state: .gone)) }
    records.append(record)
    count(before, record)
    if record.state.contains(.live) {
      live.append(claim)
    } else if old != nil {
      withdrawn.append(claim.id)
    }
  }

  private mutating func count(_ before: ClaimDigest?, _ after: ClaimDigest) {
    claims += before == nil ? 1 : 0
    published += (after.state.contains(.published) ? 1 : 0) - (before?.state.contains(.published) == true ? 1 : 0)
    let wasLive = before?.state.contains(.live) == true
    if before == nil {
      report.added += 1
    } else if wasLive, !after.state.contains(.live) {
      report.withdrawn += 1
    } else {
      report.changed += 1
    }
  }

  /// Gives a claim of the index another status.
  private mutating func withdraw(_ id: String, as status: ClaimStatus) throws(UpdateError) {
    guard let old = state.liveClaim(id: id) else {
      throw .notLive(id: id, folder: state.folder, isKnown: state.record(ClaimDigest.digest(ofID: id)) != nil)
    }
    var reader = ClaimReader()
    let decoded = old.payload.withUnsafeBufferPointer { try? reader.read($0) }
    guard var claim = decoded?.claim, decoded?.faults.isEmpty == true else {
      throw .unreadable(id: id, folder: state.folder)
    }
    claim.status = status
    take(claim)
  }
}

// Writing.
extension FolderUpdate {
  private consuming func write(_ folder: FolderWriter, _ witness: FolderWriter.Witness) throws -> Report {
    guard !records.isEmpty else {
      count(state.manifest.segments.count - 1, state.segments.dropFirst().reduce(0) { $0 + $1.claimCount })
      return report
    }
    let digest = RevisionDigest.of(state.digests[0], changes: state.changes(records))
    report.revision = CorpusRevision(digest: digest, claimCount: claims, publishedCount: published)
    let generation = state.manifest.generation + 1
    let name = FolderFiles.delta(generation)
    let folded = try writeDelta(to: folder, name, digest)
    try witness(.index)
    let digests = try digestsOfDelta(folded, folder.path(name))
    try folder.save(digests, as: FolderFiles.digests(of: name))
    try witness(.digests)
    var manifest = state.manifest
    manifest.generation = generation
    manifest.revision = digest
    (manifest.claims, manifest.published) = (claims, published)
    manifest.segments.removeLast(folded)
    manifest.segments.append(try FolderManifest.Segment(index: name, of: folder.folder, digests: digests))
    try folder.switchTo(manifest, witness: witness)
    let kept = state.segments.dropFirst().dropLast(folded).reduce(0) { $0 + $1.claimCount }
    count(manifest.segments.count - 1, kept + (try IndexReader(path: folder.path(name)).claimCount))
    return report
  }

  private mutating func count(_ deltas: Int, _ claims: Int) {
    (report.deltas, report.deltaClaims) = (deltas, claims)
  }

  /// The number of deltas that the new one takes in: those at the end that aren't much larger than what is above them,
  /// so that there are few, and each claim is written again a few times only.
  private var foldedDeltas: Int {
    var (count, size) = (0, live.count + withdrawn.count)
    for (segment, table) in zip(state.segments, state.digests).dropFirst().reversed() {
      let more = segment.claimCount + table.withdrawn.count
      guard more < 2 * max(1, size), size + more <= FolderUpdate.foldedClaims else { break }
      size += more
      count += 1
    }
    return count
  }

  /// Writes the delta's index; returns the number of deltas that it takes in.
  private func writeDelta(to folder: FolderWriter, _ name: String, _ digest: String) throws -> Int {
    let own = try IndexCompiler.compile(live, revision: digest, background: background)
    let folded = foldedDeltas
    let below = state.deltas.suffix(folded)
    guard let oldest = below.first else {
      try folder.save(own, as: name)
      return 0
    }
    let above = (index: try IndexReader(bytes: own), withdrawn: withdrawn)
    let merger = try SegmentMerger(base: oldest.index, deltas: below.dropFirst() + [above])
    _ = try merger.write(to: folder.path(name), revision: digest, background: background)
    return folded
  }

  /// The digests of the delta's claims and those of the deltas that it takes in; what any of them withdraws and none
  /// brings back stays withdrawn.
  private func digestsOfDelta(_ folded: Int, _ path: String) throws(IndexError) -> [UInt8] {
    let below = state.digests.dropFirst().suffix(folded)
    let index = try IndexReader(path: path)
    let ids = Set((0..<index.claimCount).map(index.id(ofClaim:)))
    let gone = Set(below.flatMap(\.withdrawn) + withdrawn).subtracting(ids)
    let records = FolderState.newest(below.map { table in (0..<table.count).map(table.record) } + [self.records])
    return DigestTable.bytes(of: records, withdrawn: gone.sorted())
  }
}

/// Why claims of an index can't be withdrawn.
package enum UpdateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The index has no such claim.
  case notLive(id: String, folder: String, isKnown: Bool)
  /// The claim's text in the index isn't one.
  case unreadable(id: String, folder: String)
  /// An id is to be changed in two ways.
  case namedTwice(id: String)

  /// Fact, then advice.
  package var description: String {
    switch self {
    case .notLive(let id, let folder, let isKnown):
      isKnown
        ? "\(folder): claim \"\(id)\" isn't live already; nothing was changed"
        : "\(folder): has no claim \"\(id)\"; nothing was changed, check the id"
    case .unreadable(let id, let folder):
      "\(folder): claim \"\(id)\" can't be read; build the index again with `errata index build`"
    case .namedTwice(let id):
      "claim \"\(id)\" is named twice; change it by one of --claims, --retract and --pause, once"
    }
  }
}
