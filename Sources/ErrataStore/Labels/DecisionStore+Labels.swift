package import ErrataModel
internal import Foundation
internal import GRDB

// Reading label events, and making those that time brings.
extension DecisionStore {
  /// Label events in order.
  ///
  /// - Parameters:
  ///   - after: the sequence after which to begin; 0 for the first.
  ///   - item: only those of this item.
  ///   - limit: at most so many.
  /// - Throws: `StoreError`: `damaged` for a row that can't be read.
  package func labelEvents(after: Int, item: String? = nil, limit: Int) throws(StoreError) -> [LabelEvent] {
    try read("read label events after \(after)") { db in
      var (condition, arguments): (String, StatementArguments) = ("", [after])
      if let item {
        condition = " AND item = (SELECT number FROM item WHERE id = CAST(? AS TEXT))"
        arguments += [StoredBytes.of(item)]
      }
      let sql = """
        SELECT sequence, CAST(json AS BLOB) FROM label_event WHERE sequence > ?\(condition) ORDER BY sequence LIMIT ?
        """
      return try Row.fetchAll(db, sql: sql, arguments: arguments + [max(0, limit)]).map { row in
        do {
          return try LabelEvent(json: Array(row[1] as Data))
        } catch {
          throw RecordFault.unreadable("row \(row[0] as Int) of table label_event", "\(error)")
        }
      }
    }
  }

  /// The events of labels that stand, in order: the last one of its item and value, and not negated. What has expired
  /// is among them until `settleDue` was called.
  ///
  /// - Throws: `StoreError`: `damaged` for a row that can't be read.
  package func standingLabels(after: Int, limit: Int) throws(StoreError) -> [LabelEvent] {
    try read("read labels that stand after \(after)") { db in
      let sql = """
        SELECT sequence, CAST(json AS BLOB) FROM label_event AS event
        WHERE sequence > ? AND negated = 0 AND NOT EXISTS (
          SELECT 1 FROM label_event
          WHERE item = event.item AND value = event.value AND sequence > event.sequence)
        ORDER BY sequence LIMIT ?
        """
      return try Row.fetchAll(db, sql: sql, arguments: [after, max(0, limit)]).map { row in
        do {
          return try LabelEvent(json: Array(row[1] as Data))
        } catch {
          throw RecordFault.unreadable("row \(row[0] as Int) of table label_event", "\(error)")
        }
      }
    }
  }

  /// The sequence of the last label event; 0 when there is none.
  package var lastLabelSequence: Int {
    get throws(StoreError) {
      try read("read the last label event") { db in
        try Int.fetchOne(db, sql: "SELECT max(sequence) FROM label_event") ?? 0
      }
    }
  }

  /// The labels that an item has: the last event of each that isn't negated. What has expired is there until
  /// `settleDue` was called.
  package func labels(of item: String) throws(StoreError) -> [LabelEvent] {
    try read("read the labels of item \"\(item)\"") { db in
      let sql = """
        SELECT sequence, CAST(json AS BLOB) FROM label_event WHERE sequence IN (
          SELECT max(sequence) FROM label_event
          WHERE item = (SELECT number FROM item WHERE id = CAST(? AS TEXT)) GROUP BY value)
        """
      let events = try Row.fetchAll(db, sql: sql, arguments: [StoredBytes.of(item)]).map { row in
        do {
          return try LabelEvent(json: Array(row[1] as Data))
        } catch {
          throw RecordFault.unreadable("row \(row[0] as Int) of table label_event", "\(error)")
        }
      }
      return events.filter { !$0.isNegated }.sorted { $0.value < $1.value }
    }
  }

  /// Looks at items of which a reason or a manual decision has expired, and appends the label events that follow.
  ///
  /// - Parameters:
  ///   - now: the time.
  ///   - limit: at most so many items in this call.
  /// - Returns: the events; fewer items than `limit` were due when there is nothing left to do.
  package func settleDue(now: Timestamp, limit: Int = 1000) throws(StoreError) -> (items: Int, events: [LabelEvent]) {
    try write("expire labels") { db in
      let sql = "SELECT DISTINCT item FROM (SELECT item FROM due WHERE at <= ? ORDER BY at LIMIT ?)"
      let items = try Int64.fetchAll(db, sql: sql, arguments: [now.milliseconds, limit])
      var settler = try LabelSettler(db)
      var events: [LabelEvent] = []
      for item in items {
        events += try settler.settle(item, cause: .expiry, at: now)
        try db.execute(sql: "DELETE FROM due WHERE item = ? AND at <= ?", arguments: [item, now.milliseconds])
      }
      return (items.count, events)
    }
  }
}
