internal import ArgumentParser
internal import Errata
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel

/// `errata pins report`.
struct PinsReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell which queries of a log get pins, which almost do, and which claims are never found.",
    discussion: """
      Queries count as often as the log has them; an object may have a "count". What almost gets a pin is where a \
      curator's phrase may help; a claim that is never found may need one.

      Example:
        echo 'does 5g cause covid' > queries.txt
        errata pins report --queries queries.txt
      """)

  @OptionGroup var options: PinsOptions
  @OptionGroup var engineOptions: EngineOptions

  @Option(
    help: ArgumentHelp(
      "Queries, as JSON Lines with query and perhaps count, or as plain lines; `-` for standard input.",
      valueName: "file"))
  var queries: String

  @Option(help: ArgumentHelp("How to write it: table, json.", valueName: "format"))
  var format = Format.table

  @Option(help: ArgumentHelp("Rows of each part.", valueName: "n"))
  var top = 20

  @Option(help: ArgumentHelp("Least score that counts as almost.", valueName: "s"))
  var almost = 0.5

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
  }

  func validate() throws {
    guard (1...100_000).contains(top) else { throw ValidationError("--top takes a number from 1 to 100000.") }
    guard (0..<1).contains(almost) else { throw ValidationError("--almost takes a number from 0 to below 1.") }
  }

  func run() throws {
    try reportingFailures {
      let engine = try engineOptions.engine(policy: engineOptions.policySource().policy)
      let now = options.now
      var asked = options.pinOptions(explains: false)
      let cut = asked.minimumScore
      asked.minimumScore = min(cut, almost)
      var session = Engine.Session()
      var tally = PinsTally(cut: cut)
      try EngineOptions.check(engine).during {
        try QueryLines.forEach(in: queries) { line in
          tally.add(line, engine.pins(line.query, now: now, options: asked, session: &session))
        }
        let report = tally.report(claims: engine.claims.map(\.id), top: top)
        switch format {
        case .table: try Console.print(report.text, terminator: "")
        case .json: try Console.print(report.json)
        }
      }
    }
  }
}
