import ErrataModel
import ErrataStore
import GRDB
import Testing

@Suite struct AppendOnlyTests {
  static let tables = [
    "revision", "claim_change", "policy", "item", "item_version", "decision", "event", "label_event", "manual",
    "publication", "receipt", "receipt_item", "sealed_decision", "sealed_version",
  ]
  /// What is no record, and may change.
  static let working = [
    "due", "review", "api_key", "answer", "job", "budget", "edge", "topic", "seed", "carried", "cascade", "mention",
    "awaited", "appeal", "propagation", "reach_sketch", "reach_delay", "copy_key", "copy_bucket",
  ]

  /// What another program might try, for each table: the trigger's word, and the statement.
  static let attempts: [(what: String, sql: String)] = tables.flatMap { table in
    [
      ("changed", "UPDATE \(table) SET rowid = rowid + 1000"),
      ("removed", "DELETE FROM \(table)"),
      ("replaced", "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)"),
      ("replaced", "REPLACE INTO \(table) SELECT * FROM \(table) LIMIT 1"),
    ].map { (what: "is never \($0.0)", sql: $0.1) }
  }

  /// Under a new number but an old key.
  static let keys: [(what: String, sql: String)] = [
    "INSERT OR REPLACE INTO revision SELECT number + 1000, digest, claims, recorded_at FROM revision",
    "INSERT OR REPLACE INTO claim_change SELECT number + 1000, revision, claim, digest, json FROM claim_change",
    "INSERT OR REPLACE INTO policy SELECT number + 1000, version, yaml, recorded_at FROM policy",
    "INSERT OR REPLACE INTO item SELECT number + 1000, id FROM item",
    "INSERT OR REPLACE INTO item_version SELECT number + 1000, item, digest, json FROM item_version",
    "UPDATE item_version SET digest = x'00', json = ''", "UPDATE item_version SET json = 'x'",
    "UPDATE decision SET json = ''", "UPDATE decision SET json = '' WHERE item = 1",
    "UPDATE decision SET json = '{}' WHERE json = ''", "UPDATE decision SET weight = 1 WHERE json = ''",
    "UPDATE decision SET json = '', weight = 1",
    "INSERT OR REPLACE INTO sealed_version SELECT number + 1000, event, version FROM sealed_version",
  ].map { (what: $0.hasPrefix("UPDATE") ? "is never changed" : "is never replaced", sql: $0) }

  /// Puts a row into each table of the record.
  static func fill(_ store: DecisionStore) throws {
    _ = try store.record([Example.record("i-1")])
    _ = try store.decide(
      ManualDecision(
        item: "i-1", claim: "sock-cake", action: .confirm, author: "Ann", reason: "Read it.", at: Example.time(1)))
    let change = RevisionChange(digest: "revision-1", author: "Ann", reason: "First.")
    _ = try store.publish(change, claims: [Example.claim("sock-tea")], now: Example.noon)
    _ = try store.record([Example.record("i-2")])
    var reversal = Reversal(
      cause: ReceiptCause(kind: .correction, claim: "sock-tea"), author: "Ann", reason: "It was wrong.")
    reversal.records = [Example.record("i-2", labels: [], at: Example.time(2))]
    _ = try store.apply(reversal, now: Example.time(2), overlay: { decision, _, _ in decision }, elapsed: { 1 })
    _ = try store.record([
      Example.record("i-3", "First words.", labels: []), Example.record("i-3", labels: [], at: Example.time(3)),
    ])
    _ = try store.retain(before: Example.time(4), author: "Ann", reason: "Old.", now: Example.time(5))
  }

  @Test(arguments: (attempts + keys).map(\.sql)) func `no program can change what is recorded`(sql: String) throws {
    let folder = try TemporaryFolder()
    let store = try DecisionStore.example(in: folder)
    try AppendOnlyTests.fill(store)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let outsider = try DatabaseQueue(path: folder.file(), configuration: configuration)
    let error = #expect(throws: DatabaseError.self) {
      try outsider.write { try $0.execute(sql: sql) }
    }
    #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    #expect(error?.message?.hasPrefix("append-only: ") == true)
    let what = (AppendOnlyTests.attempts + AppendOnlyTests.keys).first { $0.sql == sql }?.what
    #expect(error?.message?.hasSuffix(what ?? "") == true)
    #expect(try store.latest("i-1")?.decision == Example.decision("i-1"))
    #expect(try store.receipts().count == 1)
    #expect(try store.claim("sock-tea", revision: 1) == Example.claim("sock-tea"))
  }

  @Test func `every table is guarded`() throws {
    let folder = try TemporaryFolder()
    try DecisionStore.example(in: folder).close()
    let found = try folder.outsider().read { db in
      try String.fetchSet(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    }
    #expect(found == Set(AppendOnlyTests.tables + AppendOnlyTests.working))
  }
}
