internal import ErrataDigest
package import ErrataModel
internal import Foundation
internal import GRDB

// Checking the chain, and proving it against checkpoints.
extension DecisionStore {
  /// The place where the record ends now; `nil` when it is empty.
  package func checkpoint(now: Timestamp) throws(StoreError) -> Checkpoint? {
    try read("take a checkpoint") { db in
      let sql = "SELECT sequence, digest FROM event ORDER BY sequence DESC LIMIT 1"
      return try Row.fetchOne(db, sql: sql).map { row in
        Checkpoint(sequence: row[0], digest: Hexadecimal.text(of: Array(row[1] as Data)), at: now)
      }
    }
  }

  /// Computes the chain anew from what the record holds.
  ///
  /// Finds a changed byte in an event or in the row that it tells of, missing, swapped and added events, rows without
  /// an event, and edited columns. Taking off events at the end together with their rows shows only against a
  /// checkpoint.
  ///
  /// - Parameters:
  ///   - first: the first event to check; the one before it is taken as it is.
  ///   - checkpoint: must stand in the chain.
  ///   - isStopped: asked now and then; the report then covers the events up to there.
  /// - Throws: `StoreError` when the file can't be read. What differs is in the report.
  /// - Complexity: O(record), in constant memory besides the findings.
  package func verifyChain(
    from first: Int = 1, checkpoint: Checkpoint? = nil, isStopped: () -> Bool = { false }
  ) throws(StoreError) -> ChainReport {
    try read("check the chain") { db in
      var checker = try ChainChecker(db, from: max(1, first))
      while try !isStopped() && checker.checkPage() {}
      return try checker.concluded(checkpoint, isComplete: !isStopped())
    }
  }
}

/// Walks the chain within one reading transaction.
private struct ChainChecker {
  private let db: Database
  private let first: Int
  private var report = ChainReport()
  private var previous: [UInt8]
  private var last: Int
  private var content: EventContent
  private var digests: [Int: [UInt8]] = [:]

  init(_ db: Database, from first: Int) throws {
    self.db = db
    self.first = first
    last = first - 1
    content = EventContent(db, isWhole: first == 1)
    previous = EventChain.start
    guard first > 1 else { return }
    guard let digest = try Data.fetchOne(db, sql: "SELECT digest FROM event WHERE sequence = ?", arguments: [last])
    else {
      throw RecordFault(
        kind: .missing, found: "there is no event \(last) to begin after", remedy: "Begin at an earlier event")
    }
    previous = Array(digest)
  }

  /// Checks the next events; `false` at the end.
  mutating func checkPage() throws -> Bool {
    let sql = """
      SELECT sequence, kind, at, row, CAST(payload AS BLOB), digest FROM event WHERE sequence > ?
      ORDER BY sequence LIMIT 1000
      """
    let rows = try Row.fetchAll(db, sql: sql, arguments: [last])
    for row in rows { try check(row) }
    return !rows.isEmpty
  }

  private mutating func check(_ row: Row) throws {
    let sequence: Int = row[0]
    let digest = Array(row[5] as Data)
    if sequence == last + 2 {
      report.add(last + 1, "is missing")
    } else if sequence != last + 1 {
      report.add(last + 1, "is missing, and so are the ones up to event \(sequence - 1)")
    }
    report.events += 1
    try checkContent(row, sequence: sequence, digest: digest)
    previous = digest
    last = sequence
  }

  private mutating func checkContent(_ row: Row, sequence: Int, digest: [UInt8]) throws {
    guard let kind = EventKind(rawValue: row[1]) else {
      return report.add(sequence, "its kind, \(row[1] as Int), is unknown")
    }
    if kind == .decision { report.decisions += 1 }
    let content = try content.read(kind, row: row[3], kept: row[4], sequence: sequence)
    if content.isSealed { report.sealed += 1 }
    for fault in content.faults { report.add(sequence, fault) }
    guard let payload = content.payload else { return }
    let expected = EventChain.digest(
      after: previous, sequence: sequence, kind: kind, at: Timestamp(milliseconds: row[2]), payload: payload)
    guard expected != digest else { return }
    report.add(
      sequence,
      "\(content.subject): its digest is \(Hexadecimal.text(of: digest).prefix(12))…, what it holds gives "
        + "\(Hexadecimal.text(of: expected).prefix(12))…: it was changed, or is not where it was written")
  }

  /// The report, with what shows only at the end.
  mutating func concluded(_ checkpoint: Checkpoint?, isComplete: Bool) throws -> ChainReport {
    report.last = last
    report.digest = Hexadecimal.text(of: previous)
    if isComplete {
      for fault in try content.faultsAtEnd() { report.add(nil, fault) }
    }
    if let checkpoint { try check(checkpoint) }
    return report
  }

  private mutating func check(_ checkpoint: Checkpoint) throws {
    let sql = "SELECT digest FROM event WHERE sequence = ?"
    guard let digest = try Data.fetchOne(db, sql: sql, arguments: [checkpoint.sequence]) else {
      return report.add(checkpoint.sequence, "is in the checkpoint of \(checkpoint.at), but not in the record")
    }
    let found = Hexadecimal.text(of: Array(digest))
    guard found != checkpoint.digest else { return }
    report.add(
      checkpoint.sequence,
      "its digest is \(found.prefix(12))…, the checkpoint of \(checkpoint.at) says \(checkpoint.digest.prefix(12))…")
  }
}
