package import ErrataIndex
internal import ErrataModel

/// Compiles files of claims to an index file without holding the claims: what `IndexCompiler` makes of a loaded corpus,
/// byte by byte, in a fraction of its memory and on all cores.
///
/// Lines are read in batches of bounded size, several at a time; their claims are decoded and cut into units side by
/// side, and taken in in reading order. The units stay in memory, the claims' canonical lines go to a file beside the
/// target that has no name. In the end sections are written one after the other, in the order of the ids.
package struct CorpusCompiler {
  /// How the work is cut; the index is the same whatever the numbers.
  package struct Settings: Sendable {
    /// Bytes of lines in a batch.
    package var batchBytes: Int
    /// Batches that are read before they are taken in.
    package var batches: Int
    /// What is rare in ordinary text.
    package var background: BackgroundModel

    /// Bytes of a file in memory that are looked at together.
    var pieceBytes: Int { max(64, batchBytes) }

    /// Makes settings.
    package init(batchBytes: Int = 1 << 18, batches: Int = 32, background: BackgroundModel = .embedded) {
      self.batchBytes = max(1, batchBytes)
      self.batches = max(1, batches)
      self.background = background
    }
  }

  /// What was compiled.
  package struct Report: Hashable, Sendable {
    /// The corpus revision.
    package var revision: CorpusRevision
    /// Bytes of the index file.
    package var byteCount: Int
  }

  private let output: String
  private let watch: CompilingWatch
  private let settings: Settings
  private let readers: ReaderPool
  private var ledger: ClaimLedger
  private var files: [String] = []
  private var waiting: [LineBatch] = []
  private var bytes = 0
  private var totalBytes = 0

  private init(_ output: String, _ settings: Settings, _ watch: CompilingWatch) throws(IndexError) {
    self.output = output
    self.watch = watch
    self.settings = settings
    readers = ReaderPool(background: settings.background)
    ledger = ClaimLedger(lines: try DraftFile.spill(beside: output))
  }

  /// Compiles claims from files, and from the `*.jsonl` of folders, as `CorpusLoader` reads them.
  ///
  /// - Throws: `CorpusError` with every error, in the same words as `CorpusLoader`; `IndexError` when the index can't
  ///   be written, which leaves an older one as it was and nothing beside it; `CompilingStopped`.
  /// - Complexity: O(n log n) in the number of claims; memory of about 40 bytes a unit.
  package static func compile(
    paths: [String], to output: String, settings: Settings = Settings(), watch: CompilingWatch = CompilingWatch()
  ) throws -> Report {
    try digest(paths: paths, to: output, settings: settings, watch: watch).report
  }

  /// Compiles claims, and gives the digests of all of them, sorted by their ids.
  static func digest(
    paths: [String], to output: String, settings: Settings, watch: CompilingWatch
  ) throws -> (report: Report, digests: [ClaimDigest]) {
    var compiler = try CorpusCompiler(output, settings, watch)
    let sources = CorpusLoader.sources(at: paths)
    for case .file(let path) in sources { compiler.totalBytes += FileBytes.size(of: path) }
    for source in sources {
      switch source {
      case .file(let path): try compiler.read(path)
      case .fault(let fault): try compiler.note(fault)
      }
    }
    return try compiler.finish()
  }

  /// Compiles claims from files in memory.
  ///
  /// - Throws: as for files on disk.
  package static func compile(
    files: [CorpusFile], to output: String, settings: Settings = Settings(), watch: CompilingWatch = CompilingWatch()
  ) throws -> Report {
    try digest(files: files, to: output, settings: settings, watch: watch).report
  }

  /// Compiles claims from files in memory, and gives the digests of all of them, sorted by their ids.
  static func digest(
    files: [CorpusFile], to output: String, settings: Settings, watch: CompilingWatch
  ) throws -> (report: Report, digests: [ClaimDigest]) {
    var compiler = try CorpusCompiler(output, settings, watch)
    compiler.totalBytes = files.reduce(0) { $0 + $1.bytes.count }
    for file in files {
      var batcher = compiler.batcher(for: file.name)
      var batches: [LineBatch] = []
      file.bytes.withUnsafeBufferPointer { bytes in
        for start in stride(from: 0, to: bytes.count, by: settings.pieceBytes) {
          let piece = bytes[start..<min(bytes.count, start + settings.pieceBytes)]
          batcher.feed(UnsafeBufferPointer(rebasing: piece)) { batches.append($0) }
        }
      }
      batcher.finish { batches.append($0) }
      try compiler.add(batches)
    }
    return try compiler.finish()
  }
}

// Reading.
extension CorpusCompiler {
  private mutating func batcher(for file: String) -> LineBatcher {
    files.append(file)
    return LineBatcher(file: files.count - 1, size: settings.batchBytes, limit: ClaimLines.limit)
  }

  private mutating func read(_ path: String) throws {
    var batcher = batcher(for: path)
    var problem: (any Error)?
    var batches: [LineBatch] = []
    do throws(FileFault) {
      try FileBytes.read(path) { bytes in
        batcher.feed(bytes) { batches.append($0) }
        do {
          try add(batches)
          batches.removeAll()
        } catch {
          problem = error
        }
        return problem == nil
      }
      batcher.finish { batches.append($0) }
    } catch {
      batcher.finishWholeLines { batches.append($0) }
      try add(batches)
      return try note(CorpusLoader.fault(path, .unreadableFile, error.message))
    }
    if let problem { throw problem }
    try add(batches)
  }

  /// Notes what is wrong with a file, after what is wrong with the lines before.
  private mutating func note(_ fault: Diagnostic) throws {
    try readWaiting()
    ledger.note(fault)
  }

  private mutating func add(_ batches: [LineBatch]) throws {
    for batch in batches {
      waiting.append(batch)
      if waiting.count >= settings.batches { try readWaiting() }
    }
  }

  /// Reads the claims of the batches that wait, on all cores, and takes them in in order.
  private mutating func readWaiting() throws {
    let (batches, files) = (waiting, files)
    waiting.removeAll(keepingCapacity: true)
    bytes += batches.reduce(0) { $0 + $1.bytes.count }
    for result in readers.read(batches, files: files) { try ledger.add(result) }
    try watch.tell(.reading(bytes: bytes, totalBytes: max(bytes, totalBytes), claims: ledger.rows.count))
  }
}

// Writing.
extension CorpusCompiler {
  private consuming func finish() throws -> (report: Report, digests: [ClaimDigest]) {
    try readWaiting()
    let order = ledger.sorted()
    try ledger.check(order, files: files)
    try watch.tell(.writing(claims: ledger.rows.count))
    let pieces = ledger.takePieces()
    let live = order.filter { ledger.rows[Int($0)].isLive }
    let places = live.map { ledger.rows[Int($0)].place }
    let digests = RevisionDigest.sorted(ledger.takeDigests())
    let revision = CorpusRevision(
      digest: RevisionDigest.of(digests), claimCount: ledger.rows.count, publishedCount: ledger.publishedCount)
    var strings = LedgerStrings(ledger, live: live, digest: revision.digest)
    let composer = IndexComposer(pieces: pieces, places: places, background: settings.background)
    let draft = try composer.compose(into: DraftFile(for: output), strings: &strings, beside: ReaderPool.beside)
    if watch.isStopped() { throw CompilingStopped() }
    try draft.commit()
    return (Report(revision: revision, byteCount: draft.byteCount), digests)
  }
}
