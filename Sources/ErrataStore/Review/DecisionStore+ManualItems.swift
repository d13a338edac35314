internal import Foundation
internal import GRDB

// Which items people have decided on: few, so that a service can know them all.
extension DecisionStore {
  /// The ids of items with manual decisions that were made after one, and the number of the last one.
  ///
  /// - Parameter after: the number of the last decision that is known; 0 for none.
  package func manualItems(after: Int) throws(StoreError) -> (items: [String], last: Int) {
    try read("read which items were decided on") { db in
      let sql = """
        SELECT CAST(item.id AS BLOB), manual.number FROM manual JOIN item ON item.number = manual.item
        WHERE manual.number > ? ORDER BY manual.number
        """
      let rows = try Row.fetchAll(db, sql: sql, arguments: [after])
      return (rows.map { String(decoding: $0[0] as Data, as: UTF8.self) }, rows.last?[1] ?? after)
    }
  }
}
