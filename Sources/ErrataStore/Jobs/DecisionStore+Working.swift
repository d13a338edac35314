internal import ErrataModel
internal import Foundation
internal import GRDB

// What jobs read: items by page, and what was recorded last.
extension DecisionStore {
  /// The last decision of every item whose number is greater, in the order of these numbers.
  ///
  /// - Parameters:
  ///   - after: the number of the last item of the page before; 0 for the first page.
  ///   - limit: at most so many.
  package func standing(
    afterItem after: Int, limit: Int
  ) throws(StoreError) -> [(number: Int, recorded: RecordedDecision)] {
    let page = try read("read items after number \(after)") { db in
      try StoredDecision.standing(afterItem: Int64(after), in: db, limit: limit)
    }
    var decoded: [(number: Int, recorded: RecordedDecision)] = []
    for row in page { decoded.append((Int(row.item), try self.decoded(row))) }
    return decoded
  }

  /// Decisions in the order in which they were recorded.
  ///
  /// - Parameters:
  ///   - after: the sequence of the last decision of the page before; 0 for the first page.
  ///   - limit: at most so many.
  package func decisions(after: Int, limit: Int) throws(StoreError) -> [RecordedDecision] {
    let page = try read("read decisions after \(after)") { db in
      try StoredDecision.page(after: Int64(after), in: db, limit: limit) ?? []
    }
    var decoded: [RecordedDecision] = []
    for row in page { decoded.append(try self.decoded(row)) }
    return decoded
  }

  /// The sequence of the first decision that an event from this one on tells of; `nil` when there is none.
  package func firstDecision(fromEvent event: Int) throws(StoreError) -> Int? {
    try read("look for a decision from event \(event) on") { db in
      let sql = "SELECT row FROM event WHERE sequence >= ? AND kind = ? ORDER BY sequence LIMIT 1"
      return try Int.fetchOne(db, sql: sql, arguments: [event, EventKind.decision.rawValue])
    }
  }

  /// The corpus revision that was recorded last: its number and digest; `nil` when there is none.
  package var lastRevision: (number: Int, digest: String)? {
    get throws(StoreError) {
      try read("read the last revision") { db in
        let sql = "SELECT number, CAST(digest AS BLOB) FROM revision ORDER BY number DESC LIMIT 1"
        return try Row.fetchOne(db, sql: sql).map { ($0[0], String(decoding: $0[1] as Data, as: UTF8.self)) }
      }
    }
  }

  /// The number of the corpus revision with a digest, or with one that begins so; `nil` when there is none or several.
  package func revision(ofDigest prefix: String) throws(StoreError) -> Int? {
    try read("read which revision is \(prefix)") { db in
      let sql = """
        SELECT number FROM revision
        WHERE substr(CAST(digest AS BLOB), 1, length(?1)) = ?1 LIMIT 2
        """
      let found = try Int.fetchAll(db, sql: sql, arguments: [StoredBytes.of(prefix)])
      return found.count == 1 ? found[0] : nil
    }
  }

  /// The digest of a corpus revision; `nil` when there is none of that number.
  package func digest(ofRevision number: Int) throws(StoreError) -> String? {
    try read("read revision \(number)") { db in
      let sql = "SELECT CAST(digest AS BLOB) FROM revision WHERE number = ?"
      return try Data.fetchOne(db, sql: sql, arguments: [number]).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The version of the policy that was recorded last; `nil` when there is none.
  package var lastPolicy: String? {
    get throws(StoreError) {
      try read("read the last policy") { db in
        let sql = "SELECT CAST(version AS BLOB) FROM policy ORDER BY number DESC LIMIT 1"
        return try Data.fetchOne(db, sql: sql).map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }
}
