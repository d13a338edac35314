internal import ErrataModel
internal import Foundation
internal import GRDB

/// Seals decisions within one transaction: those made before a time that don't stand any more.
struct RetentionSealer {
  private let db: Database
  private var log: EventAppender
  private var claims: [String: Int] = [:]

  init(_ db: Database) throws {
    self.db = db
    log = try EventAppender(db)
  }

  /// Seals, and appends the event; `nil` when there is nothing to seal.
  mutating func seal(
    before: Timestamp, author: String, reason: String, now: Timestamp
  ) throws -> (event: Int, summary: RetentionSummary)? {
    let event = log.next
    guard var summary = try sealDecisions(before, event, author, reason) else { return nil }
    summary.setClaims(claims)
    try sealVersions(event)
    let sealed = try SealedRows.digest(of: event, in: db)
    (summary.versions, summary.digest) = (sealed.versions, sealed.digest)
    try log.append(.retention, at: now) { summary.encode(into: &$0) }
    return (event, summary)
  }

  private mutating func sealDecisions(
    _ before: Timestamp, _ event: Int, _ author: String, _ reason: String
  ) throws -> RetentionSummary? {
    let add = try db.cachedStatement(sql: "INSERT INTO sealed_decision (sequence, event, digest) VALUES (?, ?, ?)")
    let empty = try db.cachedStatement(sql: "UPDATE decision SET json = '' WHERE sequence = ?")
    var summary: RetentionSummary?
    var last: Int64 = 0
    while true {
      let page = try RetentionSealer.page(after: last, before: before, in: db)
      guard let end = page.last else { return summary }
      for row in page {
        let (sequence, json): (Int64, [UInt8]) = (row[0], Array(row[1] as Data))
        let number = Int(sequence)
        var sum = summary ?? RetentionSummary(before: before, range: number...number, author: author, reason: reason)
        try count(try StoredDecision.decode(json, sequence: number), into: &sum)
        sum.range = sum.range.lowerBound...number
        summary = sum
        try add.execute(arguments: [sequence, event, StoredBytes.digest(of: json)])
        try empty.execute(arguments: [sequence])
      }
      last = end[0]
    }
  }

  private mutating func count(_ decision: Decision, into summary: inout RetentionSummary) throws {
    summary.decisions += 1
    for label in decision.labels {
      summary.labels[label.value, default: 0] += 1
      if let claim = label.reason.claim { claims[claim, default: 0] += 1 }
    }
  }

  /// Decisions that have content and don't stand: their item has a later one.
  private static func page(after last: Int64, before: Timestamp, in db: Database) throws -> [Row] {
    let find = try db.cachedStatement(
      sql: """
        SELECT sequence, CAST(json AS BLOB) FROM decision AS early
        WHERE sequence > ? AND decided_at < ? AND json <> '' AND EXISTS (
          SELECT 1 FROM decision WHERE item = early.item
            AND (decided_at, sequence) > (early.decided_at, early.sequence))
        ORDER BY sequence LIMIT 1000
        """)
    return try Row.fetchAll(find, arguments: [last, before.milliseconds])
  }

  /// Empties the texts on which only sealed decisions rest.
  private func sealVersions(_ event: Int) throws {
    try db.execute(
      sql: """
        INSERT INTO sealed_version (event, version)
        SELECT DISTINCT event, number FROM sealed_decision
          JOIN decision ON decision.sequence = sealed_decision.sequence
          JOIN item_version ON item_version.number = decision.item_version
        WHERE event = ? AND item_version.json <> '' AND NOT EXISTS (
          SELECT 1 FROM decision AS other
          WHERE other.item = item_version.item AND other.item_version = item_version.number AND other.json <> '')
        ORDER BY number
        """, arguments: [event])
    try db.execute(
      sql: "UPDATE item_version SET json = '' WHERE number IN (SELECT version FROM sealed_version WHERE event = ?)",
      arguments: [event])
  }
}

extension StoredDecision {
  /// Reads the JSON of a row.
  fileprivate static func decode(_ json: [UInt8], sequence: Int) throws -> Decision {
    do {
      return try decode(json)
    } catch {
      throw RecordFault.unreadable("row \(sequence) of table decision", "\(error)")
    }
  }
}
