internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// Renews a lease on a thread of its own while a job works on something long, such as building an index.
final class LeaseKeeper: Sendable {
  private let ended = DispatchSemaphore(value: 0)
  private let gone = DispatchSemaphore(value: 0)

  /// Begins; raises `lost` when the lease is lost.
  init(_ lease: JobLease, store: DecisionStore, settings: JobWorker.Settings, lost: StopFlag) {
    Thread.detachNewThread { [ended, gone] in
      while ended.wait(timeout: .now() + settings.leaseSeconds / 3) == .timedOut {
        do throws(StoreError) {
          try store.renew(lease, until: settings.clock().advanced(bySeconds: settings.leaseSeconds))
        } catch  where error.kind == .conflict {
          lost.raise()
          break
        } catch {
          // A store that is held or full now may not be so a third of a lease later.
          settings.log("\(error)")
        }
      }
      gone.signal()
    }
  }

  /// Ends, and waits for the end.
  func end() {
    ended.signal()
    gone.wait()
  }
}
