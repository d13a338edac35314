import Errata
import ErrataJobs
import ErrataModel
import ErrataPolicy
import ErrataStore
import Testing

@Suite struct OverlayTests {
  private static let noon = Timestamp(milliseconds: 1_767_268_800_000)
  private let policy: Policy

  init() throws { policy = try PolicySource.load(nil).policy }

  private func evidence(_ claim: String) -> Evidence {
    Evidence(
      claim: claim, corpusRevision: "r", review: "https://example.org/\(claim)", spans: [ByteSpan(start: 0, end: 4)],
      score: 1, stance: .asserts, normalizerVersion: "3", rule: "plain-false")
  }

  /// A decision with a label by claim `a`, and a match with claim `q` for review.
  private var decision: Decision {
    let label = Label(value: .rumor, reason: .match(evidence("a")), issuedAt: OverlayTests.noon)
    return Decision(
      id: "i", labels: [label], suppressed: [],
      queued: [
        QueuedMatch(
          claim: "q", score: 0.5, stance: .asserts, spans: [ByteSpan(start: 1, end: 2)],
          review: "https://example.org/q")
      ], weight: Weigher(policy: policy).weigh(labels: [label], now: OverlayTests.noon), corpusRevision: "r",
      policyVersion: policy.version, normalizerVersion: "3", decidedAt: OverlayTests.noon)
  }

  private func manual(
    _ claim: String?, _ action: ManualDecision.Action, cap: Double? = nil, expires: Double? = nil
  ) -> ManualDecision {
    var manual = ManualDecision(
      item: "i", claim: claim, action: action, label: .rumor, cap: cap, author: "Ann", reason: "x",
      at: OverlayTests.noon, expires: expires.map { OverlayTests.noon.advanced(bySeconds: $0) })
    manual.review = claim.map { "https://example.org/\($0)" }
    manual.score = 0.5
    return manual
  }

  private func apply(_ manual: ManualDecision..., after seconds: Double = 1) -> Decision {
    Overlay.apply(
      manual, to: decision, policy: policy, now: OverlayTests.noon.advanced(bySeconds: seconds))
  }

  @Test func `without manual decisions a decision stays as it is, bit for bit`() {
    #expect(decision.weight.value < 1)
    #expect(apply() == decision)
    #expect(apply(manual("a", .withdraw)) == decision)
    #expect(apply(manual("a", .reject, expires: 10), after: 10) == decision)
  }

  @Test func `a rejection takes the label and gives the weight back`() {
    for claim in ["a", nil] {
      let found = apply(manual(claim, .reject))
      #expect(found.labels == [])
      #expect(found.weight == .unlimited)
      #expect(found.queued.isEmpty == (claim == nil))
    }
    #expect(apply(manual("q", .reject)).labels == decision.labels)
    #expect(apply(manual("q", .reject)).queued == [])
    #expect(apply(manual("q", .reject)).weight == decision.weight)
  }

  @Test func `a confirmation gives a label by the curator with the match's evidence, and limits the weight`() {
    let found = apply(manual("a", .reject), manual("q", .confirm, cap: 0.5))
    #expect(found.labels.map(\.reason.source) == [.curator])
    #expect(found.labels.first?.reason.evidence?.spans == [ByteSpan(start: 1, end: 2)])
    #expect(found.labels.first?.reason.evidence?.review == "https://example.org/q")
    #expect(found.weight.value == 0.5)
    #expect(found.weight.terms.map(\.rule) == ["curator"])
    #expect(found.queued == [])
  }

  @Test func `a confirmation never raises a weight, and keeps to the floor`() {
    #expect(apply(manual("q", .confirm, cap: 1)).weight == decision.weight)
    #expect(apply(manual("q", .confirm, cap: 0.9)).weight.value == decision.weight.value)
    #expect(apply(manual("q", .confirm, cap: 0)).weight.value == policy.floor)
    let limit = policy.rules.filter { $0.label == .rumor }.map(\.limit).max()
    #expect(apply(manual("a", .reject), manual("q", .confirm)).weight.value == limit)
  }
}
