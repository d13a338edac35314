package import ErrataIndex

/// Builds a folder of segments from a corpus: a base without deltas.
package enum FolderBuild {
  /// Compiles claims from files, and from the `*.jsonl` of folders, to a folder; what it held before is replaced at
  /// once when all is written.
  ///
  /// - Throws: as `CorpusCompiler`, and `IndexError.locked`.
  package static func build(
    paths: [String], to folder: String, background: FolderBackground = .embedded,
    settings: CorpusCompiler.Settings = .init(), watch: CompilingWatch = CompilingWatch(),
    witness: FolderWriter.Witness = { _ in }
  ) throws -> CorpusCompiler.Report {
    try build(to: folder, background, settings, witness) { output, settings in
      try CorpusCompiler.digest(paths: paths, to: output, settings: settings, watch: watch)
    }
  }

  /// Compiles claims from files in memory to a folder.
  ///
  /// - Throws: as for files on disk.
  package static func build(
    files: [CorpusFile], to folder: String, background: FolderBackground = .embedded,
    settings: CorpusCompiler.Settings = .init(), watch: CompilingWatch = CompilingWatch(),
    witness: FolderWriter.Witness = { _ in }
  ) throws -> CorpusCompiler.Report {
    try build(to: folder, background, settings, witness) { output, settings in
      try CorpusCompiler.digest(files: files, to: output, settings: settings, watch: watch)
    }
  }

  private static func build(
    to folder: String, _ background: FolderBackground, _ settings: CorpusCompiler.Settings,
    _ witness: FolderWriter.Witness,
    compile: (String, CorpusCompiler.Settings) throws -> (report: CorpusCompiler.Report, digests: [ClaimDigest])
  ) throws -> CorpusCompiler.Report {
    let writer = try FolderWriter(folder)
    try writer.checkIsFree()
    let right = try FolderMergeRight(folder)
    defer { withExtendedLifetime(right) {} }
    let before = try writer.manifest()
    writer.removeLeftovers(but: before?.files ?? [], isMerging: true)
    let generation = (before?.generation ?? 0) + 1
    let model = try background.model(path: folder)
    var settings = settings
    settings.background = model
    let name = FolderFiles.base(generation)
    let (report, records) = try compile(writer.path(name), settings)
    try witness(.index)
    let digests = DigestTable.bytes(of: records)
    try writer.save(digests, as: FolderFiles.digests(of: name))
    let reference = background.reference(model)
    if case .table(let bytes) = background, let file = reference.file { try writer.save(bytes, as: file) }
    try witness(.digests)
    let manifest = FolderManifest(
      generation: generation, revision: report.revision.digest, claims: report.revision.claimCount,
      published: report.revision.publishedCount, background: reference,
      segments: [try FolderManifest.Segment(index: name, of: folder, digests: digests)])
    try writer.switchTo(manifest, isMerging: true, witness: witness)
    return report
  }
}
