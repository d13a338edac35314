internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// Appends events to the chain within one transaction.
struct EventAppender {
  private let add: Statement
  private var previous: [UInt8]
  private var last: Int

  init(_ db: Database) throws {
    add = try db.cachedStatement(
      sql: "INSERT INTO event (sequence, kind, at, row, payload, digest) VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?)")
    let row = try Row.fetchOne(db, sql: "SELECT sequence, digest FROM event ORDER BY sequence DESC LIMIT 1")
    last = row?[0] ?? 0
    previous = (row?[1] as Data?).map(Array.init) ?? EventChain.start
  }

  /// The sequence that the next event gets.
  var next: Int { last + 1 }

  /// Appends an event whose payload the event itself keeps.
  mutating func append(
    _ kind: EventKind, at time: Timestamp, row: Int64? = nil, _ members: (inout JSONWriter) -> Void
  ) throws {
    var writer = JSONWriter()
    writer.object(members)
    try append(kind, at: time, row: row, payload: writer.bytes, isKept: true)
  }

  /// Appends an event that tells of a row which may change, and keeps what it was.
  mutating func append(_ kind: EventKind, at time: Timestamp, row: Int64, kept: [UInt8]) throws {
    try append(kind, at: time, row: row, payload: kept, isKept: true)
  }

  /// Appends an event whose payload can be made again from the row that it tells of.
  mutating func append(_ kind: EventKind, at time: Timestamp, row: Int64, payload: [UInt8]) throws {
    try append(kind, at: time, row: row, payload: payload, isKept: false)
  }

  private mutating func append(
    _ kind: EventKind, at time: Timestamp, row: Int64?, payload: [UInt8], isKept: Bool
  ) throws {
    guard RecordGuard.canWrite(time) else {
      throw RecordFault(
        kind: .refused, found: "\(time.milliseconds) ms is outside of the years 0000 to 9999",
        remedy: "Check the machine's clock")
    }
    let digest = EventChain.digest(after: previous, sequence: last + 1, kind: kind, at: time, payload: payload)
    try add.execute(
      arguments: [last + 1, kind.rawValue, time.milliseconds, row, isKept ? Data(payload) : nil, Data(digest)])
    last += 1
    previous = digest
  }
}
