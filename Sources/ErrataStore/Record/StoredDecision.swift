internal import ErrataDigest
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// A row of `decision` with its item version, still as JSON, so that the file isn't held while it is decoded.
struct StoredDecision {
  private static let columns = """
    SELECT decision.sequence, decision.revision, CAST(decision.json AS BLOB), CAST(item_version.json AS BLOB),
      decision.item, item_version.digest, item_version.number,
      CASE decision.json WHEN '' THEN (SELECT event FROM sealed_decision WHERE sequence = decision.sequence) END,
      CASE decision.json WHEN '' THEN (SELECT digest FROM sealed_decision WHERE sequence = decision.sequence) END,
      CASE decision.json WHEN '' THEN (SELECT CAST(id AS BLOB) FROM item WHERE number = decision.item) END,
      CASE decision.json WHEN '' THEN (SELECT CAST(digest AS BLOB) FROM revision WHERE number = decision.revision) END,
      CASE decision.json WHEN '' THEN (SELECT CAST(version AS BLOB) FROM policy WHERE number = decision.policy) END,
      CASE decision.json WHEN '' THEN CAST(decision.normalizer AS BLOB) END,
      decision.weight, decision.labels, decision.decided_at
    FROM decision JOIN item_version ON item_version.number = decision.item_version
    """

  /// Takes the item's id and the last time to look at.
  static let select =
    columns + """
       WHERE decision.item = (SELECT number FROM item WHERE id = CAST(? AS TEXT)) AND decision.decided_at <= ?
      """

  let sequence: Int
  /// The item's number.
  let item: Int64
  /// The digest of the item version's JSON.
  let version: [UInt8]
  /// The item version's number.
  let versionNumber: Int
  /// The decision's JSON.
  let json: [UInt8]
  private let revision: Int
  private let itemJSON: Data
  private let sealed: (decision: Decision, seal: DecisionSeal)?

  init(_ row: Row) {
    sequence = row[0]
    revision = row[1]
    json = Array(row[2] as Data)
    itemJSON = row[3]
    item = row[4]
    version = Array(row[5] as Data)
    versionNumber = row[6]
    sealed = StoredDecision.sealed(row)
  }

  /// What the columns say of a sealed decision.
  private static func sealed(_ row: Row) -> (Decision, DecisionSeal)? {
    guard let event: Int = row[7], let digest: Data = row[8] else { return nil }
    func text(_ column: Int) -> String { String(decoding: (row[column] as Data?) ?? Data(), as: UTF8.self) }
    let labels = (row[14] as String).split(separator: " ").compactMap { LabelValue(rawValue: String($0)) }
    let decision = Decision(
      id: text(9), labels: [], suppressed: [], queued: [], weight: Weight(value: row[13]), corpusRevision: text(10),
      policyVersion: text(11), normalizerVersion: text(12), decidedAt: Timestamp(milliseconds: row[15]))
    return (
      decision, DecisionSeal(event: event, digest: Hexadecimal.text(of: Array(digest)), labels: labels)
    )
  }

  /// The decisions after a sequence, at most a thousand; `nil` when there are none.
  static func page(after last: Int64, in db: Database, limit: Int = 1000) throws -> [StoredDecision]? {
    let sql = columns + " WHERE decision.sequence > ? ORDER BY decision.sequence LIMIT ?"
    let page = try Row.fetchAll(db, sql: sql, arguments: [last, limit]).map(StoredDecision.init)
    return page.isEmpty ? nil : page
  }

  /// The last decision of every item whose number is greater, in the order of these numbers.
  static func standing(afterItem last: Int64, in db: Database, limit: Int) throws -> [StoredDecision] {
    let sql =
      columns + """
         JOIN item ON item.number = decision.item
        WHERE item.number > ? AND decision.sequence = (
          SELECT sequence FROM decision WHERE item = item.number ORDER BY decided_at DESC, sequence DESC LIMIT 1)
        ORDER BY item.number LIMIT ?
        """
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [last, limit]).map(StoredDecision.init)
  }

  /// The payload of the decision's event.
  func eventPayload(id: String) -> [UInt8] {
    EventChain.decisionPayload(
      sequence: sequence, item: id, version: version, decision: Array(StoredBytes.digest(of: json)))
  }

  func decoded() throws(RecordFault) -> RecordedDecision {
    let decision = try decodedDecision()
    guard !itemJSON.isEmpty else {
      let erased = Item(id: decision.id, content: .text(""))
      return RecordedDecision(
        sequence: sequence, item: erased, decision: decision, revision: revision, isErased: sealed == nil,
        seal: sealed?.seal)
    }
    return RecordedDecision(
      sequence: sequence, item: try unreadable { try ItemDecoder.decode(try JSONParser.parse(Array(itemJSON))).item },
      decision: decision, revision: revision, seal: sealed?.seal)
  }

  func decodedDecision() throws(RecordFault) -> Decision {
    if let sealed { return sealed.decision }
    return try unreadable { try StoredDecision.decode(json) }
  }

  static func decode(_ json: [UInt8]) throws -> Decision {
    try DecisionDecoder.decode(try JSONParser.parse(json))
  }

  private func unreadable<Value>(_ body: () throws -> Value) throws(RecordFault) -> Value {
    do {
      return try body()
    } catch let fault as FieldFault {
      throw .unreadable("row \(sequence) of table decision", "\(fault.field): \(fault.message)")
    } catch {
      throw .unreadable("row \(sequence) of table decision", "\(error)")
    }
  }
}
