internal import ErrataDigest
internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// The event of a recorded policy.
enum PolicyEvent {
  /// The payload with the time, from the policy's row.
  static func payload(of number: Int64, in db: Database) throws -> (payload: [UInt8], at: Timestamp) {
    let sql = "SELECT CAST(version AS BLOB), CAST(yaml AS BLOB), recorded_at FROM policy WHERE number = ?"
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [number]) else {
      throw RecordFault.unreadable("row \(number) of table policy", "it is missing")
    }
    let (version, yaml): (Data, Data) = (row[0], row[1])
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("policy", String(decoding: version, as: UTF8.self))
      writer.member("digest", ContentDigest.hex(of: Array(yaml)))
    }
    return (writer.bytes, Timestamp(milliseconds: row[2]))
  }
}

/// The event of a recorded corpus revision.
enum RevisionEvent {
  /// The payload with the time, from the revision's row and the rows of the claims that it changed.
  static func payload(of number: Int64, in db: Database) throws -> (payload: [UInt8], at: Timestamp) {
    let sql = "SELECT CAST(digest AS BLOB), claims, recorded_at FROM revision WHERE number = ?"
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [number]) else {
      throw RecordFault.unreadable("row \(number) of table revision", "it is missing")
    }
    let digest: Data = row[0]
    let (claims, changes): (Int, String) = (row[1], try changes(of: number, in: db))
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("revision", String(decoding: digest, as: UTF8.self))
      writer.member("claims", claims)
      writer.member("changes", changes)
    }
    return (writer.bytes, Timestamp(milliseconds: row[2]))
  }

  /// A digest over the claims that a revision changed: of id, a NUL, and the claim's JSON or nothing, each with its
  /// length before it, in the order in which they were recorded.
  private static func changes(of number: Int64, in db: Database) throws -> String {
    var digest = ContentDigest()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT CAST(claim AS BLOB), CAST(json AS BLOB) FROM claim_change WHERE revision = ? ORDER BY number
        """, arguments: [number])
    while let row = try rows.next() {
      let (id, json): (Data, Data?) = (row[0], row[1])
      digest.update("\(id.count) ")
      digest.update(Array(id))
      digest.update(json.map { " \($0.count) " } ?? " - ")
      if let json { digest.update(Array(json)) }
    }
    return digest.hex
  }
}
