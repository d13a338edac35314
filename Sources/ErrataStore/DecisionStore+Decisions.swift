internal import ErrataExchange
internal import ErrataModel
internal import Foundation
internal import GRDB

// Recording decisions.
extension DecisionStore {
  /// Records decisions with their items, all or none of them, in order.
  ///
  /// A decision that says the same of the same item version as the one that stood at its time is not recorded again,
  /// so that a run can be repeated; when it was made, and when its labels were issued, doesn't count for that. An
  /// edited item is a new version, and gets a new decision even if that says the same. Batches of about a thousand
  /// are fast, since each call waits for the disk once.
  ///
  /// - Returns: How many were new.
  /// - Throws: `StoreError`: `refused` for a decision whose corpus revision or policy version is not in the record,
  ///   whose id isn't the item's, or that could not be read back; otherwise what the disk and other processes cause.
  package func record(_ records: [DecisionRecord]) throws(StoreError) -> Int {
    guard !records.isEmpty else { return 0 }
    return try write("record \(records.count) \(records.count == 1 ? "decision" : "decisions")") { db in
      var appender = try DecisionAppender(db)
      var new = 0
      for (index, record) in records.enumerated() where try appender.append(record, at: index) { new += 1 }
      return new
    }
  }
}

/// Appends decisions within one transaction.
private struct DecisionAppender {
  private let statements: Statements
  private var origins: Origins
  private var labelsSoFar = 0
  private var suppressedSoFar = 0

  init(_ db: Database) throws {
    statements = try Statements(db)
    origins = Origins(db)
    let sql = "SELECT labels_so_far, suppressed_so_far FROM decision ORDER BY sequence DESC LIMIT 1"
    guard let last = try Row.fetchOne(db, sql: sql) else { return }
    labelsSoFar = last[0]
    suppressedSoFar = last[1]
  }

  /// Whether the record was new.
  mutating func append(_ record: DecisionRecord, at index: Int) throws -> Bool {
    var subject: String { "decision \(index + 1) of the batch, item \"\(record.item.id)\"" }
    if let fault = RecordGuard.fault(of: record) { throw RecordFault.refused(subject, fault) }
    let (item, isNewItem) = try statements.item(record.item.id)
    let version = try statements.version(of: record.item, number: item, isNewItem: isNewItem)
    let json = StoredBytes.json(record.decision)
    guard json.count <= StoredBytes.limit else { throw DatabaseError(resultCode: .SQLITE_TOOBIG) }
    let outcome = StoredBytes.outcome(of: json)
    if !isNewItem,
      try statements.stands(item: item, version: version, outcome: outcome, at: record.decision.decidedAt)
    {
      return false
    }
    let revision = try origins.revision(record.decision.corpusRevision, subject: subject)
    let policy = try origins.policy(record.decision.policyVersion, subject: subject)
    try insert(
      record.decision, [item, version, record.decision.decidedAt.milliseconds, revision, policy], outcome, json)
    return true
  }

  private mutating func insert(
    _ decision: Decision, _ numbers: StatementArguments, _ outcome: Data, _ json: [UInt8]
  ) throws {
    labelsSoFar += decision.labels.count
    suppressedSoFar += decision.suppressed.count
    let labels = Set(decision.labels.map(\.value)).sorted().map(\.rawValue).joined(separator: " ")
    try statements.addDecision.execute(
      arguments: numbers + [
        StoredBytes.of(decision.normalizerVersion), decision.weight.value, labels, outcome, labelsSoFar,
        suppressedSoFar, Data(json),
      ])
  }
}

/// The statements of a batch, prepared once.
private struct Statements {
  private let db: Database
  private let findItem: Statement
  private let addItem: Statement
  private let findVersion: Statement
  private let addVersion: Statement
  private let findStanding: Statement
  let addDecision: Statement

  init(_ db: Database) throws {
    self.db = db
    findItem = try db.cachedStatement(sql: "SELECT number FROM item WHERE id = CAST(? AS TEXT)")
    addItem = try db.cachedStatement(sql: "INSERT INTO item (id) VALUES (CAST(? AS TEXT))")
    findVersion = try db.cachedStatement(sql: "SELECT number FROM item_version WHERE item = ? AND digest = ?")
    addVersion = try db.cachedStatement(
      sql: "INSERT INTO item_version (item, digest, json) VALUES (?, ?, CAST(? AS TEXT))")
    findStanding = try db.cachedStatement(
      sql: """
        SELECT item_version, outcome FROM decision WHERE item = ? AND decided_at <= ?
        ORDER BY decided_at DESC, sequence DESC LIMIT 1
        """)
    addDecision = try db.cachedStatement(
      sql: """
        INSERT INTO decision (item, item_version, decided_at, revision, policy, normalizer, weight, labels, outcome,
          labels_so_far, suppressed_so_far, json)
        VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, CAST(? AS TEXT))
        """)
  }

  func item(_ id: String) throws -> (number: Int64, isNew: Bool) {
    let bytes = StoredBytes.of(id)
    if let number = try Int64.fetchOne(findItem, arguments: [bytes]) { return (number, false) }
    try addItem.execute(arguments: [bytes])
    return (db.lastInsertedRowID, true)
  }

  func version(of item: Item, number: Int64, isNewItem: Bool) throws -> Int64 {
    let json = StoredBytes.json(item)
    guard json.count <= StoredBytes.limit else { throw DatabaseError(resultCode: .SQLITE_TOOBIG) }
    let digest = StoredBytes.digest(of: json)
    if !isNewItem, let version = try Int64.fetchOne(findVersion, arguments: [number, digest]) { return version }
    try addVersion.execute(arguments: [number, digest, Data(json)])
    return db.lastInsertedRowID
  }

  /// Whether the decision that stands for an item at a time is of this item version, and says the same.
  func stands(item: Int64, version: Int64, outcome: Data, at time: Timestamp) throws -> Bool {
    guard let row = try Row.fetchOne(findStanding, arguments: [item, time.milliseconds]) else { return false }
    return row[0] == version && row[1] == outcome
  }
}

/// Numbers of the revisions and policies that a batch names; most batches name one of each.
private struct Origins {
  private let db: Database
  private var revisions: [[UInt8]: Int64] = [:]
  private var policies: [[UInt8]: Int64] = [:]

  init(_ db: Database) {
    self.db = db
  }

  mutating func revision(_ digest: String, subject: @autoclosure () -> String) throws -> Int64 {
    let key = Array(digest.utf8)
    if let number = revisions[key] { return number }
    let sql = "SELECT number FROM revision WHERE digest = CAST(? AS TEXT)"
    guard let number = try Int64.fetchOne(db, sql: sql, arguments: [Data(key)]) else {
      throw RecordFault(
        kind: .refused, found: "\(subject()): the record has no corpus revision \"\(digest)\"",
        remedy: "Record the revision with its claims before decisions that rest on it")
    }
    revisions[key] = number
    return number
  }

  mutating func policy(_ version: String, subject: @autoclosure () -> String) throws -> Int64 {
    let key = Array(version.utf8)
    if let number = policies[key] { return number }
    let sql = "SELECT number FROM policy WHERE version = CAST(? AS TEXT)"
    guard let number = try Int64.fetchOne(db, sql: sql, arguments: [Data(key)]) else {
      throw RecordFault(
        kind: .refused, found: "\(subject()): the record has no policy version \"\(version)\"",
        remedy: "Record the policy before decisions that rest on it")
    }
    policies[key] = number
    return number
  }
}
