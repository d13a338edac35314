internal import ErrataModel
internal import Foundation
internal import GRDB

// Reading item versions, in the order in which they were recorded.
extension DecisionStore {
  /// The number of the last item version; 0 when there is none.
  package var lastVersion: Int {
    get throws(StoreError) {
      try read("read the last item version") { db in
        try Int.fetchOne(db, sql: "SELECT max(number) FROM item_version") ?? 0
      }
    }
  }

  /// Item versions after a number, as JSON; that of an item whose content was deleted is empty.
  ///
  /// - Throws: `StoreError`.
  package func itemVersions(after last: Int, limit: Int) throws(StoreError) -> [(number: Int, json: [UInt8])] {
    try read("read item versions after \(last)") { db in
      let sql = "SELECT number, CAST(json AS BLOB) FROM item_version WHERE number > ? ORDER BY number LIMIT ?"
      return try Row.fetchAll(db, sql: sql, arguments: [last, max(0, limit)]).map { ($0[0], Array($0[1] as Data)) }
    }
  }

  /// The standing decisions on items of which one of some versions is the last one, in the order of the items.
  ///
  /// - Throws: `StoreError`: `damaged` for an unreadable row.
  package func standing(versions: [Int]) throws(StoreError) -> [(number: Int, recorded: RecordedDecision)] {
    let stored = try read("read decisions on item versions") { db in
      let find = try db.cachedStatement(sql: "SELECT item FROM item_version WHERE number = ?")
      var found: [StoredDecision] = []
      for version in versions {
        guard let item = try Int64.fetchOne(find, arguments: [version]),
          let standing = try StoredDecision.standing(afterItem: item - 1, in: db, limit: 1).first,
          standing.item == item, standing.versionNumber == version
        else { continue }
        found.append(standing)
      }
      return found
    }
    var decisions: [(number: Int, recorded: RecordedDecision)] = []
    for row in stored { decisions.append((Int(row.item), try decoded(row))) }
    return decisions.sorted { $0.number < $1.number }
  }
}
