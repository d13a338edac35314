internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore
internal import Foundation
internal import Logging

/// Does the store's jobs in this process, one after the other, on a thread of its own.
final class JobThread: Sendable {
  private let stop = StopFlag()
  private let ended = DispatchSemaphore(value: 0)

  init(store: DecisionStore, workers: Int, clock: WallClock, log: Logger) {
    let settings = JobWorker.Settings(workers: workers, clock: clock.now, log: { log.info("\($0)") })
    Thread.detachNewThread { [stop, ended] in
      let worker = JobWorker(store: store, settings: settings, stop: stop)
      while !stop.isRaised {
        do {
          if try worker.runNext() == nil { JobThread.rest(stop) }
        } catch {
          log.error("jobs: \(error)")
          JobThread.rest(stop)
        }
      }
      ended.signal()
    }
  }

  /// Waits a second, or until the end.
  private static func rest(_ stop: StopFlag) {
    for _ in 0..<20 where !stop.isRaised { Thread.sleep(forTimeInterval: 0.05) }
  }

  /// Ends the job at hand at its next checkpoint, from where another worker goes on.
  func close() {
    stop.raise()
    ended.wait()
  }
}
