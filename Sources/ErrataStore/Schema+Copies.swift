internal import ErrataModel
internal import GRDB

// Version 7: near copies of items.
extension Schema {
  /// The tables of version 7. What they mean stands at `Schema`. They are made before any step: steps take decisions
  /// into the graph as this program does.
  static let copyTables = """
    CREATE TABLE IF NOT EXISTS copy_key (item INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS copy_bucket (
      bucket INTEGER NOT NULL, role INTEGER NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (bucket, role, item)
    ) STRICT, WITHOUT ROWID;
    """

  /// Binds the copies that a store of version 6 holds.
  static func copiesFirst(_ db: Database) throws {
    try db.execute(sql: "PRAGMA user_version = 7")
    let milliseconds = try Int64.fetchOne(db, sql: "SELECT at FROM event ORDER BY sequence DESC LIMIT 1")
    guard let milliseconds else { return }
    let now = Timestamp(milliseconds: milliseconds)
    var settler = try LabelSettler(db)
    var last: Int64 = 0
    let sql = "SELECT DISTINCT item FROM mention WHERE role < 2 AND item > ? ORDER BY item LIMIT 1000"
    while true {
      let page = try Int64.fetchAll(db, sql: sql, arguments: [last])
      guard let end = page.last else { return }
      for item in page {
        guard let stored = try StoredDecision.standing(afterItem: item - 1, in: db, limit: 1).first, stored.item == item
        else { continue }
        let recorded = try stored.decoded()
        try settler.adopt(recorded.decision, recorded.item, number: item)
        _ = try settler.settle(item, cause: .propagation, at: now)
      }
      last = end
    }
  }
}
