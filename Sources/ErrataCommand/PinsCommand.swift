internal import ArgumentParser
internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel

/// `errata pins`.
struct PinsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pins",
    abstract: "Find the debunks to show above the results of a search, or none.",
    discussion: """
      Writes one line a query: {"id","query","pins":[{"claim","verdict","score","review","why"}]}, the surest first. \
      Most queries have no pin: one about a name, a place or a subject in general pins nothing unless a curator's \
      phrase says so. `errata pins report` tells of a whole log of queries.

      Example:
        errata pins 'does 5g cause covid'
        echo 'does 5g cause covid' > queries.txt
        errata pins --queries queries.txt --format table
      """,
    subcommands: [Find.self, PinsReportCommand.self], defaultSubcommand: Find.self)

  /// `errata pins find`, or without `find`.
  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "find",
      abstract: "Find the debunks for a query, or for each of a file.",
      discussion: """
        `find` may be left out, unless the query is the name of another subcommand.

        Example:
          errata pins find '喝白酒能杀死新冠病毒吗' --lang zh
        """)

    @OptionGroup var options: PinsOptions
    @OptionGroup var engineOptions: EngineOptions

    @Option(
      help: ArgumentHelp(
        "Queries, as JSON Lines with id and query or as plain lines; `-` for standard input.", valueName: "file"))
    var queries: String?

    @Option(help: ArgumentHelp("How to write the answers: jsonl, table.", valueName: "format"))
    var format = PinsFormat.jsonl

    @Flag(help: "Show the numbers that each score is made of.")
    var explain = false

    @Argument(help: "The query.")
    var query: String?

    func validate() throws {
      guard (query == nil) != (queries == nil) else {
        throw ValidationError("Give a query, or --queries FILE.")
      }
    }

    func run() throws {
      try reportingFailures {
        let engine = try engineOptions.engine(policy: engineOptions.policySource().policy)
        let (now, options) = (options.now, options.pinOptions(explains: explain))
        var session = Engine.Session()
        var output = PinsOutput(format: format)
        try EngineOptions.check(engine).during {
          if let query {
            try output.write(id: "query", query: query) {
              engine.pins($0, now: now, options: options, session: &session)
            }
          } else if let queries {
            try QueryLines.forEach(in: queries) { line in
              try output.write(id: line.id, query: line.query) {
                engine.pins($0, now: now, options: options, session: &session)
              }
            }
          }
          try output.finish()
        }
      }
    }
  }
}

/// How pins are written.
enum PinsFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case jsonl
  case table
}

/// What is asked of pins.
struct PinsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Most pins of a query.", valueName: "k"))
  var limit = 3

  @Option(help: ArgumentHelp("The reader's language as a BCP 47 tag; reviews in it come first.", valueName: "tag"))
  var lang: String?

  @Option(
    help: ArgumentHelp(
      "Least score; below the cut of 0.9 pins aren't for showing, and 0 tells what came nearest.", valueName: "s"))
  var minScore = PinOptions.cut

  @Option(
    name: [.customLong("now"), .customLong("at")],
    help: ArgumentHelp(
      "Take this time for now (RFC 3339): what has expired or wasn't published by then is left out.",
      valueName: "time"),
    transform: ClockOptions.time)
  var fixed: Timestamp?

  @Flag(help: "Read queries only as they are written: no pinyin, no misspellings put right.")
  var asWritten = false

  func validate() throws {
    guard (1...PinOptions.most).contains(limit) else {
      throw ValidationError("--limit takes a number from 1 to \(PinOptions.most).")
    }
    guard (0...1).contains(minScore) else { throw ValidationError("--min-score takes a number from 0 to 1.") }
  }

  /// The time for which pins are looked for.
  var now: Timestamp { fixed ?? ClockOptions.machine }

  /// The options for the engine.
  func pinOptions(explains: Bool) -> PinOptions {
    PinOptions(
      limit: limit, lang: lang, minimumScore: minScore, explains: explains, readsOtherwise: !asWritten)
  }
}
