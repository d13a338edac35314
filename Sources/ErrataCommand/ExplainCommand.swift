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
      guard !recorded.isErased else {
        Console.error(
          "\(store): the content of item \"\(item.singleLine)\" was deleted on request; its decisions are shown by "
            + "`errata history`")
        throw ExitCodes.findings
      }
      let replay = try Replay(recorded, store: opened)
      let manual = try opened.standingManual(item, at: at ?? ClockOptions.machine)
      switch format {
      case .text: try printText(recorded, replay, manual)
      case .json: try printJSON(recorded, replay, manual)
      }
    }
  }

  private func printText(_ recorded: RecordedDecision, _ replay: Replay, _ manual: [ManualDecision]) throws {
    let explanation = Explanation(
      item: recorded.item, decision: recorded.decision, matches: replay.matches, claims: replay.claims,
      floor: replay.floor, combination: replay.combination)
    for line in explanation.lines { try Console.print(line) }
    for decision in manual {
      try Console.print(
        "manual: \(decision.author) \(decision.action.rawValue)s \(decision.claim ?? "all claims") at \(decision.at): "
          .singleLine + decision.reason.singleLine)
    }
    if !manual.isEmpty {
      let effective = self.effective(recorded, replay, manual)
      let labels = effective.labels.map { "\($0.value.rawValue) by \($0.reason.source.rawValue)" }
      try Console.print(
        "with that: weight \(effective.weight.value), "
          + (labels.isEmpty ? "no label" : "label " + labels.joined(separator: ", ")))
    }
    try Console.print("record \(recorded.sequence), corpus revision \(recorded.revision); \(replay.remark)")
  }

  /// The decision with the manual decisions laid over it.
  private func effective(
    _ recorded: RecordedDecision, _ replay: Replay, _ manual: [ManualDecision]
  ) -> Decision {
    ManualOverlay.apply(manual, to: recorded.decision, policy: replay.policy, now: at ?? ClockOptions.machine)
  }

  private func printJSON(_ recorded: RecordedDecision, _ replay: Replay, _ manual: [ManualDecision]) throws {
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
      if !manual.isEmpty {
        writer.member("manual", manual) { $1.encode(into: &$0) }
        writer.key("effective")
        DecisionEncoder.encode(effective(recorded, replay, manual), into: &writer)
      }
      writer.member("reproduced", replay.isSame)
    }
    try Console.print(writer.string)
  }
}

/// A recorded decision computed again from what was recorded with it.
struct Replay {
  /// The matches, with their score terms.
  let matches: [Match]
  /// The claims that decision and matches name.
  let claims: [String: Claim]
  /// The recorded policy.
  let policy: Policy
  /// The policy's floor.
  let floor: Double
  /// How the policy combines terms.
  let combination: String
  /// Whether the same came out.
  let isSame: Bool

  /// Computes a decision again.
  init(_ recorded: RecordedDecision, store: DecisionStore) throws {
    let decision = recorded.decision
    let all = try store.claims(revision: recorded.revision)
    let yaml = try store.policy(decision.policyVersion) ?? ShippedData.defaultPolicy
    policy = try Policy.load(yaml: yaml, file: "recorded policy \(decision.policyVersion)")
    let bytes = try IndexCompiler.compile(all, revision: decision.corpusRevision)
    let engine = try Engine(index: IndexReader(bytes: bytes), policy: policy)
    var session = Engine.Session()
    let again = engine.decide(recorded.item, again: decision, session: &session)
    matches = engine.match(
      recorded.item, now: decision.decidedAt, top: 16, minimumScore: engine.reviewCut, explains: true,
      session: &session)
    floor = policy.floor
    combination = policy.combination.rawValue
    isSame = Replay.canonical(again) == Replay.canonical(decision)
    let named = Set(
      matches.map(\.claim) + decision.labels.compactMap(\.reason.evidence?.claim)
        + decision.suppressed.map(\.claim) + decision.queued.map(\.claim))
    claims = Dictionary(all.filter { named.contains($0.id) }.map { ($0.id, $0) }) { first, _ in first }
  }

  /// What to say of the comparison.
  var remark: String {
    isSame
      ? "computed again: the same" : "computed again: DIFFERENT, since this program decides otherwise now"
  }

  private static func canonical(_ decision: Decision) -> [UInt8] {
    var writer = JSONWriter()
    DecisionEncoder.encode(decision, into: &writer)
    return writer.bytes
  }
}
