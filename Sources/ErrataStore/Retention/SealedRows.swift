internal import ErrataDigest
internal import ErrataJSON
internal import Foundation
internal import GRDB

/// The rows that a retention event tells of, and the digest over them.
///
///     digest = SHA-256(decision* version*)                                    each in the order of its numbers
///     decision = sequence item version decidedAt revision policy normalizer weight labels outcome totals digest LF
///     version  = number digest LF                                             parted by blanks, digests in hexadecimal
///
/// It holds the columns that stay of a sealed decision too, since no JSON says any more what they should be.
enum SealedRows {
  /// The counts and the digest of what an event has sealed.
  static func digest(of event: Int, in db: Database) throws -> (decisions: Int, versions: Int, digest: String) {
    var digest = ContentDigest()
    var (decisions, versions) = (0, 0)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT decision.sequence, item, item_version, decided_at, revision, policy, CAST(normalizer AS BLOB), weight,
          labels, outcome, labels_so_far, suppressed_so_far, sealed_decision.digest
        FROM sealed_decision LEFT JOIN decision ON decision.sequence = sealed_decision.sequence
        WHERE event = ? ORDER BY sealed_decision.sequence
        """, arguments: [event])
    while let row = try rows.next() {
      decisions += 1
      guard let sequence: Int64 = row[0] else { continue }
      let numbers = [sequence, row[1], row[2], row[3], row[4], row[5]].map { String($0 as Int64) }
      let weight = String((row[7] as Double).bitPattern, radix: 16)
      digest.update(numbers.joined(separator: " ") + " ")
      digest.update(Array(row[6] as Data))
      digest.update(" \(weight) \(row[8] as String) \(hex(row[9])) \(row[10] as Int64) \(row[11] as Int64) ")
      digest.update(hex(row[12]) + "\n")
    }
    let texts = try Row.fetchCursor(
      db,
      sql: """
        SELECT item_version.number, item_version.digest
        FROM sealed_version LEFT JOIN item_version ON item_version.number = sealed_version.version
        WHERE event = ? ORDER BY sealed_version.version
        """, arguments: [event])
    while let row = try texts.next() {
      versions += 1
      guard let number: Int64 = row[0] else { continue }
      digest.update("\(number) \(hex(row[1]))\n")
    }
    return (decisions, versions, digest.hex)
  }

  private static func hex(_ data: Data) -> String { Hexadecimal.text(of: Array(data)) }

  /// What differs between a retention event and the rows that it tells of.
  static func faults(of event: Int, _ payload: [UInt8], in db: Database) throws -> [String] {
    guard let fields = try? StoredObject(JSONParser.parse(payload)), let decisions = try? fields.integer("decisions"),
      let versions = try? fields.integer("versions"), let digest = try? fields.string("digest")
    else { return ["retention: can't be read"] }
    let found = try SealedRows.digest(of: event, in: db)
    guard found.decisions == decisions, found.versions == versions else {
      return [
        "retention: it has sealed \(decisions) decisions and \(versions) texts, but there are \(found.decisions) and "
          + "\(found.versions): some were added or removed"
      ]
    }
    return found.digest == digest
      ? [] : ["retention: a column of a decision that it has sealed, or one of their digests, was changed"]
  }

  /// Sealed rows that no retention event tells of.
  static func faultsAtEnd(in db: Database) throws -> [String] {
    let sql = """
      SELECT DISTINCT event FROM (SELECT event FROM sealed_decision UNION ALL SELECT event FROM sealed_version)
      WHERE event NOT IN (SELECT sequence FROM event WHERE kind = \(EventKind.retention.rawValue))
      """
    return try Int.fetchAll(db, sql: sql).map { "event \($0) is no retention, but decisions or texts say that it is" }
  }
}
