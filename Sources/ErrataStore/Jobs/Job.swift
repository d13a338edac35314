package import ErrataJSON
package import ErrataModel

/// What a job does.
package enum JobKind: String, Hashable, Sendable, CaseIterable {
  /// Labels the items of a file, records the decisions, and writes them to a file.
  case label
  /// Decides anew on all recorded items, and records what changes.
  case relabel
  /// Compiles the live corpus revision to an index file.
  case reindex
  /// Writes decisions or label events to a file.
  case export
}

/// Where a job stands.
package enum JobState: String, Hashable, Sendable, CaseIterable {
  /// Waits for a worker.
  case queued
  /// A worker has it, as long as its lease lasts.
  case running
  /// Ended well.
  case done
  /// Ended with an error; it may be resumed.
  case failed
  /// Cancelled; it may be resumed.
  case cancelled

  /// Whether nothing more happens by itself.
  package var isFinal: Bool { self != .queued && self != .running }
}

/// A job as the store knows it.
package struct Job: Hashable, Sendable {
  /// Its number, from 1.
  package var number: Int
  /// What it does.
  package var kind: JobKind
  /// With what: members that its kind defines.
  package var parameters: JSONValue
  /// Where it stands.
  package var state: JobState
  /// Who asked for it.
  package var author: String
  /// Units done, such as items or bytes.
  package var done: Int
  /// Units done when the present worker took it.
  package var base: Int
  /// Units in all, where known.
  package var total: Int?
  /// Where to go on.
  package var checkpoint: JSONValue?
  /// Who has it.
  package var owner: String?
  /// Until when.
  package var leaseUntil: Timestamp?
  /// How often it was taken without progress.
  package var attempts: Int
  /// Why it failed.
  package var error: String?
  /// When it was asked for.
  package var createdAt: Timestamp
  /// When the present, or last, worker took it.
  package var startedAt: Timestamp?
  /// When it ended.
  package var finishedAt: Timestamp?

  /// Seconds left at the speed of the present worker; `nil` when that can't be told.
  package func secondsLeft(now: Timestamp) -> Double? {
    guard state == .running, let total, let startedAt, done > base else { return nil }
    let elapsed = max(0, now.seconds(since: startedAt))
    return elapsed / Double(done - base) * Double(max(0, total - done))
  }

  /// Writes it as JSON, as the API and `errata jobs` show it.
  package func encode(now: Timestamp, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", number)
      writer.member("kind", kind.rawValue)
      writer.key("parameters")
      writer.value(parameters)
      writer.member("state", state.rawValue)
      writer.member("author", author)
      writer.member("done", done)
      if let total { writer.member("total", total) }
      if let secondsLeft = secondsLeft(now: now) { writer.member("secondsLeft", secondsLeft.rounded()) }
      writer.member("error", error)
      writer.member("createdAt", createdAt.description)
      writer.member("startedAt", startedAt?.description)
      writer.member("finishedAt", finishedAt?.description)
    }
  }
}

/// The right to work on a job, given to one worker at a time. It is lost when it isn't renewed in time and another
/// worker takes the job, and when the job is cancelled.
package struct JobLease: Hashable, Sendable {
  /// The job's number.
  package let job: Int
  /// Who has it: unlike any other lease's.
  package let owner: String
}

/// How far a job has come.
package struct JobProgress: Hashable, Sendable {
  /// Units done.
  package var done: Int
  /// Units in all, where known.
  package var total: Int?
  /// Where to go on.
  package var checkpoint: JSONValue

  /// Makes progress.
  package init(done: Int, total: Int?, checkpoint: JSONValue) {
    self.done = done
    self.total = total
    self.checkpoint = checkpoint
  }
}
