internal import ErrataExchange
internal import ErrataJSON
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
    }
  }
}

extension RecordFault {
  fileprivate static func policyConflict(_ version: String) -> RecordFault {
    RecordFault(
      kind: .refused, found: "the version is in the record with another text",
      remedy: "Give the changed policy a new version; past decisions rest on \(version) as it was")
  }

  fileprivate static func twice(_ id: String) -> RecordFault {
    .refused(
      "claim \"\(id)\"", FieldFault(field: "id", code: "duplicate-id", message: "stands twice in the revision"))
  }
}

/// Appends one revision within a transaction: keeps the digest of every claim's last state in memory, and writes the
/// claims that differ.
private struct RevisionAppender {
  private struct State {
    /// `nil` when the claim is gone.
    var digest: Data?
    var isSeen = false
  }

  private let db: Database
  private let addChange: Statement

  init(_ db: Database) throws {
    self.db = db
    addChange = try db.cachedStatement(
      sql: """
        INSERT INTO claim_change (revision, claim, digest, json)
        VALUES (?, CAST(? AS TEXT), ?, CAST(? AS TEXT))
        """)
  }

  func append(digest: String, claims: [Claim], now: Timestamp) throws -> Int {
    let key = StoredBytes.of(digest)
    let find = "SELECT number FROM revision WHERE digest = CAST(? AS TEXT)"
    if let number = try Int.fetchOne(db, sql: find, arguments: [key]) { return number }
    try db.execute(
      sql: "INSERT INTO revision (digest, claims, recorded_at) VALUES (CAST(? AS TEXT), ?, ?)",
      arguments: [key, claims.count, now.milliseconds])
    let revision = db.lastInsertedRowID
    var states = try lastStates()
    for claim in claims { try append(claim, to: revision, &states) }
    for (id, state) in states where !state.isSeen && state.digest != nil {
      try addChange.execute(arguments: [revision, Data(id), nil, nil])
    }
    return Int(revision)
  }

  private func append(_ claim: Claim, to revision: Int64, _ states: inout [[UInt8]: State]) throws {
    if let fault = RecordGuard.fault(of: claim) { throw RecordFault.refused("claim \"\(claim.id)\"", fault) }
    let id = Array(claim.id.utf8)
    let json = StoredBytes.json(claim)
    let digest = StoredBytes.digest(of: json)
    let known = states.updateValue(State(digest: digest, isSeen: true), forKey: id)
    if known?.isSeen == true { throw RecordFault.twice(claim.id) }
    if known?.digest == digest { return }
    try checkReadable(json, of: claim)
    try addChange.execute(arguments: [revision, Data(id), digest, Data(json)])
  }

  /// A claim is read back before it is written: only changed ones come here, and they must be readable for ever.
  private func checkReadable(_ json: [UInt8], of claim: Claim) throws {
    guard json.count <= StoredBytes.limit else { throw DatabaseError(resultCode: .SQLITE_TOOBIG) }
    let decoded = ClaimDecoder.decode(try JSONParser.parse(json))
    if let fault = decoded.faults.first { throw RecordFault.refused("claim \"\(claim.id)\"", fault) }
  }

  /// Of every claim ever recorded; rows stand in the order of revisions, so the last one counts.
  private func lastStates() throws -> [[UInt8]: State] {
    var states: [[UInt8]: State] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT CAST(claim AS BLOB), digest FROM claim_change ORDER BY number")
    while let row = try rows.next() {
      let id: Data = row[0]
      states[Array(id)] = State(digest: row[1])
    }
    return states
  }
}
