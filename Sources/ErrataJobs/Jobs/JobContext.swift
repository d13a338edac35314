internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// What a running job has at hand.
struct JobContext {
  let store: DecisionStore
  let job: Job
  let lease: JobLease
  let settings: JobWorker.Settings
  /// Raised when the job is to end before its end.
  let stop: StopFlag

  /// Notes how far the job has come, together with a batch's decisions.
  ///
  /// - Returns: how many decisions were new.
  @discardableResult
  func advance(
    _ memory: JobMemory, done: Int, total: Int?, recording records: [DecisionRecord] = []
  ) throws -> Int {
    let until = settings.clock().advanced(bySeconds: settings.leaseSeconds)
    return try store.advance(
      lease, to: JobProgress(done: done, total: total, checkpoint: memory.json), recording: records, until: until)
  }

  /// Ends the job here when it is to end.
  func check() throws {
    if stop.isRaised { throw JobStopped() }
  }
}
