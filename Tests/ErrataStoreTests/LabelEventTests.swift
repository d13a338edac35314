import ErrataJSON
import ErrataModel
import ErrataStore
import ErrataTestSupport
import GRDB
import Testing

@Suite struct LabelEventTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
  }

  private func events(after: Int = 0, item: String? = nil) throws -> [LabelEvent] {
    try store.labelEvents(after: after, item: item, limit: 1000)
  }

  private func decide(_ id: String, _ labels: [Label], at second: Double) throws {
    _ = try store.record([Example.record(id, labels: labels, weight: second / 1024, at: Example.time(second))])
  }

  @Test func `a label that comes, changes its claim and goes makes three events`() throws {
    try decide("i-1", [Example.label()], at: 1)
    try decide("i-1", [Example.label(claim: "sock-soup")], at: 2)
    try decide("i-1", [], at: 3)
    let found = try events()
    #expect(found.map(\.sequence) == [1, 2, 3])
    #expect(found.map(\.former) == [nil, 1, 2])
    #expect(found.map(\.isNegated) == [false, false, true])
    #expect(found.map { $0.reasons.map(\.claim) } == [["sock-tea"], ["sock-soup"], []])
    #expect(found.map(\.decision) == [1, 2, 3])
    #expect(found.allSatisfy { $0.item == "i-1" && $0.value == .rumor && $0.cause == .decision })
    #expect(try store.labels(of: "i-1") == [])
  }

  @Test func `a decision that leaves a label as it is makes no event, whatever its score and time`() throws {
    var label = Example.label()
    try decide("i-1", [label], at: 1)
    label.issuedAt = Example.time(2)
    try decide("i-1", [label], at: 2)
    #expect(try events().count == 1)
    #expect(try store.lastLabelSequence == 1)
    #expect(try store.labels(of: "i-1").map(\.value) == [.rumor])
  }

  @Test func `an item without labels makes no event`() throws {
    try decide("i-1", [], at: 1)
    try decide("i-1", [], at: 2)
    #expect(try events() == [])
    #expect(try store.lastLabelSequence == 0)
  }

  @Test func `a decision that arrives late changes no label`() throws {
    try decide("i-1", [], at: 10)
    try decide("i-1", [Example.label()], at: 5)
    #expect(try events() == [])
    #expect(try store.history("i-1").count == 2)
  }

  @Test func `labels of two values are two, and one of them may go alone`() throws {
    try decide("i-1", [Example.label(), Example.label(.disputed)], at: 1)
    try decide("i-1", [Example.label(.disputed)], at: 2)
    #expect(try events().map(\.value) == [.rumor, .disputed, .rumor])
    #expect(try store.labels(of: "i-1").map(\.value) == [.disputed])
  }

  @Test func `two claims behind one label are two reasons of it`() throws {
    try decide("i-1", [Example.label(), Example.label(claim: "sock-soup")], at: 1)
    #expect(try events().map { $0.reasons.count } == [2])
    try decide("i-1", [Example.label(claim: "sock-soup")], at: 2)
    #expect(try events().last?.reasons.map(\.claim) == ["sock-soup"])
    #expect(try events().last?.isNegated == false)
  }

  @Test func `events can be read by page and by item`() throws {
    for number in 0..<10 { try decide("i-\(number % 2)", [Example.label(claim: "c-\(number)")], at: Double(number)) }
    #expect(try store.labelEvents(after: 3, limit: 4).map(\.sequence) == [4, 5, 6, 7])
    #expect(try events(item: "i-1").map(\.sequence) == [2, 4, 6, 8, 10])
    #expect(try events(after: 6, item: "i-1").map(\.sequence) == [8, 10])
    #expect(try events(item: "unknown") == [])
    #expect(try store.labelEvents(after: 10, limit: 4) == [])
  }

  @Test func `a label that expires is negated when its time comes, once`() throws {
    try decide("i-1", [Example.label(at: Example.noon)], at: 1)
    let expiry = Example.time(86_400)
    #expect(try store.settleDue(now: expiry.advanced(bySeconds: -1)).events == [])
    let settled = try store.settleDue(now: expiry)
    #expect(settled.items == 1)
    #expect(settled.events.map(\.isNegated) == [true])
    #expect(settled.events.map(\.cause) == [.expiry])
    #expect(try store.settleDue(now: expiry).items == 0)
    #expect(try events().count == 2)
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `a declared label tells what was declared`() throws {
    let label = Label(value: .fictional, reason: .declaration(.fictional, rule: "declared"), issuedAt: Example.noon)
    try decide("i-1", [label], at: 1)
    let event = try #require(try events().first)
    #expect(event.reasons.map(\.source) == [.declaration])
    #expect(event.reasons.map(\.declared) == [.fictional])
    var writer = JSONWriter()
    event.encode(into: &writer)
    #expect(
      writer.string == #"{"sequence":1,"item":"i-1","value":"fictional","negated":false,"reasons":"#
        + #"[{"source":"declaration","declared":"fictional","rule":"declared","issuedAt":"2024-05-01T12:00:00Z"}],"#
        + #""cause":"decision","decision":1,"at":"2024-05-01T12:00:01Z"}"#)
  }

  /// Events are what a consumer sees: taking them in one after the other must give the labels of the last decisions.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func `a consumer of the stream ends with the labels that stand`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    var last: [String: (time: Double, labels: Set<LabelValue>)] = [:]
    for _ in 0..<120 {
      let id = "i-\(Int.random(in: 0..<5, using: &random))"
      let time = Double(Int.random(in: 0..<1000, using: &random))
      let values = Set(LabelValue.allCases.filter { _ in Bool.random(using: &random) })
      let labels = values.sorted().map { value in
        var label = Example.label(value)
        label.expires = nil
        return label
      }
      try decide(id, labels, at: time)
      if time >= last[id]?.time ?? -1 { last[id] = (time, values) }
    }
    var seen: [String: Set<LabelValue>] = [:]
    for (number, event) in try events().enumerated() {
      #expect(event.sequence == number + 1, "seed \(seed)")
      if event.isNegated {
        let removed = seen[event.item]?.remove(event.value)
        #expect(removed != nil, "seed \(seed): negated what wasn't there")
      } else {
        seen[event.item, default: []].insert(event.value)
      }
    }
    for (id, state) in last { #expect(seen[id] ?? [] == state.labels, "seed \(seed), \(id)") }
    #expect(try store.verifyChain().isWhole, "seed \(seed)")
  }
}
