import ErrataModel
import ErrataStore
import ErrataTestSupport
import GRDB
import Testing

/// Labels that pass between near copies.
@Suite struct CopyTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
  }

  private static let text =
    "Doctors at the clinic in Oldtown say that tea made of old socks heals a broken leg within two days, pass it on."

  private enum Role { case label, queued, number, denied, nothing }

  private func record(
    _ id: String, _ text: String = CopyTests.text, _ role: Role = .queued, claim: String = "sock-tea",
    remark: Stance? = nil, at second: Double = 0
  ) -> DecisionRecord {
    var decision = Example.decision(id, labels: [], at: Example.time(second))
    (decision.suppressed, decision.queued, decision.weight) = ([], [], .unlimited)
    decision.remark = remark
    switch role {
    case .label:
      decision.labels = [Example.label(claim: claim)]
      decision.labels[0].expires = nil
      decision.weight = Weight(value: 0.25)
    case .queued:
      decision.queued = [
        QueuedMatch(claim: claim, score: 0.5, stance: .asserts, spans: [], review: "https://example.org/checks/7")
      ]
    case .number, .denied:
      decision.suppressed = [
        Suppression(
          claim: claim, reason: role == .denied ? .refutes : .number, score: 0.8, stance: .asserts, spans: [],
          review: "https://example.org/checks/7")
      ]
    case .nothing: break
    }
    return DecisionRecord(item: Item(id: id, content: .text(text)), decision: decision)
  }

  private func roots(_ item: String) throws -> [String] { try store.inherited(by: item).map(\.inheritance.root) }

  private static let edited = text.replacing("two days", with: "three days").replacing("pass it on", with: "tell all")

  @Test(arguments: [
    ("the same text", text, true),
    ("a few words changed", edited, true),
    ("in capitals, with decoration", "★★ " + text.uppercased() + " ★★", true),
    ("another text on the same claim", "My aunt swears by it: boil a sock, drink the broth, and walk again.", false),
    ("a short text", "Sock tea heals legs.", false),
  ])
  func `what matching alone leaves to people inherits from a copy that has the label`(
    row: (name: String, text: String, inherits: Bool)
  ) throws {
    _ = try store.record([record("a", CopyTests.text, .label), record("b", row.text)])
    #expect(try roots("b") == (row.inherits ? ["a"] : []), "\(row.name)")
    #expect(try store.graphFaults(now: Example.noon) == [])
    #expect(try store.labels(of: "b").first?.reasons.map(\.source) == (row.inherits ? [.propagation] : nil))
  }

  @Test(arguments: [Role.number, .denied, .nothing])
  private func `a copy whose own text doesn't fit the claim inherits nothing`(role: Role) throws {
    _ = try store.record([record("a", CopyTests.text, .label), record("b", CopyTests.text, role)])
    #expect(try roots("b") == [])
  }

  @Test(arguments: [(Stance.refutes, false), (.questions, false), (.reports, true)])
  func `nor does one whose remark denies what it passes on`(remark: Stance, inherits: Bool) throws {
    _ = try store.record([record("a", CopyTests.text, .label), record("b", CopyTests.edited, remark: remark)])
    #expect(try roots("b").isEmpty != inherits)
  }

  @Test func `a copy of another claim's item is none`() throws {
    _ = try store.record([record("a", CopyTests.text, .label), record("b", CopyTests.text, claim: "sock-soup")])
    #expect(try roots("b") == [])
  }

  @Test func `the copies may come first, and in any order`() throws {
    _ = try store.record([record("b"), record("c", CopyTests.edited)])
    #expect(try store.labels(of: "b") == [])
    _ = try store.record([record("a", CopyTests.text, .label)])
    #expect(try [roots("b"), roots("c")] == [["a"], ["a"]])
    #expect(try store.inherited(by: "c").map(\.inheritance.hops) == [1])
    #expect(try store.graphFaults(now: Example.noon) == [])
  }

  @Test func `confirming one labels its copies, rejecting one takes only its own`() throws {
    _ = try store.record([record("a"), record("b", CopyTests.edited), record("c")])
    func decide(_ item: String, _ action: ManualDecision.Action, _ second: Double) throws {
      _ = try store.decide(
        ManualDecision(
          item: item, claim: "sock-tea", action: action, author: "Ann", reason: "So.", at: Example.time(second)))
    }
    try decide("a", .confirm, 1)
    #expect(try [roots("b"), roots("c")] == [["a"], ["a"]])
    try decide("b", .reject, 2)
    #expect(try [roots("b"), roots("c")] == [[], ["a"]])
    try decide("b", .withdraw, 3)
    #expect(try roots("b") == ["a"])
    try decide("a", .withdraw, 4)
    #expect(try [roots("a"), roots("b"), roots("c")] == [[], [], []])
    #expect(try store.graphFaults(now: Example.time(4)) == [])
  }

  @Test func `an edit ends it, of the copy and of the one in the middle`() throws {
    _ = try store.record([record("m"), record("a", CopyTests.text, .label), record("b"), record("c")])
    #expect(try roots("b") == ["a"])
    _ = try store.record([record("b", "Something else altogether, about cakes and lakes and swans.", at: 1)])
    #expect(try roots("b") == [])
    _ = try store.record([record("m", CopyTests.text, .nothing, at: 2)])
    #expect(try [roots("m"), roots("c")] == [[], ["a"]])
    _ = try store.record([record("a", CopyTests.text, .nothing, at: 3)])
    #expect(try roots("c") == [])
    #expect(try store.graphFaults(now: Example.time(3)) == [])
  }

  @Test func `copies that have the label by themselves take nothing from each other`() throws {
    _ = try store.record((0..<5).map { record("a\($0)", CopyTests.text, .label) })
    #expect(try store.inherited(by: "a4") == [])
    _ = try store.record([record("a0", CopyTests.text, .queued, at: 1)])
    #expect(try roots("a0") == ["a1"])
    #expect(try store.graphFaults(now: Example.time(1)) == [])
  }

  @Test func `a copy that is a repost too counts once`() throws {
    var repost = record("b")
    repost.item.parent = Parent(id: "a", kind: .repost)
    _ = try store.record([record("a", CopyTests.text, .label), repost])
    #expect(try store.inherited(by: "b").map(\.inheritance.hops) == [1])
    let size = try folder.outsider().read { try Int.fetchOne($0, sql: "SELECT size FROM cascade") }
    #expect(size == 1)
    #expect(try store.graphFaults(now: Example.noon) == [])
  }

  @Test func `a deleted text still passes its label on`() throws {
    _ = try store.record([record("a", CopyTests.text, .label), record("b", CopyTests.edited)])
    _ = try store.erase(item: "a", author: "Ann", reason: "On request.", now: Example.time(1))
    #expect(try roots("b") == ["a"])
    #expect(try store.graphFaults(now: Example.time(1)) == [])
  }

  @Test func `a store of the version before binds its copies when it is opened`() throws {
    _ = try store.record([record("a", CopyTests.text, .label), record("b", CopyTests.edited)])
    let events = try store.labelEvents(after: 0, limit: 10).count
    try store.close()
    try folder.outsider().write { db in
      try db.execute(
        sql: """
          DROP TABLE copy_bucket; DROP TABLE copy_key; PRAGMA user_version = 6;
          DELETE FROM carried WHERE hops > 0; DELETE FROM cascade;
          """)
    }
    let again = try DecisionStore(path: folder.file(), mode: .readWrite)
    #expect(try again.inherited(by: "b").map(\.inheritance.root) == ["a"])
    #expect(try again.graphFaults(now: Example.noon) == [])
    #expect(try again.labelEvents(after: 0, limit: 10).count == events)
  }
}
