internal import ErrataExchange
internal import ErrataModel
internal import Foundation
internal import GRDB

/// Appends decisions within one transaction, with their events, label events and entries of the review queue.
struct DecisionAppender {
  private let db: Database
  private let overlay: Overlaying?
  private let statements: Statements
  private var origins: Origins
  private var settler: LabelSettler
  private let reviews: ReviewFeed
  private var labelsSoFar = 0
  private var suppressedSoFar = 0

  init(_ db: Database, overlay: Overlaying? = nil) throws {
    self.db = db
    self.overlay = overlay
    statements = try Statements(db)
    origins = Origins(db)
    settler = try LabelSettler(db)
    reviews = try ReviewFeed(db)
    let sql = "SELECT labels_so_far, suppressed_so_far FROM decision ORDER BY sequence DESC LIMIT 1"
    guard let last = try Row.fetchOne(db, sql: sql) else { return }
    labelsSoFar = last[0]
    suppressedSoFar = last[1]
  }

  /// Appends records in order; returns how many were new.
  static func append(_ records: [DecisionRecord], overlay: Overlaying? = nil, in db: Database) throws -> Int {
    var appender = try DecisionAppender(db, overlay: overlay)
    var new = 0
    for (index, record) in records.enumerated() where try appender.append(record, at: index) { new += 1 }
    return new
  }

  /// Whether the record was new.
  mutating func append(_ record: DecisionRecord, at index: Int) throws -> Bool {
    var subject: String { "decision \(index + 1) of the batch, item \"\(record.item.id)\"" }
    if let fault = RecordGuard.fault(of: record) { throw RecordFault.refused(subject, fault) }
    let (item, isNewItem) = try statements.item(record.item.id)
    let (version, digest, isSealed) = try statements.version(of: record.item, number: item, isNewItem: isNewItem)
    let decision = record.decision
    let json = StoredBytes.json(decision)
    guard json.count <= StoredBytes.limit else { throw DatabaseError(resultCode: .SQLITE_TOOBIG) }
    let outcome = StoredBytes.outcome(of: json)
    if !isNewItem,
      try statements.stands(item: item, version: version, outcome: outcome, at: decision.decidedAt)
    {
      return false
    }
    let revision = try origins.revision(decision.corpusRevision, subject: subject)
    let policy = try origins.policy(decision.policyVersion, subject: subject)
    let isLast = try isNewItem || !statements.hasLater(item: item, than: decision.decidedAt)
    let edit = isLast && !isNewItem ? try edit(item, to: version, at: decision.decidedAt) : nil
    if isSealed { try statements.restore(record.item, as: version) }
    let sequence = try insert(
      decision, [item, version, decision.decidedAt.milliseconds, revision, policy], outcome, json)
    let payload = EventChain.decisionPayload(
      sequence: sequence, item: decision.id, version: digest, decision: Array(StoredBytes.digest(of: json)))
    try settler.log.append(.decision, at: decision.decidedAt, row: Int64(sequence), payload: payload)
    guard isLast else { return true }
    let events = try settler.settle(
      decision, of: record.item, item: item, sequence: sequence, isNew: isNewItem)
    try reviews.feed(decision, item: item, sequence: sequence, isNew: isNewItem)
    if let edit, events.contains(where: { $0.isNegated }) {
      _ = try edit.end(
        ReceiptCause(kind: .edit, item: decision.id), author: "author", reason: "The item was edited.",
        elapsed: { 0 }, log: &settler.log)
    }
    return true
  }

  /// What an item and those that depend on it had before an edit; `nil` when it isn't one, or nothing depends on it.
  private func edit(_ item: Int64, to version: Int64, at now: Timestamp) throws -> ReceiptWriter? {
    guard let overlay, try statements.isEdit(item, to: version) else { return nil }
    var writer = try ReceiptWriter(db, at: now, overlay: overlay)
    try writer.begin([item])
    return writer
  }

  private mutating func insert(
    _ decision: Decision, _ numbers: StatementArguments, _ outcome: Data, _ json: [UInt8]
  ) throws -> Int {
    labelsSoFar += decision.labels.count
    suppressedSoFar += decision.suppressed.count
    let labels = Set(decision.labels.map(\.value)).sorted().map(\.rawValue).joined(separator: " ")
    try statements.addDecision.execute(
      arguments: numbers + [
        StoredBytes.of(decision.normalizerVersion), decision.weight.value, labels, outcome, labelsSoFar,
        suppressedSoFar, Data(json),
      ])
    return Int(statements.lastRow)
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
  private let findLater: Statement
  private let findEdit: Statement
  let addDecision: Statement

  init(_ db: Database) throws {
    self.db = db
    findItem = try db.cachedStatement(sql: "SELECT number FROM item WHERE id = CAST(? AS TEXT)")
    addItem = try db.cachedStatement(sql: "INSERT INTO item (id) VALUES (CAST(? AS TEXT))")
    findVersion = try db.cachedStatement(
      sql: """
        SELECT number, json = '' AND EXISTS (SELECT 1 FROM sealed_version WHERE version = item_version.number)
          AND NOT EXISTS (SELECT 1 FROM event WHERE kind = 9 AND kind NOT IN (3, 4) AND row = item_version.item)
        FROM item_version WHERE item = ? AND digest = ?
        """)
    addVersion = try db.cachedStatement(
      sql: "INSERT INTO item_version (item, digest, json) VALUES (?, ?, CAST(? AS TEXT))")
    findStanding = try db.cachedStatement(
      sql: """
        SELECT item_version, outcome FROM decision WHERE item = ? AND decided_at <= ?
        ORDER BY decided_at DESC, sequence DESC LIMIT 1
        """)
    findLater = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM decision WHERE item = ? AND decided_at > ?)")
    findEdit = try db.cachedStatement(
      sql: """
        SELECT EXISTS (SELECT 1 FROM seed WHERE item = ?1) AND ?2 <> (
          SELECT item_version FROM decision WHERE item = ?1 ORDER BY decided_at DESC, sequence DESC LIMIT 1)
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

  var lastRow: Int64 { db.lastInsertedRowID }

  /// Puts the text back that retention has taken from a version: the item has it again.
  func restore(_ item: Item, as version: Int64) throws {
    try db.execute(
      sql: "UPDATE item_version SET json = CAST(? AS TEXT) WHERE number = ?",
      arguments: [Data(StoredBytes.json(item)), version])
  }

  func version(
    of item: Item, number: Int64, isNewItem: Bool
  ) throws -> (number: Int64, digest: [UInt8], isSealed: Bool) {
    let json = StoredBytes.json(item)
    guard json.count <= StoredBytes.limit else { throw DatabaseError(resultCode: .SQLITE_TOOBIG) }
    let digest = StoredBytes.digest(of: json)
    if !isNewItem, let row = try Row.fetchOne(findVersion, arguments: [number, digest]) {
      return (row[0], Array(digest), row[1])
    }
    try addVersion.execute(arguments: [number, digest, Data(json)])
    return (db.lastInsertedRowID, Array(digest), false)
  }

  /// Whether an item has a decision that was made later than a time.
  func hasLater(item: Int64, than time: Timestamp) throws -> Bool {
    try Bool.fetchOne(findLater, arguments: [item, time.milliseconds]) ?? false
  }

  /// Whether a version is another than the one that was decided on last, of an item that has labels.
  func isEdit(_ item: Int64, to version: Int64) throws -> Bool {
    try Bool.fetchOne(findEdit, arguments: [item, version]) ?? false
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
