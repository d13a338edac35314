internal import Errata
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore

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
