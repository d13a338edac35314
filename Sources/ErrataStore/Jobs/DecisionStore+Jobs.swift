package import ErrataJSON
package import ErrataModel
internal import Foundation
internal import GRDB

// Jobs stand in the same file as the record: so a batch's decisions and the place to go on from are one transaction,
// and a worker that is killed leaves both or neither.
extension DecisionStore {
  /// Takes of a job without progress after which it fails, since it seems to end its workers.
  package static let jobAttempts = 10

  /// Puts a job into the queue.
  ///
  /// - Parameters:
  ///   - parameters: an object; checked by the worker.
  ///   - author: who asks for it.
  package func enqueue(
    _ kind: JobKind, parameters: JSONValue, author: String, now: Timestamp
  ) throws(StoreError) -> Job {
    try write("queue a job") { db in
      var writer = JSONWriter()
      writer.value(parameters)
      try db.execute(
        sql: """
          INSERT INTO job (kind, parameters, state, author, created_at)
          VALUES (?, CAST(? AS TEXT), 'queued', CAST(? AS TEXT), ?)
          """,
        arguments: [kind.rawValue, Data(writer.bytes), StoredBytes.of(author), now.milliseconds])
      return try StoredJob.job(Int(db.lastInsertedRowID), in: db)
    }
  }

  /// A job; `nil` when there is none of that number.
  package func job(_ number: Int) throws(StoreError) -> Job? {
    try read("read job \(number)") { db in
      try Row.fetchOne(db, sql: StoredJob.select + " WHERE number = ?", arguments: [number]).map(StoredJob.job)
    }
  }

  /// Jobs, the newest first; all, or those in one state.
  package func jobs(_ state: JobState? = nil, offset: Int = 0, limit: Int = 100) throws(StoreError) -> [Job] {
    try read("read the jobs") { db in
      let condition = state == nil ? "" : " WHERE state = ?"
      let arguments: StatementArguments = state.map { [$0.rawValue] } ?? []
      let sql = StoredJob.select + condition + " ORDER BY number DESC LIMIT ? OFFSET ?"
      return try Row.fetchAll(db, sql: sql, arguments: arguments + [max(0, limit), max(0, offset)])
        .map(StoredJob.job)
    }
  }

  /// Takes the first job that waits, or one whose worker has not renewed its lease.
  ///
  /// - Parameters:
  ///   - owner: a name unlike any other worker's.
  ///   - until: the lease's end.
  ///   - only: take this job or none.
  /// - Returns: the job with its lease, or `nil` when there is nothing to do.
  package func takeJob(
    owner: String, now: Timestamp, until: Timestamp, only: Int? = nil
  ) throws(StoreError) -> (job: Job, lease: JobLease)? {
    try write("take a job") { db in
      try failHopeless(db, now: now)
      let sql = """
        SELECT number FROM job
        WHERE (state = 'queued' OR (state = 'running' AND lease_until <= ?)) AND (? IS NULL OR number = ?)
        ORDER BY state = 'running', number LIMIT 1
        """
      guard let number = try Int.fetchOne(db, sql: sql, arguments: [now.milliseconds, only, only]) else { return nil }
      try db.execute(
        sql: """
          UPDATE job SET state = 'running', owner = CAST(? AS TEXT), lease_until = ?, attempts = attempts + 1,
            started_at = ?, base = done, error = NULL, finished_at = NULL WHERE number = ?
          """,
        arguments: [StoredBytes.of(owner), until.milliseconds, now.milliseconds, number])
      return (try StoredJob.job(number, in: db), JobLease(job: number, owner: owner))
    }
  }

  private func failHopeless(_ db: Database, now: Timestamp) throws {
    try db.execute(
      sql: """
        UPDATE job SET state = 'failed', owner = NULL, lease_until = NULL, finished_at = ?,
          error = 'taken ' || attempts || ' times without progress: its workers ended, or lost their leases'
        WHERE state = 'running' AND lease_until <= ? AND attempts >= ?
        """, arguments: [now.milliseconds, now.milliseconds, DecisionStore.jobAttempts])
  }

  /// Keeps a lease.
  ///
  /// - Throws: `StoreError`: `conflict` when it is lost.
  package func renew(_ lease: JobLease, until: Timestamp) throws(StoreError) {
    try write("renew the lease on job \(lease.job)") { db in
      try StoredJob.update(lease, "lease_until = ?", [until.milliseconds], in: db)
    }
  }

  /// Notes how far a job has come, with the decisions of the batch, all or nothing, and keeps the lease.
  ///
  /// - Returns: how many of the decisions were new.
  /// - Throws: `StoreError`: `conflict` when the lease is lost; then nothing is recorded.
  package func advance(
    _ lease: JobLease, to progress: JobProgress, recording records: [DecisionRecord] = [], until: Timestamp
  ) throws(StoreError) -> Int {
    try write("note the progress of job \(lease.job)") { db in
      var writer = JSONWriter()
      writer.value(progress.checkpoint)
      try StoredJob.update(
        lease,
        """
        attempts = CASE WHEN ? > done THEN 1 ELSE attempts END, done = ?, total = ?, checkpoint = CAST(? AS TEXT),
        lease_until = ?
        """, [progress.done, progress.done, progress.total, Data(writer.bytes), until.milliseconds], in: db)
      return try records.isEmpty ? 0 : DecisionAppender.append(records, in: db)
    }
  }

