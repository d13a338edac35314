internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataText

/// `errata index`.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Build, show and prepare index files.",
    subcommands: [IndexBuildCommand.self, IndexInfoCommand.self, IndexBackgroundCommand.self])
}

/// `errata index build`.
struct IndexBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile a corpus to an index file.",
    discussion: """
      Published claims with a review go in. The same corpus gives the same bytes. The file is replaced at once or \
      not at all, so a running program may use the old one meanwhile.

      Example:
        errata index build --corpus corpora/starter --output starter.index
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Corpus files or folders of *.jsonl (default: the starter corpus).", valueName: "path")
  )
  var corpus: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The index file to write.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp("What is rare in ordinary text, from `errata index background`.", valueName: "file"))
  var background: String?

  func run() throws {
    try reportingFailures {
      let corpus = try CorpusOptions.load(corpus)
      let bytes = try IndexCompiler.compile(
        corpus.claims, revision: corpus.revision.digest, background: loadBackground())
      try IndexFile.save(bytes, to: output)
      Console.note("\(output): \(corpus.revision), \(bytes.count) bytes")
    }
  }

  private func loadBackground() throws -> BackgroundModel {
    guard let background else { return .embedded }
    let bytes = try SmallFile.read(background, limit: 1 << 30)
    guard let model = bytes.withUnsafeBytes({ BackgroundModel(table: $0) }) else {
      throw ValidationError(
        "\(background): isn't a background table; make one with `errata index background`.")
    }
    return model
  }
}

/// `errata index info`.
struct IndexInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Check an index file and show what it holds.",
    discussion: """
      Example:
        errata index build --output starter.index
        errata index info starter.index
      """)

  @Argument(help: ArgumentHelp("The index file.", valueName: "file"))
  var file: String

  @Flag(help: "Write one JSON object.")
  var json = false

  func run() throws {
    try reportingFailures {
      let index = try IndexReader(path: file)
      try json ? printJSON(index) : printTable(index)
    }
  }

  private func printTable(_ index: IndexReader) throws {
    func share(_ bytes: Int, _ count: Int) -> String {
      count == 0 ? "-" : String((Double(bytes) / Double(count) * 10).rounded() / 10)
    }
    var rows = [
      ("format", "\(IndexFormat.version)"), ("normalizer", index.normalizerVersion),
      ("corpus", index.revision), ("claims", "\(index.claimCount)"), ("texts", "\(index.entryCount)"),
      ("units", "\(index.unitCount)"), ("terms", "\(index.termCount)"), ("bytes", "\(index.byteCount)"),
      ("bytes a claim", share(index.byteCount, index.claimCount)),
      ("bytes a unit", share(index.byteCount, index.unitCount)),
    ]
    rows += IndexFormat.Section.allCases.map { ("  \($0)", "\(index.byteCount(of: $0))") }
    for (name, value) in rows { try Console.print("\(name.padding(to: 16))\(value)") }
  }

  private func printJSON(_ index: IndexReader) throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("format", Int(IndexFormat.version))
      writer.member("normalizerVersion", index.normalizerVersion)
      writer.member("corpusRevision", index.revision)
      writer.member("claims", index.claimCount)
      writer.member("texts", index.entryCount)
      writer.member("units", index.unitCount)
      writer.member("terms", index.termCount)
      writer.member("bytes", index.byteCount)
    }
    try Console.print(writer.string)
  }
}

/// `errata index background`.
struct IndexBackgroundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "background",
    abstract: "Count how common words are in ordinary content.",
    discussion: """
      Reads items as JSON Lines and counts in how many of them each word, and each pair of neighbours, stands. The \
      table holds hashes and counts, no text. A table of your own content makes matching fit it better.

      Example:
        errata index background corpora/samples/items.jsonl -o words.bin --minimum 1
        errata index build --background words.bin --output starter.index
      """)

  @Argument(help: ArgumentHelp("Files of items as JSON Lines; - for standard input.", valueName: "file"))
  var files: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The table to write.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Leave out what fewer items have.", valueName: "n"))
  var minimum: UInt32 = 3

  func run() throws {
    try reportingFailures {
      var counter = BackgroundCounter()
      for file in files { try count(file, into: &counter) }
      let table = counter.table(minimum: minimum)
      try IndexFile.save(table, to: output)
      Console.note("\(output): \(table.count) bytes")
    }
  }

  private func count(_ file: String, into counter: inout BackgroundCounter) throws {
    let normalizer = Normalizer()
    var units = Units()
    var reader = try LineReader(InputSource(argument: file))
    while let batch = try reader.next() {
      for line in batch.lines {
        guard let text = batch.withBytes(of: line, { try? JSONParser.parse($0)["text"] }),
          case .string(let text) = text
        else {
          Console.warning("\(reader.name):\(line.number): isn't an item with text, left out")
          continue
        }
        UnitReader.read(normalizer.normalize(text), into: &units)
        counter.add(units)
      }
    }
  }
}
