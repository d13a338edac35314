internal import ArgumentParser
internal import Errata
internal import ErrataJSON
internal import ErrataJobs

/// `errata search`.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Rank the claims for a text, long or short, without cuts.",
    discussion: """
      Writes one line a query: {"id","results":[{"claim","score"}]}, best first. Scores compare within a line only.

      Example:
        errata search 'does 5g cause covid'
        errata search --queries queries.jsonl --top 5
      """)

  @OptionGroup var engineOptions: EngineOptions

  @Option(help: ArgumentHelp("Most claims to list.", valueName: "k"))
  var top = 10

  @Option(help: ArgumentHelp("Queries as JSON Lines with id and text, `-` for standard input.", valueName: "file"))
  var queries: String?

  @Argument(help: "The query.")
  var query: String?

  func validate() throws {
    guard (query == nil) != (queries == nil) else { throw ValidationError("Give a query, or --queries FILE.") }
    guard (1...1000).contains(top) else { throw ValidationError("--top takes a number from 1 to 1000.") }
  }

  func run() throws {
    try reportingFailures {
      let engine = try engineOptions.engine(policy: engineOptions.policySource().policy)
      if let query {
        var session = Engine.Session()
        var writer = JSONWriter()
        SearchCommand.write(query, id: "query", engine, top, &session, &writer)
        print(writer.string, terminator: "")
      } else if let queries {
        let top = top
        try RunOptions.plain.run(inputs: [queries]) { item, session, writer in
          SearchCommand.write(item.content.source, id: item.id, engine, top, &session, &writer)
          return ItemRun.Judged()
        }
      }
    }
  }

  private static func write(
    _ text: String, id: String, _ engine: Engine, _ top: Int, _ session: inout Engine.Session,
    _ writer: inout JSONWriter
  ) {
    let results = engine.search(text, top: top, session: &session)
    writer.object { writer in
      writer.member("id", id)
      writer.member("results", results) { writer, result in
        writer.object { writer in
          writer.member("claim", result.claim)
          writer.member("score", result.score)
        }
      }
    }
    writer.newline()
  }
}