  /// Ends a job well.
  ///
  /// - Throws: `StoreError`: `conflict` when the lease is lost.
  package func finish(_ lease: JobLease, now: Timestamp) throws(StoreError) {
    try end(lease, .done, error: nil, now: now)
  }

  /// Ends a job with an error.
  ///
  /// - Throws: `StoreError`: `conflict` when the lease is lost.
  package func fail(_ lease: JobLease, error: String, now: Timestamp) throws(StoreError) {
    try end(lease, .failed, error: error, now: now)
  }

  /// Gives a job back before its end, for another worker to go on.
  package func release(_ lease: JobLease) throws(StoreError) {
    try write("give job \(lease.job) back") { db in
      let members = "state = 'queued', owner = NULL, lease_until = NULL, attempts = 0"
      try StoredJob.update(lease, members, [], in: db)
    }
  }

  private func end(_ lease: JobLease, _ state: JobState, error: String?, now: Timestamp) throws(StoreError) {
    try write("end job \(lease.job)") { db in
      try StoredJob.update(
        lease, "state = ?, error = CAST(? AS TEXT), owner = NULL, lease_until = NULL, finished_at = ?",
        [state.rawValue, error.map(StoredBytes.of), now.milliseconds], in: db)
    }
  }

  /// Cancels a job that hasn't ended. Its worker stops at the next batch; what was recorded stays.
  ///
  /// - Throws: `StoreError`: `missing` when there is none; `refused` when it has ended.
  package func cancelJob(_ number: Int, now: Timestamp) throws(StoreError) -> Job {
    try write("cancel job \(number)") { db in
      let job = try StoredJob.job(number, in: db)
      guard !job.state.isFinal else {
        throw RecordFault(
          kind: .refused, found: "it is \(job.state.rawValue)", remedy: "Only a job that waits or runs can be cancelled"
        )
      }
      try db.execute(
        sql: """
          UPDATE job SET state = 'cancelled', owner = NULL, lease_until = NULL, finished_at = ? WHERE number = ?
          """, arguments: [now.milliseconds, number])
      return try StoredJob.job(number, in: db)
    }
  }

  /// Puts a failed or cancelled job into the queue again; it goes on where it was.
  ///
  /// - Throws: `StoreError`: `missing` when there is none; `refused` when it hasn't ended, or ended well.
  package func resumeJob(_ number: Int, now: Timestamp) throws(StoreError) -> Job {
    try write("resume job \(number)") { db in
      let job = try StoredJob.job(number, in: db)
      guard job.state == .failed || job.state == .cancelled else {
        throw RecordFault(
          kind: .refused, found: "it is \(job.state.rawValue)",
          remedy: "Only a failed or cancelled job can be resumed")
      }
      try db.execute(
        sql: "UPDATE job SET state = 'queued', error = NULL, attempts = 0, finished_at = NULL WHERE number = ?",
        arguments: [number])
      return try StoredJob.job(number, in: db)
    }
  }
}

/// Rows of `job`.
private enum StoredJob {
  static let select = """
    SELECT number, kind, CAST(parameters AS BLOB), state, CAST(author AS BLOB), done, base, total,
      CAST(checkpoint AS BLOB), CAST(owner AS BLOB), lease_until, attempts, CAST(error AS BLOB), created_at,
      started_at, finished_at
    FROM job
    """

  static func job(_ number: Int, in db: Database) throws -> Job {
    guard let row = try Row.fetchOne(db, sql: select + " WHERE number = ?", arguments: [number]) else {
      throw RecordFault(kind: .missing, found: "there is no such job", remedy: "List the jobs for their numbers")
    }
    return try job(row)
  }

  /// Changes the row of a lease that still holds.
  static func update(
    _ lease: JobLease, _ members: String, _ values: StatementArguments, in db: Database
  ) throws {
    let sql = "UPDATE job SET \(members) WHERE number = ? AND state = 'running' AND owner = CAST(? AS TEXT)"
    try db.execute(sql: sql, arguments: values + [lease.job, StoredBytes.of(lease.owner)])
    guard db.changesCount == 1 else {
      throw RecordFault(
        kind: .conflict, found: "the lease is lost: the job was cancelled, or another worker has taken it",
        remedy: "Stop working on it; whoever has it goes on from the last checkpoint")
    }
  }

  static func job(_ row: Row) throws -> Job {
    let number: Int = row[0]
    func text(_ column: Int) -> String? { (row[column] as Data?).map { String(decoding: $0, as: UTF8.self) } }
    func time(_ column: Int) -> Timestamp? { (row[column] as Int64?).map(Timestamp.init(milliseconds:)) }
    func json(_ column: Int) throws -> JSONValue? {
      do {
        return try (row[column] as Data?).map { try JSONParser.parse(Array($0)) }
      } catch {
        throw RecordFault.unreadable("row \(number) of table job", "\(error)")
      }
    }
    guard let kind = JobKind(rawValue: row[1]), let state = JobState(rawValue: row[3]) else {
      throw RecordFault.unreadable("row \(number) of table job", "its kind or state is unknown")
    }
    return Job(
      number: number, kind: kind, parameters: try json(2) ?? .object([]), state: state, author: text(4) ?? "",
      done: row[5], base: row[6], total: row[7], checkpoint: try json(8), owner: text(9), leaseUntil: time(10),
      attempts: row[11], error: text(12), createdAt: Timestamp(milliseconds: row[13]), startedAt: time(14),
      finishedAt: time(15))
  }
}
