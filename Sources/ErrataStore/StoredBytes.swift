internal import ErrataDigest
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// Texts and digests as they go into the file.
///
/// Texts are bound as bytes, and cast to TEXT in the SQL: bound as strings they would end at the first NUL, and two ids
/// that differ only after it would become one.
enum StoredBytes {
  /// The largest text or blob that SQLite takes with its usual limits.
  static let limit = 1_000_000_000

  /// The UTF-8 of a text. Unlike `String`, bytes are equal only when they are the same: "é" is not "e" and an accent.
  static func of(_ text: String) -> Data { Data(text.utf8) }

  /// The number of an item; `nil` when the record doesn't have it.
  static func number(ofItem id: String, in db: Database) throws -> Int64? {
    let find = try db.cachedStatement(sql: "SELECT number FROM item WHERE id = CAST(? AS TEXT)")
    return try Int64.fetchOne(find, arguments: [of(id)])
  }

  static func json(_ item: Item) -> [UInt8] {
    var writer = JSONWriter()
    ItemEncoder.encode(item, into: &writer)
    return writer.bytes
  }

  static func json(_ claim: Claim) -> [UInt8] {
    var writer = JSONWriter()
    ClaimEncoder.encode(claim, into: &writer)
    return writer.bytes
  }

  static func json(_ decision: Decision) -> [UInt8] {
    var writer = JSONWriter()
    DecisionEncoder.encode(decision, into: &writer)
    return writer.bytes
  }

  static func digest(of bytes: [UInt8]) -> Data {
    var digest = ContentDigest()
    digest.update(bytes)
    return Data(digest.bytes)
  }

  /// The digest of what a decision says, whenever it was made: of its JSON without the values of `decidedAt` and
  /// `issuedAt`.
  ///
  /// These are the members whose name ends in `At`, and only a member's name is followed by `":`, since in a string
  /// value the quote is escaped. So the decision is written as JSON once, not once more with its times left out.
  static func outcome(of json: [UInt8]) -> Data {
    var timeless: [UInt8] = []
    timeless.reserveCapacity(json.count)
    var start = 0
    for index in json.indices.dropFirst(3) where json[index] == UInt8(ascii: ":") {
      guard json[index - 1] == UInt8(ascii: "\""), json[index - 2] == UInt8(ascii: "t"),
        json[index - 3] == UInt8(ascii: "A")
      else { continue }
      timeless += json[start...index]
      start = json[(index + 2)...].firstIndex(of: UInt8(ascii: "\"")) ?? json.endIndex
    }
    timeless += json[start...]
    return digest(of: timeless)
  }
}
