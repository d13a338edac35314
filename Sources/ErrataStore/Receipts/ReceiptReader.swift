internal import ErrataDigest
internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// Reads receipts within one transaction.
enum ReceiptReader {
  static let select = """
    SELECT receipt.number, CAST(receipt.cause AS BLOB), CAST(receipt.author AS BLOB), CAST(receipt.reason AS BLOB),
      receipt.at, receipt.items, receipt.digest, receipt.milliseconds, receipt.undoes, undoing.number
    FROM receipt LEFT JOIN receipt AS undoing ON undoing.undoes = receipt.number
    """

  static func receipt(_ number: Int, in db: Database) throws -> Receipt? {
    try Row.fetchOne(db, sql: select + " WHERE receipt.number = ?", arguments: [number]).map(receipt)
  }

  static func receipt(_ row: Row) throws -> Receipt {
    func text(_ column: Int) -> String { String(decoding: row[column] as Data, as: UTF8.self) }
    do {
      return Receipt(
        number: row[0], cause: try ReceiptCause(json: Array(row[1] as Data)), author: text(2), reason: text(3),
        at: Timestamp(milliseconds: row[4]), items: row[5], digest: Array(row[6] as Data), milliseconds: row[7],
        undoes: row[8], undoneBy: row[9])
    } catch {
      throw RecordFault.unreadable("row \(row[0] as Int) of table receipt", "\(error)")
    }
  }

  /// The digest of what a receipt says of its items, in the order of their numbers, and how many they are.
  static func digest(of number: Int, in db: Database) throws -> (digest: [UInt8], count: Int) {
    var (digest, count) = (ContentDigest(), 0)
    let rows = try Row.fetchCursor(
      db, sql: "SELECT CAST(json AS BLOB) FROM receipt_item WHERE receipt = ? ORDER BY item", arguments: [number])
    while let row = try rows.next() {
      digest.update(Array(row[0] as Data))
      digest.update("\n")
      count += 1
    }
    return (digest.bytes, count)
  }
}

extension Receipt {
  /// The payload of the receipt's event.
  var payload: [UInt8] {
    var writer = JSONWriter()
    var plain = self
    // What comes later isn't part of what the event says.
    plain.undoneBy = nil
    plain.encode(into: &writer) { $0.member("digest", Hexadecimal.text(of: digest)) }
    return writer.bytes
  }
}
