import ErrataModel
import ErrataStore
import GRDB
import Testing

/// The chain of events, and what checking it finds.
@Suite struct ChainTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  /// Events: 1 revision, 2 policy, 3 decision, 4 label, 5 decision, 6 label, 7 manual, 8 label, 9 audit, 10
  /// publication, 11 decision.
  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
    _ = try store.record([Example.record("i-1"), Example.record("i-2")])
    _ = try store.decide(
      ManualDecision(
        item: "i-1", claim: "sock-tea", action: .reject, author: "Ann", reason: "No.", at: Example.time(1)))
    try store.audit(
      AuditEntry(name: "Ann", action: "reject", subject: "i-1", outcome: "done", at: Example.time(1)))
    let change = RevisionChange(digest: "revision-1", author: "Ann", reason: "First.")
    _ = try store.publish(change, claims: [Example.claim("sock-tea")], now: Example.noon)
    _ = try store.record([Example.record("i-3", labels: [])])
  }

  /// Changes the file behind the store's back, its triggers taken off.
  private func tamper(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let outsider = try DatabaseQueue(path: folder.file(), configuration: configuration)
    try outsider.write { db in
      for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        try db.execute(sql: "DROP TRIGGER \(name)")
      }
      try db.execute(sql: sql)
    }
  }

  private func findings(from first: Int = 1, _ checkpoint: Checkpoint? = nil) throws -> [String] {
    try store.verifyChain(from: first, checkpoint: checkpoint).findings.map(\.description)
  }

  @Test func `an untouched record is whole, from any event on`() throws {
    let report = try store.verifyChain()
    #expect(report.isWhole, "\(report.findings)")
    #expect(report.events == 11 && report.last == 11 && report.decisions == 3)
    for first in 1...11 { #expect(try findings(from: first) == [], "from \(first)") }
    let empty = try DecisionStore(path: folder.file("empty.sqlite"), mode: .readWrite)
    #expect(try empty.verifyChain().isWhole)
    #expect(try empty.checkpoint(now: Example.noon) == nil)
  }

  /// What somebody might do to the file, and how the first finding begins.
  static let attacks: [(what: String, sql: String, finding: String)] = [
    (
      "a changed byte in an event",
      "UPDATE event SET digest = CAST(x'00' || substr(digest, 2) AS BLOB) WHERE sequence = 4",
      "event 4: label event 1: its digest is "
    ),
    ("a changed time", "UPDATE event SET at = at + 1 WHERE sequence = 9", "event 9: audit: its digest is "),
    (
      "a changed audit", "UPDATE event SET payload = replace(payload, 'Ann', 'Bob') WHERE sequence = 9",
      "event 9: audit: its digest is "
    ),
    ("a removed event", "DELETE FROM event WHERE sequence = 5", "event 5: is missing"),
    ("removed events", "DELETE FROM event WHERE sequence IN (5, 6)", "event 5: is missing, and so are the ones up"),
    (
      "a removed event, the rest moved up",
      "DELETE FROM event WHERE sequence = 9; UPDATE event SET sequence = sequence - 1 WHERE sequence > 9",
      "event 9: publication 1: its digest is "
    ),
    (
      "two swapped events",
      """
      UPDATE event SET sequence = -3 WHERE sequence = 3; UPDATE event SET sequence = 3 WHERE sequence = 5;
      UPDATE event SET sequence = 5 WHERE sequence = -3
      """, "event 3: tells of row 2 of decision, expected row 1"
    ),
    (
      "an edited weight column", "UPDATE decision SET weight = 1 WHERE sequence = 2",
      "event 5: decision 2 on item \"i-2\": its weight isn't what its JSON says, one of them was changed"
    ),
    (
      "an edited weight",
      "UPDATE decision SET json = replace(json, '\"weight\":0.25', '\"weight\":0.95') WHERE sequence = 2",
      "event 5: decision 2 on item \"i-2\": its outcome isn't what its JSON says, one of them was changed"
    ),
    (
      "an edited time of a decision", "UPDATE decision SET decided_at = 0 WHERE sequence = 2",
      "event 5: decision 2 on item \"i-2\": its time isn't"
    ),
    (
      "edited labels", "UPDATE decision SET labels = '' WHERE sequence = 2",
      "event 5: decision 2 on item \"i-2\": its labels isn't"
    ),
    (
      "an edited text", "UPDATE item_version SET json = replace(json, 'socks', 'books') WHERE item = 3",
      "event 5: the text or a field of item \"i-2\" was changed after decision 2"
    ),
    (
      "an edited item id", "UPDATE item SET id = 'i-9' WHERE number = 3",
      "event 5: decision 2 on item \"i-9\": its digest is "
    ),
    (
      "a text that is gone", "UPDATE item_version SET json = '' WHERE item = 3",
      "the text of item \"i-2\" is gone without an event"
    ),
    (
      "a removed decision", "DELETE FROM decision WHERE sequence = 2",
      "event 5: row 2 of table decision can't be read: "
    ),
    (
      "a removed decision with its event", "DELETE FROM event WHERE sequence = 11",
      "rows 3 to 3 of decision have no event: it was removed, or they were added"
    ),
    (
      "an edited claim", "UPDATE claim_change SET json = replace(json, 'heals', 'harms')",
      "event 1: revision 1: its digest is "
    ),
    ("an edited policy", "UPDATE policy SET yaml = 'rules: [x]'", "event 2: policy 1: its digest is "),
    (
      "an edited label event", "UPDATE label_event SET negated = 1 WHERE sequence = 1",
      "event 4: label event 1: its columns don't say what its JSON says, one of them was changed"
    ),
    ("an edited manual decision", "UPDATE manual SET author = 'Bob'", "event 7: manual decision 1: its digest is "),
    ("an edited publication", "UPDATE publication SET reason = 'x'", "event 10: publication 1: its digest is "),
    (
      "an event of a kind of its own", "UPDATE event SET kind = 77 WHERE sequence = 9",
      "event 9: its kind, 77, is unknown"
    ),
  ]

  @Test(arguments: attacks.indices) func `what was done to the file is found and named`(index: Int) throws {
    let attack = ChainTests.attacks[index]
    try tamper(attack.sql)
    let found = try findings()
    #expect(found.first?.hasPrefix(attack.finding) == true, "\(attack.what): \(found)")
    #expect(found.count <= 7, "\(attack.what): \(found)")
  }

  @Test func `a cut off end shows against a checkpoint`() throws {
    let checkpoint = try #require(try store.checkpoint(now: Example.time(5)))
    #expect(checkpoint.sequence == 11)
    #expect(try findings(checkpoint) == [])
    try tamper("DELETE FROM event WHERE sequence = 11; DELETE FROM decision WHERE sequence = 3")
    #expect(try findings() == [])
    #expect(
      try findings(checkpoint) == [
        "event 11: is in the checkpoint of 2024-05-01T12:00:05Z, but not in the record"
      ])
  }

  @Test func `another history shows against a checkpoint`() throws {
    var checkpoint = try #require(try store.checkpoint(now: Example.time(5)))
    checkpoint.digest = String(repeating: "0", count: 64)
    let found = try findings(checkpoint)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("event 11: its digest is ") == true)
    #expect(found.first?.hasSuffix("the checkpoint of 2024-05-01T12:00:05Z says 000000000000…") == true)
  }

  private func findings(_ checkpoint: Checkpoint) throws -> [String] { try findings(from: 1, checkpoint) }

  @Test func `beginning after the end is refused`() {
    let error = storeError { () throws(StoreError) in _ = try store.verifyChain(from: 99) }
    #expect(error?.kind == .missing)
    #expect(error?.found == "there is no event 98 to begin after")
  }

  @Test func `the chain is what its description says`() throws {
    let row = try folder.outsider().read { db in
      try Row.fetchOne(db, sql: "SELECT lower(hex(digest)), payload, at FROM event WHERE sequence = 9")
    }
    #expect(row?[1] == #"{"name":"Ann","action":"reject","subject":"i-1","outcome":"done"}"#)
    #expect(row?[2] == Example.time(1).milliseconds)
  }

  @Test func `a check that is stopped tells how far it came`() throws {
    let report = try store.verifyChain(isStopped: { true })
    #expect(report.events == 0 && report.isWhole)
  }
}
