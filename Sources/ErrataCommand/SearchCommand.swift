internal import ArgumentParser
internal import Errata
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel

/// `errata search`.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Rank the claims for a text, long or short, without cuts.",
    discussion: """
      Writes one line a query: {"id","results":[{"claim","score"}]}, best first. Scores compare within a line only.

      Example:
        errata search 'does 5g cause covid'
        errata search --queries corpora/samples/items.jsonl --top 5
      """)

  @OptionGroup var engineOptions: EngineOptions

  @Option(help: ArgumentHelp("Most claims to list.", valueName: "k"))
  var top = 10

  @Flag(help: "Show what each score is made of.")
  var explain = false

  @Option(
    help: ArgumentHelp("Queries as JSON Lines with id and text, `-` for standard input.", valueName: "file"))
  var queries: String?

  @Argument(help: "The query.")
  var query: String?

  func validate() throws {
    guard (query == nil) != (queries == nil) else {
      throw ValidationError("Give a query, or --queries FILE.")
    }
    guard (1...1000).contains(top) else { throw ValidationError("--top takes a number from 1 to 1000.") }
  }

  func run() throws {
    try reportingFailures {
      let engine = try engineOptions.engine(policy: engineOptions.policySource().policy)
      let check = EngineOptions.check(engine)
      if let query {
        var session = Engine.Session()
        var writer = JSONWriter()
        SearchCommand.write(engine.search(query, top: top, session: &session), id: "query", explain, &writer)
        try check.during { try Console.print(writer.string, terminator: "") }
      } else if let queries {
        let (top, explain) = (top, explain)
        try RunOptions.plain.run(inputs: [queries], check: check) { item, session, writer in
          let results = engine.search(item.body.span, top: top, session: &session)
          SearchCommand.write(results, id: item.head.id, explain, &writer)
          return ItemRun.Judged()
        }
      }
    }
  }

  private static func write(
    _ results: [Engine.Found], id: String, _ explain: Bool, _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("results", results) { writer, result in
        writer.object { writer in
          writer.member("claim", result.claim)
          writer.member("score", result.score)
          if explain { writeTerms(result.terms, &writer) }
        }
      }
    }
    writer.newline()
  }

  private static func writeTerms(_ terms: [ScoreTerm], _ writer: inout JSONWriter) {
    writer.key("terms")
    writer.object { writer in for term in terms { writer.member(term.name, term.value) } }
  }
}
