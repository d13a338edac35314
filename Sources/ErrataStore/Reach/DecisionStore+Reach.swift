package import ErrataReach
internal import Foundation
internal import GRDB

// Who saw rumors and debunks, as sketches.
extension DecisionStore {
  /// Adds what a batch of exposures came to.
  ///
  /// - Throws: `StoreError`; `damaged` where a sketch can't be read.
  package func add(_ tally: ReachTally) throws(StoreError) {
    try write("add exposures") { db in
      for (cell, sketch) in tally.sketches { try ReachRows.add(sketch, to: cell, in: db) }
      for (cell, count) in tally.delays {
        let sql = """
          INSERT INTO reach_delay (claim, bucket, count) VALUES (CAST(? AS TEXT), ?, ?)
          ON CONFLICT (claim, bucket) DO UPDATE SET count = count + excluded.count
          """
        try db.execute(sql: sql, arguments: [StoredBytes.of(cell.claim), cell.bucket, count])
      }
    }
  }

  /// What is known of the reach of a claim, or of all claims.
  ///
  /// - Throws: `StoreError`; `damaged` where a sketch can't be read.
  package func reachTally(claim: String? = nil) throws(StoreError) -> ReachTally {
    try read("read the reach") { db in
      var tally = ReachTally()
      let filter = claim == nil ? "" : " WHERE claim = CAST(? AS TEXT)"
      let arguments: StatementArguments = claim.map { [StoredBytes.of($0)] } ?? []
      let sketches = """
        SELECT CAST(claim AS BLOB), period, day, CAST(surface AS BLOB), holdout, series, sketch FROM reach_sketch
        """
      for row in try Row.fetchAll(db, sql: sketches + filter, arguments: arguments) {
        let (cell, sketch) = try ReachRows.sketch(row)
        tally.sketches[cell] = sketch
      }
      let delays = "SELECT CAST(claim AS BLOB), bucket, count FROM reach_delay"
      for row in try Row.fetchAll(db, sql: delays + filter, arguments: arguments) {
        let cell = ReachTally.DelayCell(claim: ReachRows.text(row[0]), bucket: row[1])
        tally.delays[cell] = row[2]
      }
      return tally
    }
  }

  /// The claims that exposures were reported of, in the order of their ids.
  package func reachClaims() throws(StoreError) -> [String] {
    try read("read which claims have exposures") { db in
      let sql = "SELECT DISTINCT CAST(claim AS BLOB) FROM reach_sketch ORDER BY claim"
      return try Row.fetchAll(db, sql: sql).map { ReachRows.text($0[0]) }
    }
  }
}

/// Rows of sketches.
private enum ReachRows {
  static func text(_ bytes: Data) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Reads a row of all columns.
  static func sketch(_ row: Row) throws(RecordFault) -> (ReachTally.Cell, HyperLogLog) {
    let bytes: Data = row[6]
    guard let series = ReachSeries(rawValue: row[5]), let sketch = HyperLogLog(bytes: bytes) else {
      throw .unreadable("claim \"\(text(row[0]))\" in table reach_sketch", "the sketch isn't one of this program's")
    }
    let cell = ReachTally.Cell(
      claim: text(row[0]), period: row[1], day: row[2], surface: text(row[3]), isHoldout: row[4], series: series)
    return (cell, sketch)
  }

  /// Adds to what a cell has.
  static func add(_ sketch: HyperLogLog, to cell: ReachTally.Cell, in db: Database) throws {
    let key: StatementArguments = [
      StoredBytes.of(cell.claim), cell.period, cell.day, StoredBytes.of(cell.surface), cell.isHoldout,
      cell.series.rawValue,
    ]
    let find = """
      SELECT CAST(claim AS BLOB), period, day, CAST(surface AS BLOB), holdout, series, sketch FROM reach_sketch
      WHERE claim = CAST(? AS TEXT) AND period = ? AND day = ? AND surface = CAST(? AS TEXT) AND holdout = ?
        AND series = ?
      """
    var whole = sketch
    if let row = try Row.fetchOne(db, sql: find, arguments: key) {
      let known = try self.sketch(row).1
      whole.formUnion(known)
      guard whole != known else { return }
    }
    let sql = """
      INSERT OR REPLACE INTO reach_sketch (claim, period, day, surface, holdout, series, sketch)
      VALUES (CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), ?, ?, ?)
      """
    try db.execute(sql: sql, arguments: key + [Data(whole.bytes)])
  }
}
