internal import ErrataModel
internal import Foundation
internal import GRDB

/// Reads manual decisions within one transaction.
struct ManualReader {
  private let find: Statement
  /// Whether there are manual decisions at all.
  let isNeeded: Bool

  init(_ db: Database) throws {
    isNeeded = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM manual)") ?? false
    find = try db.cachedStatement(
      sql: """
        SELECT number, CAST(claim AS BLOB), action, label, cap, CAST(review AS BLOB), score, CAST(author AS BLOB),
          CAST(reason AS BLOB), at, expires,
          (SELECT CAST(id AS BLOB) FROM item WHERE item.number = manual.item)
        FROM manual WHERE item = ? ORDER BY number
        """)
  }

  /// All decisions on an item, in the order in which they were made.
  func all(for item: Int64) throws -> [ManualDecision] {
    try Row.fetchAll(find, arguments: [item]).map(decision)
  }

  /// Those that count at a time: for each claim the last one, as long as it is live, and what was decided on the whole
  /// item after it comes first.
  func standing(for item: Int64, at now: Timestamp) throws -> [ManualDecision] {
    ManualReader.standing(try all(for: item), at: now)
  }

  static func standing(_ decisions: [ManualDecision], at now: Timestamp) -> [ManualDecision] {
    var byClaim: [String?: ManualDecision] = [:]
    for decision in decisions where decision.at <= now {
      if decision.claim == nil { byClaim.removeAll() }
      byClaim[decision.claim] = decision
    }
    return byClaim.values.filter { $0.isLive(at: now) && $0.action != .withdraw }.sorted { $0.number < $1.number }
  }

  private func decision(_ row: Row) throws -> ManualDecision {
    let number: Int = row[0]
    guard let action = ManualDecision.Action(rawValue: row[2]) else {
      throw RecordFault.unreadable("row \(number) of table manual", "\"\(row[2] as String)\" is no action")
    }
    func text(_ column: Int) -> String { String(decoding: (row[column] as Data?) ?? Data(), as: UTF8.self) }
    let claim = text(1)
    var decision = ManualDecision(
      number: number, item: text(11), claim: claim.isEmpty ? nil : claim, action: action,
      label: (row[3] as String?).flatMap(LabelValue.init), cap: row[4], author: text(7), reason: text(8),
      at: Timestamp(milliseconds: row[9]), expires: (row[10] as Int64?).map(Timestamp.init(milliseconds:)))
    decision.review = (row[5] as Data?).map { String(decoding: $0, as: UTF8.self) }
    decision.score = row[6]
    return decision
  }
}
