package import ErrataIndex
internal import ErrataModel

/// Makes one base of a folder's base and its deltas: what a build of the same claims would write, byte by byte. The
/// folder can be used and changed meanwhile; what is changed stays above the new base.
package enum FolderMerge {
  /// What was merged.
  package struct Report: Hashable, Sendable {
    /// The corpus revision of the folder.
    package var revision: CorpusRevision
    /// Number of deltas that were merged; 0 when there was nothing to do.
    package var deltas: Int
    /// Number of claims of the new base, and of its bytes.
    package var claims: Int
    package var byteCount: Int
  }

  /// Merges a folder.
  ///
  /// - Throws: `IndexError`, `CompilingStopped`; the folder then is as it was.
  /// - Complexity: linear in the folder; memory of about 40 bytes a unit.
  package static func merge(
    _ folder: String, isStopped: @escaping @Sendable () -> Bool = { false }, witness: FolderWriter.Witness = { _ in }
  ) throws -> Report {
    guard IndexFolder.isFolder(folder) else { throw IndexError.noManifest(path: folder) }
    // Before the lock files are made in a folder that is none of ours.
    _ = try IndexFolder.manifest(of: folder)
    let right = try FolderMergeRight(folder)
    defer { withExtendedLifetime(right) {} }
    let state = try begin(folder)
    guard state.segments.count > 1 else { return report(state.manifest, deltas: 0, state.segments[0]) }
    let name = FolderFiles.base(state.manifest.generation)
    let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
    let merger = try SegmentMerger(base: state.segments[0], deltas: state.deltas)
    let digest = state.manifest.revision
    _ = try merger.write(
      to: path, revision: digest, background: state.background(), beside: ReaderPool.beside, isStopped: isStopped)
    if isStopped() { throw CompilingStopped() }
    try witness(.index)
    let digests = DigestTable.bytes(of: records(state))
    try IndexFile.save(digests, to: FolderFiles.digests(of: path))
    try witness(.digests)
    let segment = try FolderManifest.Segment(index: name, of: folder, digests: digests)
    let manifest = try switchTo(segment, merged: state.manifest, folder, witness)
    return report(manifest, deltas: state.segments.count - 1, try IndexReader(path: path))
  }

  /// Removes what an earlier merge left, and opens the segments: no change comes between.
  private static func begin(_ folder: String) throws -> FolderState {
    let writer = try FolderWriter(folder)
    guard let manifest = try writer.manifest() else { throw IndexError.noManifest(path: folder) }
    writer.removeLeftovers(but: manifest.files, isMerging: true)
    return try FolderState(folder, manifest: manifest)
  }

  /// The records of the new base: those of the old one, as the deltas changed them.
  private static func records(_ state: FolderState) -> [ClaimDigest] {
    var records: [ClaimDigest] = []
    let table = state.digests[0]
    records.reserveCapacity(table.count)
    var next = 0
    for change in state.changes([]) {
      let (place, isThere) = table.place(of: change.id)
      while next < place {
        records.append(table.record(next))
        next += 1
      }
      if isThere { next += 1 }
      if !change.state.contains(.gone) { records.append(change) }
    }
    return records + (next..<table.count).map(table.record)
  }

  /// Puts the new base below the deltas that came meanwhile.
  private static func switchTo(
    _ base: FolderManifest.Segment, merged: FolderManifest, _ folder: String, _ witness: FolderWriter.Witness
  ) throws -> FolderManifest {
    let writer = try FolderWriter(folder)
    guard var manifest = try writer.manifest(), manifest.segments.first == merged.segments.first else {
      throw IndexError.locked(path: folder)
    }
    let known = Set(merged.segments)
    manifest.segments = [base] + manifest.segments.filter { !known.contains($0) }
    manifest.generation += 1
    try writer.switchTo(manifest, isMerging: true, witness: witness)
    return manifest
  }

  private static func report(_ manifest: FolderManifest, deltas: Int, _ base: IndexReader) -> Report {
    Report(
      revision: CorpusRevision(
        digest: manifest.revision, claimCount: manifest.claims, publishedCount: manifest.published),
      deltas: deltas, claims: base.claimCount, byteCount: base.byteCount)
  }
}
