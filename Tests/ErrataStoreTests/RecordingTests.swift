import ErrataModel
import ErrataStore
import ErrataTestSupport
import GRDB
import Testing

@Suite struct RecordingTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
  }

  @Test func `a decision comes back as it went in`() throws {
    #expect(try store.record([Example.record("i-1")]) == 1)
    let found = try #require(try store.latest("i-1"))
    #expect(found.item == Example.item("i-1"))
    #expect(found.decision == Example.decision("i-1"))
    #expect(found.sequence == 1)
    #expect(found.revision == 1)
  }

  @Test func `an item in HTML with nothing known of it comes back as it went in`() throws {
    let item = Item(id: "i-1", content: .html("<p>Tee &amp; \"Socken\"\u{0}\u{7f}\n</p>"))
    var decision = Example.decision("i-1", labels: [], weight: 1)
    decision.suppressed = []
    decision.queued = []
    decision.weight = .unlimited
    decision.isTruncated = true
    _ = try store.record([DecisionRecord(item: item, decision: decision)])
    #expect(try store.latest("i-1")?.item == item)
    #expect(try store.latest("i-1")?.decision == decision)
  }

  @Test func `nothing to record is no failure`() throws {
    #expect(try store.record([]) == 0)
  }

  @Test func `a run that is repeated records nothing`() throws {
    let records = (0..<50).map { Example.record("i-\($0)") }
    #expect(try store.record(records) == 50)
    let counts = try store.counts
    #expect(try store.record(records) == 0)
    let later = (0..<50).map { Example.record("i-\($0)", at: Example.time(60)) }.map { record in
      var record = record
      record.decision.labels[0].expires = records[0].decision.labels[0].expires
      return record
    }
    #expect(try store.record(later) == 0)
    #expect(try store.counts == counts)
    #expect(counts == StoreCounts(items: 50, decisions: 50, labels: 50, suppressed: 50, revisions: 1))
  }

  @Test func `a repetition within a batch is recorded once`() throws {
    #expect(try store.record([Example.record("i-1"), Example.record("i-1")]) == 1)
  }

  /// What makes a decision another one.
  static let changes: [(String, @Sendable (inout DecisionRecord) -> Void)] = [
    ("weight", { $0.decision.weight.value = 0.5 }),
    ("a term", { $0.decision.weight.terms[0].decay = 0.5 }),
    ("no label", { $0.decision.labels = [] }),
    ("expiry", { $0.decision.labels[0].expires = nil }),
    ("suppression", { $0.decision.suppressed[0].reason = .number }),
    ("queue", { $0.decision.queued = [] }),
    ("truncation", { $0.decision.isTruncated = true }),
    ("text", { $0.item.content = .text("Edited.") }),
    ("author", { $0.item.author = nil }),
  ]

  @Test(arguments: changes.indices) func `a decision that differs is recorded`(change: Int) throws {
    var record = Example.record("i-1")
    _ = try store.record([record])
    RecordingTests.changes[change].1(&record)
    #expect(try store.record([record]) == 1, "\(RecordingTests.changes[change].0)")
    #expect(try store.record([record]) == 0, "\(RecordingTests.changes[change].0)")
    #expect(try store.latest("i-1")?.decision == record.decision)
    #expect(try store.latest("i-1")?.item == record.item)
  }

  @Test(arguments: ["\"decidedAt\":\"", "\"issuedAt\":\"", "At\":", "At :", "At:", "t\":\"", "At\\\":"])
  func `a text that looks like a time's member counts like any other`(start: String) throws {
    var record = Example.record("i-1")
    for time in ["1", "2"] {
      record.decision.suppressed[0].review = start + time
      #expect(try store.record([record]) == 1)
      #expect(try store.record([record]) == 0)
    }
    #expect(try store.latest("i-1")?.decision == record.decision)
  }

  @Test func `another revision, policy or normalizer makes another decision`() throws {
    _ = try store.recordRevision(digest: "revision-2", claims: [], now: Example.noon)
    try store.recordPolicy(version: "policy-2", yaml: "rules: []\n", now: Example.noon)
    var record = Example.record("i-1", labels: [])
    _ = try store.record([record])
    record.decision.corpusRevision = "revision-2"
    #expect(try store.record([record]) == 1)
    record.decision.policyVersion = "policy-2"
    #expect(try store.record([record]) == 1)
    record.decision.normalizerVersion = "normal-2"
    #expect(try store.record([record]) == 1)
    #expect(try store.history("i-1").map(\.revision) == [1, 2, 2, 2])
  }

  @Test func `an item version is kept once`() throws {
    _ = try store.record([Example.record("i-1"), Example.record("i-1", weight: 0.5)])
    _ = try store.record([Example.record("i-1", "Edited."), Example.record("i-1", weight: 0.75)])
    let versions = try folder.outsider().read { try Int.fetchOne($0, sql: "SELECT count(*) FROM item_version") }
    #expect(versions == 2)
    #expect(try store.counts.items == 1)
    #expect(try store.counts.decisions == 4)
  }

  @Test func `a decision that arrives late doesn't displace a later one`() throws {
    _ = try store.record([Example.record("i-1", weight: 0.5, at: Example.time(100))])
    #expect(try store.record([Example.record("i-1", weight: 0.75, at: Example.time(50))]) == 1)
    #expect(try store.record([Example.record("i-1", weight: 0.75, at: Example.time(50))]) == 0)
    #expect(try store.record([Example.record("i-1", weight: 0.5, at: Example.time(100))]) == 0)
    #expect(try store.latest("i-1")?.decision.weight.value == 0.5)
    #expect(try store.history("i-1").map(\.sequence) == [2, 1])
  }

  @Test func `ids that differ only after a NUL, or in how an accent is written, are two items`() throws {
    let ids = ["a", "a\u{0}", "a\u{0}b", "\u{e9}", "e\u{301}", "'); DROP TABLE decision; --", "%", "A"]
    #expect(try store.record(ids.map { Example.record($0) }) == ids.count)
    for (index, id) in ids.enumerated() {
      let found = try #require(try store.latest(id))
      #expect(found.sequence == index + 1)
      #expect(found.item.id.utf8.elementsEqual(id.utf8))
    }
    #expect(try store.counts.items == ids.count)
  }

  @Test func `a batch with a bad decision is not recorded at all`() throws {
    var bad = Example.record("i-2")
    bad.decision.policyVersion = "policy-9"
    let error = storeError { () throws(StoreError) in _ = try store.record([Example.record("i-1"), bad]) }
    #expect(error?.kind == .refused)
    #expect(
      error?.description == "\(folder.file()): could not record 2 decisions: decision 2 of the batch, item \"i-2\": "
        + "the record has no policy version \"policy-9\". "
        + "Record the policy before decisions that rest on it.")
    #expect(try store.counts.decisions == 0)
    #expect(try store.counts.items == 0)
    #expect(try store.record([Example.record("i-1")]) == 1)
    #expect(try store.latest("i-1")?.sequence == 1)
  }

  @Test func `a decision under an unknown revision is refused`() {
    var record = Example.record("i-1", labels: [])
    record.decision.corpusRevision = "revision-9"
    let error = storeError { () throws(StoreError) in _ = try store.record([record]) }
    #expect(error?.kind == .refused)
    #expect(
      error?.found == "decision 1 of the batch, item \"i-1\": the record has no corpus revision \"revision-9\"")
    #expect(error?.remedy == "Record the revision with its claims before decisions that rest on it")
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>) func `the record agrees with a list of all that was said`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    var said: [(record: DecisionRecord, sequence: Int)] = []
    func standing(_ id: String, _ time: Timestamp) -> (record: DecisionRecord, sequence: Int)? {
      said.filter { $0.record.item.id == id && $0.record.decision.decidedAt <= time }
        .max { ($0.record.decision.decidedAt, $0.sequence) < ($1.record.decision.decidedAt, $1.sequence) }
    }
    for _ in 0..<20 {
      let batch = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        Example.record(
          "i-\(Int.random(in: 0..<4, using: &random))", ["One.", "Two."].randomElement(using: &random) ?? "",
          labels: [],
          weight: [0.25, 0.5].randomElement(using: &random) ?? 1,
          at: Example.time(Double(Int.random(in: 0..<20, using: &random))))
      }
      var new = 0
      for record in batch {
        let before = standing(record.item.id, record.decision.decidedAt)?.record
        if before?.item == record.item, before?.decision.weight == record.decision.weight { continue }
        said.append((record, said.count + 1))
        new += 1
      }
      #expect(try store.record(batch) == new, "seed \(seed)")
    }
    for id in (0..<4).map({ "i-\($0)" }) {
      for second in -1...20 {
        let found = try store.latest(id, at: Example.time(Double(second)))
        let expected = standing(id, Example.time(Double(second)))
        #expect(found?.sequence == expected?.sequence, "seed \(seed), \(id) at \(second)")
        #expect(found?.decision == expected?.record.decision, "seed \(seed), \(id) at \(second)")
        #expect(found?.item == expected?.record.item, "seed \(seed), \(id) at \(second)")
      }
    }
    #expect(try store.counts.decisions == said.count, "seed \(seed)")
  }
}
