package import ErrataModel
internal import Foundation
internal import GRDB

/// Changes that are made together, with one receipt.
package struct Reversal: Sendable {
  /// What makes them.
  package var cause: ReceiptCause
  /// Who makes them.
  package var author: String
  /// Why.
  package var reason: String
  /// The receipt that they undo.
  package var undoes: Int?
  /// The corpus revision that goes live with them; `nil` when it stays.
  package var publication: RevisionChange?
  /// The policy under which the decisions were made, to be recorded with them; `nil` for one that is recorded already.
  package var policy: (version: String, yaml: String)?
  /// All claims of that revision.
  package var claims: [Claim] = []
  /// Decisions under it, or under whatever made the change.
  package var records: [DecisionRecord] = []
  /// What people decide with it.
  package var manual: [ManualDecision] = []
  /// The appeal that is answered by it.
  package var appeal: Int?

  /// Makes a reversal that changes nothing yet.
  package init(cause: ReceiptCause, author: String, reason: String) {
    self.cause = cause
    self.author = author
    self.reason = reason
  }
}

// Changes of many items from one cause, each with a receipt.
extension DecisionStore {
  /// Makes all changes of a reversal, and writes its receipt: all of it or nothing.
  ///
  /// - Parameters:
  ///   - now: the time of the changes.
  ///   - overlay: gives what answers give.
  ///   - elapsed: milliseconds since the change was asked for.
  ///   - isDryRun: make the receipt and take everything back.
  /// - Returns: the receipt with its items, at most `limit` of them; `nil` when nothing has changed.
  /// - Throws: `StoreError` as for publications, decisions and manual decisions; `conflict` for a receipt that was
  ///   undone already.
  package func apply(
    _ reversal: Reversal, now: Timestamp, isDryRun: Bool = false, limit: Int = .max, overlay: @escaping Overlaying,
    elapsed: () -> Int
  ) throws(StoreError) -> (receipt: Receipt, items: [ReceiptItem])? {
    try write("make the changes of a \(reversal.cause.kind.rawValue)", keeps: !isDryRun) { db in
      try checkUndo(reversal, in: db)
      var writer = try ReceiptWriter(db, at: now, overlay: overlay)
      if let publication = reversal.publication {
        _ = try PublicationAppender(db, publication, now).publish { db in
          try RevisionAppender(db).append(digest: publication.digest, claims: reversal.claims, now: now)
        }
      }
      if let policy = reversal.policy {
        try DecisionStore.recordPolicy(version: policy.version, yaml: policy.yaml, now: now, in: db)
      }
      var items: Set<Int64> = []
      for id in reversal.records.map(\.item.id) + reversal.manual.map(\.item) {
        if let number = try StoredBytes.number(ofItem: id, in: db) { items.insert(number) }
      }
      try writer.begin(items)
      _ = try DecisionAppender.append(reversal.records, in: db)
      for decision in reversal.manual { _ = try ManualAppender.append(decision, in: db) }
      var log = try EventAppender(db)
      let receipt = try writer.end(
        reversal.cause, author: reversal.author, reason: reversal.reason, undoes: reversal.undoes, elapsed: elapsed,
        log: &log)
      if let appeal = reversal.appeal {
        try AppealAppender(db).close(
          appeal, .upheld, by: reversal.author, reason: reversal.reason, at: now, receipt: receipt?.number, log: &log)
      }
      guard let receipt else { return nil }
      return (receipt, try receiptItems(receipt.number, after: nil, limit: limit, in: db))
    }
  }

  private func checkUndo(_ reversal: Reversal, in db: Database) throws {
    guard !reversal.author.isEmpty, !reversal.reason.isEmpty else {
      throw RecordFault(
        kind: .refused, found: "the change has no author or no reason", remedy: "Say who makes it and why")
    }
    guard let undone = reversal.undoes else { return }
    guard let receipt = try ReceiptReader.receipt(undone, in: db) else {
      throw RecordFault(
        kind: .missing, found: "there is no receipt \(undone)", remedy: "List the receipts for their numbers")
    }
    if let by = receipt.undoneBy {
      throw RecordFault(
        kind: .conflict, found: "receipt \(undone) was undone already, by receipt \(by)",
        remedy: "Undo receipt \(by) to bring it back")
    }
  }

