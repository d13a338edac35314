internal import ErrataModel
internal import GRDB

/// How long it took from a change of claims to the label of the last item that it touches.
package struct LabelTime: Hashable, Sendable {
  /// Up to where changes were looked at.
  package struct Mark: Hashable, Sendable {
    fileprivate var receipt: Int
    fileprivate var finishedAt: Int64
    fileprivate var job: Int
  }

  /// What made the change: a cause of receipts, or `relabeling` for a job as well.
  package var cause: ReceiptCause.Kind
  /// Seconds. From the publication of the revision for relabeling, from the request for what publishes and labels at
  /// once.
  package var seconds: Double

  /// Makes a time.
  package init(cause: ReceiptCause.Kind, seconds: Double) {
    self.cause = cause
    self.seconds = seconds
  }
}

extension DecisionStore {
  /// Where `labelTimes` begins so that it tells only of what comes later.
  package var labelTimeMark: LabelTime.Mark {
    get throws(StoreError) { try read("read the last receipt") { try DecisionStore.mark(in: $0) } }
  }

  private static func mark(in db: Database) throws -> LabelTime.Mark {
    let sql = "SELECT finished_at, number FROM job WHERE finished_at IS NOT NULL ORDER BY 1 DESC, 2 DESC LIMIT 1"
    let job = try Row.fetchOne(db, sql: sql)
    return LabelTime.Mark(
      receipt: try Int.fetchOne(db, sql: "SELECT max(number) FROM receipt") ?? 0, finishedAt: job?[0] ?? .min,
      job: job?[1] ?? 0)
  }

  /// The times of changes since a mark, whoever made them, and the next mark.
  ///
  /// Edits by authors are left out, and relabeling to a revision that never was live: nobody waited for it.
  package func labelTimes(since mark: LabelTime.Mark) throws(StoreError) -> (times: [LabelTime], next: LabelTime.Mark) {
    try read("read how long labels took") { db in
      var times: [LabelTime] = []
      let sql = ReceiptReader.select + " WHERE receipt.number > ? ORDER BY receipt.number"
      for row in try Row.fetchAll(db, sql: sql, arguments: [mark.receipt]) {
        let receipt = try ReceiptReader.receipt(row)
        let waited: Int64?
        switch receipt.cause.kind {
        case .edit: waited = nil
        case .relabeling:
          waited = try published(receipt.cause.to, before: receipt.at.milliseconds, in: db).map {
            receipt.at.milliseconds - $0
          }
        default: waited = 0
        }
        guard let waited else { continue }
        times.append(LabelTime(cause: receipt.cause.kind, seconds: Double(waited + Int64(receipt.milliseconds)) / 1000))
      }
      let jobs = """
        SELECT finished_at, json_extract(checkpoint, '$.engine.corpusRevision') FROM job
        WHERE kind = 'relabel' AND state = 'done' AND (finished_at, number) > (?, ?) ORDER BY finished_at, number
        """
      for row in try Row.fetchAll(db, sql: jobs, arguments: [mark.finishedAt, mark.job]) {
        let finished: Int64 = row[0]
        guard let at = try published(row[1], before: finished, in: db) else { continue }
        times.append(LabelTime(cause: .relabeling, seconds: Double(finished - at) / 1000))
      }
      return (times, try DecisionStore.mark(in: db))
    }
  }

  /// When a revision went live last before a time; `nil` if it never did.
  private func published(_ digest: String?, before time: Int64, in db: Database) throws -> Int64? {
    guard let digest else { return nil }
    let sql = """
      SELECT max(publication.at) FROM publication JOIN revision ON revision.number = publication.revision
      WHERE revision.digest = CAST(? AS TEXT) AND publication.at <= ?
      """
    return try Int64.fetchOne(db, sql: sql, arguments: [StoredBytes.of(digest), time])
  }
}
