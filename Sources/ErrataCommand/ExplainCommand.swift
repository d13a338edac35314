internal import ArgumentParser
internal import Errata
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore

/// `errata explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show a recorded decision and why it is so.",
    discussion: """
      Shows the text with the matched span marked, the claim, its review, the stance with the cues that decided, the \
      score's terms, the policy's rule and the weight's formula with its numbers. The decision is computed again \
      from the recorded item, claims and policy; a difference is said.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata explain s-zh-01 --store errata.sqlite
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "The item's id.")
  var item: String

  @Option(help: ArgumentHelp("The store that `errata label --store` wrote.", valueName: "file"))
  var store = "errata.sqlite"

  @Option(
    help: ArgumentHelp("Show the decision that stood at this time (RFC 3339).", valueName: "time"),
    transform: ClockOptions.time)
  var at: Timestamp?

  @Option(help: "text or json.")
  var format: Format = .text

  func run() throws {
    try reportingFailures {
      let opened = try DecisionStore(path: store, mode: .readOnly)
      guard let recorded = try opened.latest(item, at: at) else {
        Console.error(
          "\(store): has no decision on item \"\(item.singleLine)\"\(at.map { " up to \($0)" } ?? "")")
        throw ExitCodes.findings
      }
      if let seal = recorded.seal {
        Console.error(
          "\(store): decision \(recorded.sequence) on item \"\(item.singleLine)\" was sealed by retention event "
            + "\(seal.event); what is left of it is shown by `errata history`")
        throw ExitCodes.findings
      }
      guard !recorded.isErased else {
        Console.error(
          "\(store): the content of item \"\(item.singleLine)\" was deleted on request; its decisions are shown by "
            + "`errata history`")
        throw ExitCodes.findings
      }
      let replay = try Replay(recorded, store: opened)
      let overlaid = try Overlaid(item, recorded.decision, policy: replay.policy, at: at, in: opened)
      switch format {
      case .text: try printText(recorded, replay, overlaid)
      case .json: try printJSON(recorded, replay, overlaid)
      }
    }
  }

  private func printText(_ recorded: RecordedDecision, _ replay: Replay, _ overlaid: Overlaid) throws {
    let explanation = Explanation(
      item: recorded.item, decision: recorded.decision, matches: replay.matches, claims: replay.claims,
      floor: replay.floor, combination: replay.combination)
    for line in explanation.lines { try Console.print(line) }
    for line in overlaid.lines { try Console.print(line) }
    try Console.print("record \(recorded.sequence), corpus revision \(recorded.revision); \(replay.remark)")
  }

  private func printJSON(_ recorded: RecordedDecision, _ replay: Replay, _ overlaid: Overlaid) throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("sequence", recorded.sequence)
      writer.member("revision", recorded.revision)
      writer.key("item")
      ItemEncoder.encode(recorded.item, into: &writer)
      writer.key("decision")
      DecisionEncoder.encode(recorded.decision, into: &writer)
      writer.member("matches", replay.matches) { MatchEncoder.encode($1, into: &$0) }
      let claims = replay.claims.values.sorted { $0.id < $1.id }
      writer.member("claims", claims) { ClaimEncoder.encode($1, into: &$0) }
      overlaid.encode(into: &writer)
      writer.member("reproduced", replay.isSame)
    }
    try Console.print(writer.string)
  }
}
