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
    abstract: "Build, update, merge and show indexes.",
    subcommands: [
      IndexBuildCommand.self, IndexUpdateCommand.self, IndexMergeCommand.self, IndexInfoCommand.self,
      IndexBackgroundCommand.self,
    ])
}

/// `errata index build`.
struct IndexBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile a corpus to an index file.",
    discussion: """
      Published claims with a review go in. The same corpus gives the same bytes. The file is replaced at once or \
      not at all, so a running program may use the old one meanwhile.

      A name that ends with a slash, or that of a folder made this way, makes a folder in place of a file: its claims \
      can be changed by `errata index update` without building it again.

      Example:
        errata index build --corpus corpora/starter --output starter.index
        errata index build --corpus corpora/starter --output live/
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Corpus files or folders of *.jsonl (default: the starter corpus).", valueName: "path")
  )
  var corpus: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The index file or folder to write.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp("What is rare in ordinary text, from `errata index background`.", valueName: "file"))
  var background: String?

  @Flag(inversion: .prefixedNo, help: "Show progress where standard error is a terminal.")
  var progress = true

  func run() throws {
    try reportingFailures {
      Interrupts.install()
      let table = try loadBackground()
      let follower = CompilingFollower(isWanted: progress)
      defer { follower.end() }
      do {
        let isFolder = output.hasSuffix("/") || IndexFolder.isFolder(output)
        let report = try isFolder ? buildFolder(table, follower.watch) : buildFile(table, follower.watch)
        follower.end()
        Console.note("\(output): \(report.revision), \(report.byteCount) bytes")
      } catch is CompilingStopped {
        throw ExitCode(Interrupts.exitStatus ?? ExitCodes.failure.rawValue)
      }
    }
  }

  private func buildFile(_ table: BackgroundTable?, _ watch: CompilingWatch) throws -> CorpusCompiler.Report {
    let settings = CorpusCompiler.Settings(background: table?.model ?? .embedded)
    return try corpus.isEmpty
      ? CorpusCompiler.compile(files: ShippedData.starterCorpus, to: output, settings: settings, watch: watch)
      : CorpusCompiler.compile(paths: corpus, to: output, settings: settings, watch: watch)
  }

  private func buildFolder(_ table: BackgroundTable?, _ watch: CompilingWatch) throws -> CorpusCompiler.Report {
    let background = table.map { FolderBackground.table($0.bytes) } ?? .embedded
    return try corpus.isEmpty
      ? FolderBuild.build(files: ShippedData.starterCorpus, to: output, background: background, watch: watch)
      : FolderBuild.build(paths: corpus, to: output, background: background, watch: watch)
  }

  private typealias BackgroundTable = (model: BackgroundModel, bytes: [UInt8])

  private func loadBackground() throws -> BackgroundTable? {
    guard let background else { return nil }
    let bytes = try SmallFile.read(background, limit: 1 << 30)
    guard let model = bytes.withUnsafeBytes({ BackgroundModel(table: $0) }) else {
      throw ValidationError(
        "\(background): isn't a background table; make one with `errata index background`.")
    }
    return (model, bytes)
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
