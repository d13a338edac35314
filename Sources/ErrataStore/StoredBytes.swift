internal import ErrataDigest
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import Foundation

/// Texts and digests as they go into the file.
///
/// Texts are bound as bytes, and cast to TEXT in the SQL: bound as strings they would end at the first NUL, and two ids
/// that differ only after it would become one.
enum StoredBytes {
  /// The largest text or blob that SQLite takes with its usual limits.
  static let limit = 1_000_000_000

  /// The UTF-8 of a text. Unlike `String`, bytes are equal only when they are the same: "é" is not "e" and an accent.
  static func of(_ text: String) -> Data { Data(text.utf8) }

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

  /// The digest of what a decision says, whenever it was made: of its JSON with all its own times at 0.
  static func outcome(of decision: Decision) -> Data {
    var timeless = decision
    timeless.decidedAt = Timestamp(milliseconds: 0)
    for index in timeless.labels.indices { timeless.labels[index].issuedAt = Timestamp(milliseconds: 0) }
    return digest(of: json(timeless))
  }
}
