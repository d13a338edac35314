internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataIngest
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// `errata corpus import`.
struct CorpusImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make claims of fact-checkers' feeds, pages and tables.",
    discussion: """
      Reads schema.org ClaimReview (JSON-LD, microdata and RDFa Lite in pages, data feeds), RSS and Atom, answers of \
      Google's Fact Check Tools, Cofacts' tables, CSV and JSON Lines. Nothing is fetched. Every review that is taken \
      or left out is told, with its place and the reason. Claims whose rating isn't known become drafts, which make no \
      label. Importing again updates the claims that are there.

      Without --output and --store the claims go to standard output. With --output the file's claims are kept and \
      brought up to date, with --store those that are live, which are then published. Exits with 1 when something was \
      left out.

      Example:
        errata corpus import corpora/samples/feed.json --dry-run
        errata corpus import corpora/samples/feed.json --output claims.jsonl
      """)

  @Argument(help: ArgumentHelp("Files of feeds, pages or tables; - for standard input.", valueName: "source"))
  var sources: [String]

  @Option(help: ArgumentHelp("auto, json, jsonl, html, feed, csv or cofacts.", valueName: "format"))
  var format = ImportFormat.auto

  @Option(name: .shortAndLong, help: ArgumentHelp("Bring a corpus file up to date, or make it.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Bring a store's live corpus up to date and publish it.", valueName: "file"))
  var store: String?

  @Flag(help: "Only tell what would be taken and left out.")
  var dryRun = false

  @Option(help: ArgumentHelp("The language of reviews that say none, as a BCP 47 tag.", valueName: "tag"))
  var lang: String?

  @Option(help: ArgumentHelp("The publisher of reviews that name none.", valueName: "name"))
  var publisher: String?

  @Option(help: ArgumentHelp("The address that relative ones are resolved against.", valueName: "address"))
  var base: String?

  @Option(
    help: ArgumentHelp(
      "Which column of a CSV holds a field: claim=Statement; several times.", valueName: "field=column"))
  var map: [String] = []

  @Option(help: ArgumentHelp("Read at most so many reviews from all sources.", valueName: "n"))
  var limit = 1_000_000

  @Flag(help: "Write the report as one JSON object.")
  var json = false

  @Flag(inversion: .prefixedNo, help: "Show progress where standard error is a terminal.")
  var progress = true

  @Option(help: ArgumentHelp("With --store: why, for the record.", valueName: "text"))
  var reason: String?

  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  func validate() throws {
    if output != nil, store != nil { throw ValidationError("Give either --output or --store.") }
    guard limit > 0 else { throw ValidationError("--limit takes a number from 1 on.") }
    for pair in map where pair.split(separator: "=", maxSplits: 1).count != 2 {
      throw ValidationError("--map takes field=column, as in --map claim=Statement; found '\(pair)'.")
    }
  }

  func run() throws {
    try reportingFailures {
      let target = try ImportTarget(output: output, store: store)
      var importer = Importer(settings: settings)
      try read(into: &importer)
      let (claims, report) = importer.finish(into: target.base)
      let change = ImportTarget.Change(
        author: author.author, reason: reason ?? "import of \(sources.joined(separator: ", "))", now: clock.now())
      if !dryRun { try target.write(claims, change) }
      try tell(report, toOutput: dryRun || target.isElsewhere)
      if report.hasFaults { throw ExitCodes.findings }
    }
  }

  private var settings: ImportSettings {
    var settings = ImportSettings()
    settings.format = format
    settings.lang = lang
    settings.publisher = publisher
    settings.base = base
    settings.rowLimit = limit
    for pair in map {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      settings.columns[parts[0]] = parts[1]
    }
    return settings
  }

  private func read(into importer: inout Importer) throws {
    var display = ProgressDisplay(isWanted: progress)
    defer { display.clear() }
    let start = Date()
    for source in sources {
      let isAddress = source.hasPrefix("http://") || source.hasPrefix("https://")
      let bytes = isAddress ? try NoPages().open(source) : try ByteInput(InputSource(argument: source)).source
      try importer.read(bytes) { progress in
        let seconds = Date().timeIntervalSince(start)
        let rate = seconds > 0 ? Int(Double(progress.found) / seconds) : 0
        display.show("\(progress.found) reviews  \(rate)/s  \(progress.bytes >> 20) MiB", seconds: seconds)
      }
    }
  }

  private func tell(_ report: ImportReport, toOutput: Bool) throws {
    var text = report.description.split(separator: "\n").map { String($0).singleLine }.joined(separator: "\n")
    if json {
      var writer = JSONWriter()
      report.encode(into: &writer)
      text = writer.string
    }
    if toOutput { try Console.print(text) } else { Console.note(text) }
  }
}

extension ImportFormat: ExpressibleByArgument {}

extension ByteInput {
  /// The input as a source of an import.
  var source: ByteSource {
    ByteSource(name: name) { buffer in try self.read(into: &buffer) }
  }
}
