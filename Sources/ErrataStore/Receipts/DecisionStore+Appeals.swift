package import ErrataModel
internal import GRDB

// Appeals against labels.
extension DecisionStore {
  /// Opens an appeal. Its number and state are set.
  ///
  /// - Throws: `StoreError`: `missing` for an unknown item; `refused` without an author, a reason, or a label of this
  ///   claim on the item; `conflict` while another appeal against the same label is open.
  package func open(_ appeal: Appeal) throws(StoreError) -> Appeal {
    try write("open an appeal on item \"\(appeal.item)\"") { db in
      var log = try EventAppender(db)
      return try AppealAppender(db).open(appeal, log: &log)
    }
  }

  /// Closes an appeal so that the label stays.
  ///
  /// - Throws: `StoreError`: `missing`, `refused` without a reason, `conflict` when it was decided already.
  package func rejectAppeal(
    _ number: Int, by author: String, reason: String, now: Timestamp
  ) throws(StoreError) -> Appeal {
    try write("reject appeal \(number)") { db in
      var log = try EventAppender(db)
      return try AppealAppender(db).close(
        number, .rejected, by: author, reason: reason, at: now, receipt: nil, log: &log)
    }
  }

  /// Appeals, those whose deadline is next first.
  package func appeals(
    _ state: Appeal.State? = nil, item: String? = nil, limit: Int = 100
  ) throws(StoreError) -> [Appeal] {
    try read("read the appeals") { db in
      var (conditions, arguments): ([String], StatementArguments) = (["1"], [])
      if let state {
        conditions.append("state = ?")
        arguments += [state.rawValue]
      }
      if let item {
        conditions.append("item.id = CAST(? AS TEXT)")
        arguments += [StoredBytes.of(item)]
      }
      let sql =
        AppealAppender.select + " WHERE " + conditions.joined(separator: " AND ")
        + " ORDER BY deadline, appeal.number LIMIT ?"
      return try Row.fetchAll(db, sql: sql, arguments: arguments + [max(0, limit)]).map(AppealAppender.appeal)
    }
  }

  /// An appeal; `nil` when there is none of this number.
  package func appeal(_ number: Int) throws(StoreError) -> Appeal? {
    try read("read appeal \(number)") { try AppealAppender($0).appeal(number) }
  }

  /// How many appeals were made and upheld against labels of each claim, the most upheld first.
  package func appealCounts() throws(StoreError) -> [(claim: String, made: Int, upheld: Int)] {
    try read("count the appeals") { db in
      let sql = """
        SELECT claim, count(*), sum(state = 'upheld') FROM appeal GROUP BY claim ORDER BY 3 DESC, 2 DESC, claim
        """
      return try Row.fetchAll(db, sql: sql).map { (claim: $0[0], made: $0[1], upheld: $0[2]) }
    }
  }
}
