internal import ErrataExchange
package import ErrataModel
internal import Foundation
internal import GRDB

// Recording what decisions rest on: corpus revisions and policies.
extension DecisionStore {
  /// Records a corpus revision: which claims it changed, added and dropped against the revision recorded before.
  ///
  /// All of it or nothing. A revision that is in the record already, by its digest, is left as it is.
  ///
  /// - Parameters:
  ///   - digest: The digest of the revision's content, which decisions name.
  ///   - claims: All claims of the revision, in any order, each id once.
  ///   - now: The time to note.
  /// - Returns: The revision's number, from 1 in the order of recording.
  /// - Throws: `StoreError`: `refused` for two claims with one id, or a claim that could not be read back.
  /// - Complexity: O(claims), and about 200 bytes of memory a claim besides the claims.
  package func recordRevision(
    digest: String, claims: [Claim], now: Timestamp
  ) throws(StoreError) -> Int {
    try write("record a corpus revision of \(claims.count) claims") { db in
      try RevisionAppender(db).append(digest: digest, claims: claims, now: now)
    }
  }

  /// Records a policy as it stands in its file. The same again is no change.
  ///
  /// - Parameters:
  ///   - version: The policy's name and version with its digest, which decisions name.
  ///   - yaml: The file's text.
  ///   - now: The time to note.
  /// - Throws: `StoreError`: `refused` for a version that is in the record with another text.
  package func recordPolicy(version: String, yaml: String, now: Timestamp) throws(StoreError) {
    try write("record the policy \(version)") { db in
      try DecisionStore.recordPolicy(version: version, yaml: yaml, now: now, in: db)
    }
  }

  /// Records a policy within one transaction.
  static func recordPolicy(version: String, yaml: String, now: Timestamp, in db: Database) throws {
    let key = StoredBytes.of(version)
    let text = StoredBytes.of(yaml)
    if let known = try Data.fetchOne(
      db, sql: "SELECT CAST(yaml AS BLOB) FROM policy WHERE version = CAST(? AS TEXT)", arguments: [key])
    {
      guard known == text else { throw RecordFault.policyConflict(version) }
      return
    }
    try db.execute(
      sql: "INSERT INTO policy (version, yaml, recorded_at) VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?)",
      arguments: [key, text, now.milliseconds])
    let number = db.lastInsertedRowID
    let (payload, at) = try PolicyEvent.payload(of: number, in: db)
    var log = try EventAppender(db)
    try log.append(.policy, at: at, row: number, payload: payload)
  }
}

extension RecordFault {
  fileprivate static func policyConflict(_ version: String) -> RecordFault {
    RecordFault(
      kind: .refused, found: "the version is in the record with another text",
      remedy: "Give the changed policy a new version; past decisions rest on \(version) as it was")
  }

  static func twice(_ id: String) -> RecordFault {
    .refused(
      "claim \"\(id)\"", FieldFault(field: "id", code: "duplicate-id", message: "stands twice in the revision"))
  }
}
