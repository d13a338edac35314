import ErrataModel
import ErrataStore
import Testing

/// The review queue, ordered by the graph of items, authors and claims.
@Suite struct ReviewOrderTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
  }

  private func record(
    _ id: String, author: String? = nil, parent: String? = nil, score: Double? = nil, claim: String = "sock-tea",
    isLabelled: Bool = false
  ) -> DecisionRecord {
    var decision = Example.decision(id, labels: isLabelled ? [Example.label(claim: claim)] : [])
    (decision.suppressed, decision.queued) = ([], [])
    if !isLabelled { decision.weight = .unlimited }
    if let score {
      decision.queued = [
        QueuedMatch(claim: claim, score: score, stance: .asserts, spans: [], review: "https://example.org/checks/7")
      ]
    }
    let item = Item(
      id: id, content: .text("Words."), author: author, parent: parent.map { Parent(id: $0, kind: .reply) })
    return DecisionRecord(item: item, decision: decision)
  }

  private func order(offset: Int = 0, limit: Int = 100) throws -> [String] {
    try store.reviewsByGraph(now: Example.time(10), offset: offset, limit: limit).map { $0.item ?? $0.claim }
  }

  @Test func `what an author of labelled items wrote comes before what an author of rejected ones did`() throws {
    _ = try store.record([
      record("good", author: "g", score: 0.5, claim: "c1"), record("bad", author: "b", isLabelled: true),
      record("q1", author: "g", score: 0.8, claim: "c2"), record("q2", score: 0.7, claim: "c3"),
      record("q3", author: "b", score: 0.4, claim: "c4"),
    ])
    _ = try store.decide(
      ManualDecision(item: "good", claim: nil, action: .reject, author: "Ann", reason: "Satire.", at: Example.time(1)))
    #expect(try store.reviews().map(\.item) == ["q1", "q2", "q3"])
    #expect(try order() == ["q3", "q2", "q1"])
    #expect(try order(offset: 1, limit: 1) == ["q2"])
    #expect(try order(offset: 9) == [])
    let scores = try store.reviewsByGraph(now: Example.time(10)).compactMap(\.graph)
    #expect(scores.count == 3)
    #expect(scores[0] > 0.6 && abs(scores[1] - 0.5) < 1e-6 && scores[2] < 0.4)
    // It orders, and does nothing else.
    #expect(try ["q1", "q2", "q3"].flatMap { try store.labels(of: $0) } == [])
  }

  @Test func `an answer says less than what passes on, and one that isn't connected keeps its priority`() throws {
    _ = try store.record([
      record("bad", isLabelled: true), record("answer", parent: "bad", score: 0.3, claim: "c1"),
      record("far", score: 0.4, claim: "c2"), record("farther", score: 0.9, claim: "c3"),
    ])
    #expect(try order() == ["answer", "farther", "far"])
  }

  @Test func `an entry on a claim alone stands where its items put it`() throws {
    _ = try store.record([record("a", isLabelled: true), record("q", score: 0.9, claim: "other")])
    try store.openReview(claim: "sock-tea", priority: 0.1, reason: "many hits", now: Example.noon)
    #expect(try order() == ["sock-tea", "q"])
  }

  @Test func `without anything known, and for items whose text was deleted, priority decides`() throws {
    _ = try store.record([record("a", author: "x", score: 0.2), record("b", author: "x", score: 0.6)])
    _ = try store.erase(item: "a", author: "Ann", reason: "On request.", now: Example.time(1))
    #expect(try order() == ["b", "a"])
    #expect(try store.reviewsByGraph(.confirmed, now: Example.noon) == [])
  }
}
