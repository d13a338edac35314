internal import ArgumentParser
internal import ErrataIndex
internal import ErrataJSON

/// `errata index info`.
struct IndexInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Check an index and show what it holds.",
    discussion: """
      Compares the whole file with its checksums, then shows what it holds and how many bytes each section takes: in \
      all, for each claim, for each unit of the texts, and for each seed (a run of units by which claims are found). \
      Mapped bytes are shared by all processes that use the file and stay on the disk until they are used; allocated \
      ones are held by each process. Of a folder it shows the segments.

      Example:
        errata index build --output starter.index
        errata index info starter.index
      """)

  @Argument(help: ArgumentHelp("The index file or folder.", valueName: "file"))
  var file: String

  @Flag(help: "Write one JSON object.")
  var json = false

  func run() throws {
    try reportingFailures {
      if IndexFolder.isFolder(file) {
        let info = try FolderInfo(file)
        return try json ? info.printJSON() : info.printTable()
      }
      let index = try IndexReader(path: file)
      try index.verify()
      let seeds = index.countSeeds()
      try json ? printJSON(index, seeds: seeds) : printTable(index, seeds: seeds)
    }
  }

  private func printTable(_ index: IndexReader, seeds: Int) throws {
    let rows = [
      ("format", "\(IndexFormat.version)"), ("normalizer", index.normalizerVersion), ("corpus", index.revision),
      ("checksums", "verified"), ("claims", "\(index.claimCount)"), ("texts", "\(index.entryCount)"),
      ("units", "\(index.unitCount)"), ("terms", "\(index.termCount)"), ("seeds", "\(seeds)"),
      ("bytes", "\(index.byteCount)"), ("mapped", "\(index.mappedBytes)"), ("allocated", "\(index.allocatedBytes)"),
    ]
    for (name, value) in rows { try Console.print("\(name.padding(to: 14))\(value)") }
    let table = TextTable(columns: [
      .init(title: "section", width: 12), .init(title: "bytes", width: 14), .init(title: "a claim", width: 9),
      .init(title: "a unit", width: 9), .init(title: "a seed", width: nil),
    ])
    try Console.print("\n" + table.header)
    let sections = IndexFormat.Section.allCases.map { ("\($0)", index.byteCount(of: $0)) }
    for (name, bytes) in sections + [("all", index.byteCount)] {
      let shares = counts(index, seeds: seeds).map { Self.share(bytes, $0).map(Self.text) ?? "-" }
      try Console.print(table.line([name, "\(bytes)"] + shares))
    }
  }

  private func printJSON(_ index: IndexReader, seeds: Int) throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("format", Int(IndexFormat.version))
      writer.member("normalizerVersion", index.normalizerVersion)
      writer.member("corpusRevision", index.revision)
      writer.member("verified", index.isVerified)
      writer.member("claims", index.claimCount)
      writer.member("texts", index.entryCount)
      writer.member("units", index.unitCount)
      writer.member("terms", index.termCount)
      writer.member("seeds", seeds)
      writer.member("bytes", index.byteCount)
      writer.member("mappedBytes", index.mappedBytes)
      writer.member("allocatedBytes", index.allocatedBytes)
      writer.member("sections", IndexFormat.Section.allCases) { writer, section in
        writer.object { writer in
          let bytes = index.byteCount(of: section)
          writer.member("name", "\(section)")
          writer.member("bytes", bytes)
          for (name, count) in zip(["bytesPerClaim", "bytesPerUnit", "bytesPerSeed"], counts(index, seeds: seeds)) {
            if let share = Self.share(bytes, count) { writer.member(name, share) }
          }
        }
      }
    }
    try Console.print(writer.string)
  }

  /// What bytes are shared out among: claims, units, seeds.
  private func counts(_ index: IndexReader, seeds: Int) -> [Int] {
    [index.claimCount, index.unitCount, seeds]
  }

  /// To a hundredth; `nil` where there is nothing to share among.
  private static func share(_ bytes: Int, _ count: Int) -> Double? {
    count == 0 ? nil : (Double(bytes) / Double(count) * 100).rounded() / 100
  }

  private static func text(_ share: Double) -> String { "\(share)" }
}
