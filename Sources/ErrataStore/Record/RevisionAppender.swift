internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// Appends one revision within a transaction: keeps the digest of every claim's last state in memory, and writes the
/// claims that differ.
struct RevisionAppender {
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
    if let number = try number(of: digest) { return number }
    let revision = try add(digest, count: claims.count, now: now)
    var states = try lastStates()
    for claim in claims { try append(claim, to: revision, &states) }
    let gone = states.filter { !$0.value.isSeen && $0.value.digest != nil }.map(\.key)
    for id in gone.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try addChange.execute(arguments: [revision, Data(id), nil, nil])
    }
    try chain(revision)
    return Int(revision)
  }

  /// Appends a revision that differs from the one recorded last in some claims.
  func append(digest: String, changed: [Claim], removed: [String], count: Int, now: Timestamp) throws -> Int {
    if let number = try number(of: digest) { return number }
    let revision = try add(digest, count: count, now: now)
    var states: [[UInt8]: State] = [:]
    for claim in changed { try append(claim, to: revision, &states) }
    for id in removed {
      guard states.updateValue(State(), forKey: Array(id.utf8)) == nil else { throw RecordFault.twice(id) }
      try addChange.execute(arguments: [revision, StoredBytes.of(id), nil, nil])
    }
    try chain(revision)
    return Int(revision)
  }

  private func number(of digest: String) throws -> Int? {
    let sql = "SELECT number FROM revision WHERE digest = CAST(? AS TEXT)"
    return try Int.fetchOne(db, sql: sql, arguments: [StoredBytes.of(digest)])
  }

  private func add(_ digest: String, count: Int, now: Timestamp) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO revision (digest, claims, recorded_at) VALUES (CAST(? AS TEXT), ?, ?)",
      arguments: [StoredBytes.of(digest), count, now.milliseconds])
    return db.lastInsertedRowID
  }

  /// Appends the revision's event.
  private func chain(_ revision: Int64) throws {
    let (payload, at) = try RevisionEvent.payload(of: revision, in: db)
    var log = try EventAppender(db)
    try log.append(.revision, at: at, row: revision, payload: payload)
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
