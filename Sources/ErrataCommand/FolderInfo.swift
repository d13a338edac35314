internal import ErrataIndex
internal import ErrataJSON

/// What `errata index info` shows of a folder of segments.
struct FolderInfo {
  private let opened: IndexFolder.Opened

  /// Opens a folder and compares all its files with their checksums.
  ///
  /// - Throws: `IndexError`.
  init(_ folder: String) throws {
    opened = try IndexFolder.open(folder)
    try opened.index.verify()
    for segment in opened.manifest.segments { _ = try DigestTable(segment.digests, of: folder) }
  }

  private var index: SegmentedIndex { opened.index }

  /// The segments with their files, base first.
  private var segments: [(file: FolderManifest.Segment, index: IndexReader)] {
    Array(zip(opened.manifest.segments, index.segments))
  }

  /// Bytes of all files.
  private var byteCount: Int { opened.manifest.segments.reduce(0) { $0 + $1.index.bytes + $1.digests.bytes } }

  /// Prints a table.
  func printTable() throws {
    let rows = [
      ("generation", "\(opened.manifest.generation)"), ("format", "\(IndexFormat.version)"),
      ("normalizer", index.base.normalizerVersion), ("corpus", index.revision), ("checksums", "verified"),
      ("claims", "\(index.claimCount)"), ("texts", "\(index.entryCount)"), ("deltas", "\(segments.count - 1)"),
      ("bytes", "\(byteCount)"),
    ]
    for (name, value) in rows { try Console.print("\(name.padding(to: 14))\(value)") }
    let table = TextTable(columns: [
      .init(title: "segment", width: 20), .init(title: "claims", width: 9), .init(title: "bytes", width: 14),
      .init(title: "digests", width: nil),
    ])
    try Console.print("\n" + table.header)
    for (file, index) in segments {
      try Console.print(
        table.line([file.index.name, "\(index.claimCount)", "\(file.index.bytes)", "\(file.digests.bytes)"]))
    }
  }

  /// Prints one JSON object.
  func printJSON() throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("generation", opened.manifest.generation)
      writer.member("format", Int(IndexFormat.version))
      writer.member("normalizerVersion", index.base.normalizerVersion)
      writer.member("corpusRevision", index.revision)
      writer.member("verified", true)
      writer.member("claims", index.claimCount)
      writer.member("texts", index.entryCount)
      writer.member("bytes", byteCount)
      writer.member("segments", segments) { writer, segment in
        writer.object { writer in
          writer.member("name", segment.file.index.name)
          writer.member("claims", segment.index.claimCount)
          writer.member("texts", segment.index.entryCount)
          writer.member("bytes", segment.file.index.bytes)
          writer.member("digestBytes", segment.file.digests.bytes)
        }
      }
    }
    try Console.print(writer.string)
  }
}
