internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// Opens, closes and reads appeals within one transaction.
struct AppealAppender {
  static let select = """
    SELECT appeal.number, CAST(item.id AS BLOB), CAST(claim AS BLOB), state, CAST(author AS BLOB),
      CAST(reason AS BLOB), opened_at, deadline, CAST(decided_by AS BLOB), CAST(answer AS BLOB), closed_at, receipt
    FROM appeal JOIN item ON item.number = appeal.item
    """

  private let db: Database

  init(_ db: Database) {
    self.db = db
  }

  static func appeal(_ row: Row) throws -> Appeal {
    func text(_ column: Int) -> String? { (row[column] as Data?).map { String(decoding: $0, as: UTF8.self) } }
    guard let state = Appeal.State(rawValue: row[3]) else {
      throw RecordFault.unreadable("row \(row[0] as Int) of table appeal", "\"\(row[3] as String)\" is no state")
    }
    return Appeal(
      number: row[0], item: text(1) ?? "", claim: text(2) ?? "", state: state, author: text(4) ?? "",
      reason: text(5) ?? "", openedAt: Timestamp(milliseconds: row[6]), deadline: Timestamp(milliseconds: row[7]),
      decidedBy: text(8), answer: text(9), closedAt: (row[10] as Int64?).map(Timestamp.init(milliseconds:)),
      receipt: row[11])
  }

  func appeal(_ number: Int) throws -> Appeal? {
    try Row.fetchOne(db, sql: AppealAppender.select + " WHERE appeal.number = ?", arguments: [number])
      .map(AppealAppender.appeal)
  }

  func open(_ appeal: Appeal, log: inout EventAppender) throws -> Appeal {
    guard !appeal.author.isEmpty, !appeal.reason.isEmpty else {
      throw RecordFault(
        kind: .refused, found: "the appeal has no author or no reason", remedy: "Say who contests the label and why")
    }
    guard let item = try StoredBytes.number(ofItem: appeal.item, in: db) else {
      throw RecordFault(kind: .missing, found: "the record has no item \"\(appeal.item)\"", remedy: "Check the id")
    }
    let claim = StoredBytes.of(appeal.claim)
    let labels = try LabelLedger(db).current(item).values.filter { !$0.isNegated }
    guard labels.contains(where: { $0.reasons.contains { $0.claim == appeal.claim } }) else {
      throw RecordFault(
        kind: .refused, found: "item \"\(appeal.item)\" has no label by claim \"\(appeal.claim)\"",
        remedy: "Only a label that stands can be contested")
    }
    let known = "SELECT number FROM appeal WHERE item = ? AND claim = CAST(? AS TEXT) AND state = 'open'"
    if let number = try Int.fetchOne(db, sql: known, arguments: [item, claim]) {
      throw RecordFault(
        kind: .conflict, found: "appeal \(number) contests the same label and is open",
        remedy: "Wait until it is decided")
    }
    try db.execute(
      sql: """
        INSERT INTO appeal (item, claim, state, author, reason, opened_at, deadline)
        VALUES (?, CAST(? AS TEXT), 'open', CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)
        """,
      arguments: [
        item, claim, StoredBytes.of(appeal.author), StoredBytes.of(appeal.reason), appeal.openedAt.milliseconds,
        appeal.deadline.milliseconds,
      ])
    var opened = appeal
    opened.number = Int(db.lastInsertedRowID)
    opened.state = .open
    try note(opened, at: opened.openedAt, log: &log)
    return opened
  }

  @discardableResult func close(
    _ number: Int, _ state: Appeal.State, by author: String, reason: String, at now: Timestamp, receipt: Int?,
    log: inout EventAppender
  ) throws -> Appeal {
    guard var appeal = try appeal(number) else {
      throw RecordFault(kind: .missing, found: "there is no appeal \(number)", remedy: "List the appeals")
    }
    guard appeal.state == .open else {
      throw RecordFault(
        kind: .conflict, found: "appeal \(number) was \(appeal.state.rawValue) already", remedy: "Open a new one")
    }
    guard !author.isEmpty, !reason.isEmpty else {
      throw RecordFault(
        kind: .refused, found: "the answer has no author or no reason", remedy: "Say who decides it and why")
    }
    (appeal.state, appeal.decidedBy, appeal.answer, appeal.closedAt) = (state, author, reason, now)
    appeal.receipt = receipt
    try db.execute(
      sql: """
        UPDATE appeal SET state = ?, decided_by = CAST(? AS TEXT), answer = CAST(? AS TEXT), closed_at = ?, receipt = ?
        WHERE number = ?
        """,
      arguments: [
        state.rawValue, StoredBytes.of(author), StoredBytes.of(reason), now.milliseconds, receipt, number,
      ])
    try note(appeal, at: now, log: &log)
    return appeal
  }

  private func note(_ appeal: Appeal, at time: Timestamp, log: inout EventAppender) throws {
    var writer = JSONWriter()
    appeal.encode(into: &writer)
    try log.append(.appeal, at: time, row: Int64(appeal.number), kept: writer.bytes)
  }
}