  /// Receipts, the newest first.
  ///
  /// - Parameters:
  ///   - before: only those with a lower number.
  ///   - item: only those that changed this item.
  ///   - limit: at most so many.
  package func receipts(before: Int? = nil, item: String? = nil, limit: Int = 100) throws(StoreError) -> [Receipt] {
    try read("read the receipts") { db in
      var (condition, arguments): (String, StatementArguments) = (" WHERE receipt.number < ?", [before ?? .max])
      if let item {
        condition += """
           AND receipt.number IN (
            SELECT receipt FROM receipt_item WHERE item = (SELECT number FROM item WHERE id = CAST(? AS TEXT)))
          """
        arguments += [StoredBytes.of(item)]
      }
      let sql = ReceiptReader.select + condition + " ORDER BY receipt.number DESC LIMIT ?"
      return try Row.fetchAll(db, sql: sql, arguments: arguments + [max(0, limit)]).map(ReceiptReader.receipt)
    }
  }

  /// A receipt; `nil` when there is none of this number.
  package func receipt(_ number: Int) throws(StoreError) -> Receipt? {
    try read("read receipt \(number)") { try ReceiptReader.receipt(number, in: $0) }
  }

  /// The items of a receipt in the order in which the record saw them first.
  ///
  /// - Parameters:
  ///   - item: begin after this item.
  ///   - limit: at most so many.
  package func receiptItems(
    _ number: Int, after item: String? = nil, limit: Int = 1000
  ) throws(StoreError) -> [ReceiptItem] {
    try read("read the items of receipt \(number)") { try receiptItems(number, after: item, limit: limit, in: $0) }
  }

  private func receiptItems(_ number: Int, after item: String?, limit: Int, in db: Database) throws -> [ReceiptItem] {
    let start = try item.map { try StoredBytes.number(ofItem: $0, in: db) ?? 0 } ?? 0
    let sql = """
      SELECT CAST(json AS BLOB) FROM receipt_item WHERE receipt = ? AND item > ? ORDER BY item LIMIT ?
      """
    return try Data.fetchAll(db, sql: sql, arguments: [number, start, max(0, limit)]).map { json in
      do {
        return try ReceiptItem(json: Array(json))
      } catch {
        throw RecordFault.unreadable("a row of table receipt_item for receipt \(number)", "\(error)")
      }
    }
  }

  /// The entry of an item in a receipt; `nil` when the receipt doesn't have it.
  package func receiptItem(_ number: Int, _ item: String) throws(StoreError) -> ReceiptItem? {
    try read("read item \"\(item)\" of receipt \(number)") { db in
      let sql = """
        SELECT CAST(json AS BLOB) FROM receipt_item
        WHERE receipt = ? AND item = (SELECT number FROM item WHERE id = CAST(? AS TEXT))
        """
      guard let json = try Data.fetchOne(db, sql: sql, arguments: [number, StoredBytes.of(item)]) else { return nil }
      return try ReceiptItem(json: Array(json))
    }
  }

  /// Items whose standing decision names one of some claims, with that decision, in the order of their numbers.
  ///
  /// - Parameters:
  ///   - claims: ids of claims.
  ///   - last: begin after this item's number.
  ///   - limit: at most so many.
  package func standing(
    mentioning claims: [String], afterItem last: Int, limit: Int
  ) throws(StoreError) -> [(number: Int, recorded: RecordedDecision)] {
    let stored = try read("read which items name a claim") { db in
      var items: Set<Int64> = []
      for claim in claims {
        let sql = "SELECT item FROM mention WHERE claim = CAST(? AS TEXT) AND item > ? ORDER BY item LIMIT ?"
        items.formUnion(
          try Int64.fetchAll(db, sql: sql, arguments: [StoredBytes.of(claim), last, max(0, limit)]))
      }
      return try items.sorted().prefix(max(0, limit)).compactMap { item in
        try StoredDecision.standing(afterItem: item - 1, in: db, limit: 1).first { $0.item == item }
      }
    }
    var found: [(number: Int, recorded: RecordedDecision)] = []
    for row in stored { found.append((Int(row.item), try decoded(row))) }
    return found
  }
}
