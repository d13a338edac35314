internal import ArgumentParser
internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel

/// `errata match`.
struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Show which claims items carry, with score, stance, spans and outcome.",
    discussion: """
      Writes one line an item: {"id","matches":[{"claim","score","stance","spans","outcome",…}]}, best first. Outcomes:
      apply (the policy labels it), review (for the review queue), suppressed (with the reason), none (below the cuts).
      With --terms each match has "terms" too: the numbers that its score is made of, by name.

      Example:
        errata match --top 3 --min-score 0 corpora/samples/items.jsonl
      """)

  @OptionGroup var engineOptions: EngineOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: ArgumentHelp("Most matches to list for an item.", valueName: "k"))
  var top = 5

  @Option(
    help: ArgumentHelp(
      "Leave out matches below this score; 0 shows also what lies below the review cut (default: the review cut).",
      valueName: "s"))
  var minScore: Double?

  @Flag(help: "Write the terms that each score is made of.")
  var terms = false

  @OptionGroup var runOptions: RunOptions

  func validate() throws {
    guard (1...1000).contains(top) else { throw ValidationError("--top takes a number from 1 to 1000.") }
    if let minScore, !(0...1).contains(minScore) {
      throw ValidationError("--min-score takes a number from 0 to 1.")
    }
  }

  func run() throws {
    try reportingFailures {
      let engine = try engineOptions.engine(policy: engineOptions.policySource().policy)
      let now = clock.now()
      let (top, least, explains) = (top, minScore ?? engine.reviewCut, terms)
      try runOptions.run(check: EngineOptions.check(engine)) { item, session, writer in
        let matches = engine.match(
          item, now: now, top: top, minimumScore: least, explains: explains, session: &session)
        MatchEncoder.encode(id: item.head.id, matches: matches, into: &writer)
        writer.newline()
        return ItemRun.Judged(labels: matches.count { $0.outcome == .apply })
      }
    }
  }
}
