package import ErrataModel
package import ErrataStore
internal import Foundation

/// Takes jobs from a store and does them, one at a time. Any number of workers may share a store: a job has one at a
/// time, and goes to another one when its worker is gone.
package struct JobWorker {
  /// How a worker goes about it.
  package struct Settings: Sendable {
    /// Seconds after which a job of a worker that is gone goes to another one.
    package var leaseSeconds: Double
    /// Threads that judge.
    package var workers: Int
    /// The time.
    package var clock: @Sendable () -> Timestamp
    /// Takes what is to be said: bad lines, ends of jobs. Called from any thread.
    package var log: @Sendable (String) -> Void

    /// Makes settings; by default one thread a core, and leases of 30 seconds.
    package init(
      leaseSeconds: Double = 30, workers: Int = ProcessInfo.processInfo.activeProcessorCount,
      clock: @escaping @Sendable () -> Timestamp, log: @escaping @Sendable (String) -> Void
    ) {
      self.leaseSeconds = leaseSeconds
      self.workers = max(1, workers)
      self.clock = clock
      self.log = log
    }
  }

  private let store: DecisionStore
  private let settings: Settings
  private let stop: StopFlag
  private let name: String

  /// A worker.
  ///
  /// - Parameter stop: ends the job at hand at its next checkpoint, and gives it back.
  package init(store: DecisionStore, settings: Settings, stop: StopFlag) {
    self.store = store
    self.settings = settings
    self.stop = stop
    name = "\(ProcessInfo.processInfo.hostName):\(ProcessInfo.processInfo.processIdentifier)"
  }

  /// Takes the next job and does it.
  ///
  /// - Parameter only: take this job or none.
  /// - Returns: the job as it stands afterwards; `nil` when there was none to take.
  /// - Throws: `StoreError` when the store can't be used; what is wrong with a job is in the job.
  package func runNext(only: Int? = nil) throws(StoreError) -> Job? {
    let now = settings.clock()
    let owner = "\(name):\(UUID().uuidString)"
    let until = now.advanced(bySeconds: settings.leaseSeconds)
    guard let (job, lease) = try store.takeJob(owner: owner, now: now, until: until, only: only) else { return nil }
    let jobStop = StopFlag(below: stop)
    let keeper = LeaseKeeper(lease, store: store, settings: settings, lost: jobStop)
    let context = JobContext(store: store, job: job, lease: lease, settings: settings, stop: jobStop)
    let result = Result { try JobWorker.perform(context) }
    keeper.end()
    try conclude(lease, result)
    return try store.job(job.number)
  }

  /// Does a job of any kind.
  private static func perform(_ context: JobContext) throws {
    let parameters = try JobParameters(context.job.kind, context.job.parameters)
    switch context.job.kind {
    case .label:
      var job = try LabelJob(context, parameters)
      try job.run()
    case .relabel:
      var job = try RelabelJob(context, parameters)
      try job.run()
    case .reindex: try ReindexJob(context: context, parameters: parameters).run()
    case .export:
      var job = try ExportJob(context, parameters)
      try job.run()
    }
  }

  private func conclude(_ lease: JobLease, _ result: Result<Void, any Error>) throws(StoreError) {
    do {
      try end(lease, result)
    } catch  where error.kind == .conflict {
      settings.log("job \(lease.job): cancelled, or taken over by another worker")
    }
  }

  private func end(_ lease: JobLease, _ result: Result<Void, any Error>) throws(StoreError) {
    switch result {
    case .success:
      try store.finish(lease, now: settings.clock())
      settings.log("job \(lease.job): done")
    case .failure(is JobStopped):
      try store.release(lease)
      settings.log("job \(lease.job): given back")
    case .failure(let error as StoreError) where error.kind == .conflict: throw error
    case .failure(let error):
      try store.fail(lease, error: "\(error)", now: settings.clock())
      settings.log("job \(lease.job): failed: \(error)")
    }
  }
}
