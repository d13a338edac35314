internal import ErrataExchange
internal import ErrataJSON
package import ErrataModel
internal import Foundation
internal import GRDB

// Reading the record. Every read sees one state of it, whatever is being written meanwhile.
extension DecisionStore {
  /// The decision that stood for an item at a time: the last one decided until then; by default the last of all.
  ///
  /// - Returns: `nil` when the record has none.
  /// - Throws: `StoreError`; `damaged` for a row that can't be read.
  package func latest(_ item: String, at time: Timestamp? = nil) throws(StoreError) -> RecordedDecision? {
    let stored = try read("read the last decision of item \"\(item)\"") { db in
      let sql = StoredDecision.select + " ORDER BY decision.decided_at DESC, decision.sequence DESC LIMIT 1"
      let time = time?.milliseconds ?? .max
      let find = try db.cachedStatement(sql: sql)
      return try Row.fetchOne(find, arguments: [StoredBytes.of(item), time]).map(StoredDecision.init)
    }
    guard let stored else { return nil }
    return try decoded(stored)
  }

  /// All decisions of an item, in the order of the times they were decided at; the last one is the latest.
  ///
  /// - Throws: `StoreError`; `damaged` for a row that can't be read.
  package func history(_ item: String) throws(StoreError) -> [RecordedDecision] {
    let stored = try read("read the decisions of item \"\(item)\"") { db in
      let sql = StoredDecision.select + " ORDER BY decision.decided_at, decision.sequence"
      return try Row.fetchAll(db, sql: sql, arguments: [StoredBytes.of(item), Int64.max]).map(StoredDecision.init)
    }
    var decisions: [RecordedDecision] = []
    for row in stored { decisions.append(try decoded(row)) }
    return decisions
  }

  /// A claim as it stood in a revision.
  ///
  /// - Returns: `nil` when the revision didn't have it.
  /// - Throws: `StoreError`: `missing` for a revision that the record doesn't have, `damaged` for an unreadable row.
  package func claim(_ id: String, revision: Int) throws(StoreError) -> Claim? {
    try read("read claim \"\(id)\" at revision \(revision)") { db in
      let known = "SELECT EXISTS (SELECT 1 FROM revision WHERE number = ?)"
      guard try Bool.fetchOne(db, sql: known, arguments: [revision]) == true else {
        throw RecordFault(
          kind: .missing, found: "the record has no such revision", remedy: "Take the number from a recorded decision")
      }
      let sql = """
        SELECT json FROM claim_change WHERE claim = CAST(? AS TEXT) AND revision <= ?
        ORDER BY revision DESC LIMIT 1
        """
      let row = try Row.fetchOne(db, sql: sql, arguments: [StoredBytes.of(id), revision])
      guard let json: Data = row?[0] else { return nil }
      return try StoredClaim.decode(json, id: id, revision: revision)
    }
  }

  /// All claims as they stood in a revision, in the order of their ids.
  ///
  /// - Throws: `StoreError`: `damaged` for an unreadable row.
  /// - Complexity: O(changes up to the revision).
  package func claims(revision: Int) throws(StoreError) -> [Claim] {
    try read("read the claims of revision \(revision)") { db in
      let sql = """
        SELECT claim, json FROM claim_change AS change
        WHERE revision = (
          SELECT max(revision) FROM claim_change WHERE claim = change.claim AND revision <= ?
        ) AND json IS NOT NULL ORDER BY claim
        """
      let rows = try Row.fetchAll(db, sql: sql, arguments: [revision])
      return try rows.map { row in
        try StoredClaim.decode(row[1], id: row[0], revision: revision)
      }
    }
  }

  /// A policy's YAML as it was recorded; `nil` when the record doesn't have the version.
  package func policy(_ version: String) throws(StoreError) -> String? {
    try read("read the policy \(version)") { db in
      let sql = "SELECT CAST(yaml AS BLOB) FROM policy WHERE version = CAST(? AS TEXT)"
      let yaml = try Data.fetchOne(db, sql: sql, arguments: [StoredBytes.of(version)])
      return yaml.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// How much the store holds. O(log n), and O(parents that were never seen): rows of the record are never removed, so
  /// the last one of a table knows its count.
  package var counts: StoreCounts {
    get throws(StoreError) {
      try read("count the record") { db in
        let sql = """
          SELECT coalesce((SELECT max(number) FROM item), 0) - (SELECT count(*) FROM awaited),
            coalesce(last.sequence, 0),
            coalesce(last.labels_so_far, 0), coalesce(last.suppressed_so_far, 0),
            coalesce((SELECT max(number) FROM revision), 0)
          FROM (SELECT max(sequence) AS top FROM decision) LEFT JOIN decision AS last ON last.sequence = top
          """
        let row = try Row.fetchOne(db, sql: sql) ?? Row()
        return StoreCounts(items: row[0], decisions: row[1], labels: row[2], suppressed: row[3], revisions: row[4])
      }
    }
  }

  func decoded(_ stored: StoredDecision) throws(StoreError) -> RecordedDecision {
    do {
      return try stored.decoded()
    } catch {
      throw error.error(path: path, operation: "read decision \(stored.sequence)")
    }
  }
}

/// A claim's JSON as the record holds it.
enum StoredClaim {
  static func decode(_ json: Data, id: String, revision: Int) throws(RecordFault) -> Claim {
    let row = "claim \"\(id)\" up to revision \(revision) in table claim_change"
    do {
      let decoded = ClaimDecoder.decode(try JSONParser.parse(Array(json)))
      guard let fault = decoded.faults.first else { return decoded.claim }
      throw RecordFault.unreadable(row, "\(fault.field): \(fault.message)")
    } catch let fault as RecordFault {
      throw fault
    } catch {
      throw .unreadable(row, "\(error)")
    }
  }
}
