import ErrataModel
import ErrataPropagation
import ErrataStore
import ErrataTestSupport
import Testing

/// Labels that travel from item to item in a store.
@Suite struct PropagationTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
  }

  /// A record of an item that passes another one on.
  private func record(
    _ id: String, _ kind: EdgeKind? = nil, of parent: String? = nil, remark: Stance? = nil, isLabelled: Bool = false,
    denies: Bool = false, at second: Double = 0
  ) -> DecisionRecord {
    let item = Item(
      id: id, content: .text("Words of \(id)."), parent: parent.map { Parent(id: $0, kind: kind ?? .repost) })
    var decision = Example.decision(id, labels: isLabelled ? nil : [], at: Example.time(second))
    decision.queued = []
    decision.suppressed[0].claim = denies ? "sock-tea" : "sock-soup"
    decision.remark = remark
    if isLabelled {
      decision.labels[0].expires = nil
      decision.suppressed = []
    } else {
      decision.weight = .unlimited
    }
    return DecisionRecord(item: item, decision: decision)
  }

  private func ways(_ item: String) throws -> [Inheritance] { try store.inherited(by: item).map(\.inheritance) }

  private func values(_ item: String) throws -> [LabelValue] { try store.labels(of: item).map(\.value) }

  @Test func `reposts and their reposts inherit a label with its review, root and way`() throws {
    _ = try store.record([
      record("a", isLabelled: true), record("b", .repost, of: "a"), record("c", .repost, of: "b"),
    ])
    #expect(
      try ways("c") == [
        Inheritance(claim: "sock-tea", review: "https://example.org/checks/7", root: "a", via: "b", hops: 2)
      ])
    #expect(try store.inherited(by: "b").map(\.cap) == [0.25])
    let event = try #require(try store.labels(of: "c").first)
    #expect(event.cause == .decision)
    #expect(event.reasons.map(\.source) == [.propagation])
    #expect(event.reasons.first?.inheritance?.via == "b")
    #expect(try store.graphFaults(now: Example.noon) == [])
  }

  @Test(
    arguments: [
      (EdgeKind.repost, nil, true), (.repost, .refutes, false), (.repost, .questions, false), (.repost, .reports, true),
      (.quote, nil, true), (.quote, .refutes, false), (.quote, .questions, false), (.quote, .reports, true),
      (.reply, nil, false), (.reply, .refutes, false),
    ] as [(EdgeKind, Stance?, Bool)])
  func `what passes a label on is told by the kind of the edge and the item's own words`(
    kind: EdgeKind, remark: Stance?, inherits: Bool
  ) throws {
    _ = try store.record([record("a", isLabelled: true), record("b", kind, of: "a", remark: remark)])
    #expect(try values("b") == (inherits ? [.rumor] : []))
  }

  @Test func `an item that denies the claim itself inherits nothing of it`() throws {
    _ = try store.record([record("a", isLabelled: true), record("b", .quote, of: "a", denies: true)])
    #expect(try values("b") == [])
  }

  @Test func `a repost that was seen before its origin gets the label when the origin comes`() throws {
    _ = try store.record([record("c", .repost, of: "b"), record("b", .repost, of: "a")])
    #expect(try values("c") == [])
    _ = try store.record([record("a", isLabelled: true, at: 5)])
    #expect(try store.labels(of: "c").map(\.cause) == [.propagation])
    #expect(try store.graphFaults(now: Example.time(5)) == [])
  }

  @Test func `a root that loses its label takes it from all that have no other support`() throws {
    _ = try store.record([
      record("a", isLabelled: true), record("b", .repost, of: "a"), record("c", .repost, of: "b", isLabelled: true),
      record("d", .repost, of: "c"),
    ])
    _ = try store.record([record("a", at: 9)])
    #expect(try ["a", "b", "c", "d"].map(values) == [[], [], [.rumor], [.rumor]])
    #expect(try ways("d").map(\.root) == ["c"])
    #expect(try store.graphFaults(now: Example.time(9)) == [])
  }

  @Test func `an edit that names another parent moves the item`() throws {
    _ = try store.record([
      record("a", isLabelled: true), record("x"), record("b", .repost, of: "a"), record("c", .repost, of: "b"),
    ])
    _ = try store.record([record("b", .repost, of: "x", at: 3)])
    #expect(try ["b", "c"].map(values) == [[], []])
    _ = try store.record([record("b", .quote, of: "a", at: 4)])
    #expect(try ["b", "c"].map(values) == [[.rumor], [.rumor]])
    _ = try store.record([record("b", at: 5)])
    #expect(try ["b", "c"].map(values) == [[], []])
  }

  @Test func `cycles and items that repost themselves end`() throws {
    _ = try store.record([
      record("a", .repost, of: "c", isLabelled: true), record("b", .repost, of: "a"), record("c", .repost, of: "b"),
      record("s", .repost, of: "s"),
    ])
    #expect(try ways("c").map(\.hops) == [2])
    _ = try store.record([record("a", .repost, of: "c", at: 2)])
    #expect(try ["a", "b", "c", "s"].map(values) == [[], [], [], []])
  }

  @Test func `a label that expires expires everywhere at once`() throws {
    var root = record("a", isLabelled: true)
    root.decision.labels[0].expires = Example.time(60)
    _ = try store.record([root, record("b", .repost, of: "a")])
    #expect(try store.inherited(by: "b").map(\.expires) == [Example.time(60)])
    let (_, events) = try store.settleDue(now: Example.time(60))
    #expect(events.map(\.item) == ["a", "b"])
    #expect(events.allSatisfy { $0.isNegated })
    #expect(try store.graphFaults(now: Example.time(60)) == [])
  }

  @Test func `a person's rejection stops the label there, a confirmation makes a root`() throws {
    var queued = record("q")
    queued.decision.queued = [
      QueuedMatch(
        claim: "sock-tea", score: 0.6, stance: .asserts, spans: [], review: "https://example.org/checks/7")
    ]
    _ = try store.record([
      record("a", isLabelled: true), record("b", .repost, of: "a"), record("c", .repost, of: "b"), queued,
      record("r", .repost, of: "q"),
    ])
    _ = try store.decide(
      ManualDecision(
        item: "b", claim: "sock-tea", action: .reject, author: "Ann", reason: "Satire.", at: Example.time(1),
        expires: Example.time(50)))
    #expect(try ["a", "b", "c"].map(values) == [[.rumor], [], []])
    _ = try store.decide(
      ManualDecision(
        item: "q", claim: "sock-tea", action: .confirm, author: "Ann", reason: "It is.", at: Example.time(2)))
    #expect(try ["q", "r"].map(values) == [[.rumor], [.rumor]])
    #expect(try store.graphFaults(now: Example.time(2)) == [])
    _ = try store.settleDue(now: Example.time(50))
    #expect(try ["a", "b", "c"].map(values) == [[.rumor], [.rumor], [.rumor]])
  }

  @Test func `rules bound hops and cascades, and can change`() throws {
    _ = try store.record([
      record("a", isLabelled: true), record("b", .repost, of: "a"), record("c", .repost, of: "b"),
      record("d", .repost, of: "a"),
    ])
    let events = try store.setPropagationRules(PropagationRules(hops: 1), now: Example.time(1))
    #expect(events.map(\.item) == ["c"])
    #expect(try store.cascadeAlerts() == [])
    #expect(try store.setPropagationRules(PropagationRules(hops: 1), now: Example.time(1)) == [])
    _ = try store.setPropagationRules(PropagationRules(cascade: 1), now: Example.time(2))
    #expect(try ["a", "b", "c", "d"].map(values) == [[.rumor], [.rumor], [], []])
    #expect(
      try store.cascadeAlerts() == [.init(root: "a", claim: "sock-tea", value: .rumor, size: 3)])
    _ = try store.setPropagationRules(PropagationRules(), now: Example.time(3))
    #expect(try ["a", "b", "c", "d"].map(values) == [[.rumor], [.rumor], [.rumor], [.rumor]])
    #expect(try store.graphFaults(now: Example.time(3)) == [])
  }
}
