internal import Synchronization

/// A flag that asks a run to end early, seen by every thread. It is raised once and stays raised.
package final class StopFlag: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Makes a flag that isn't raised.
  package init() {}

  /// Whether the flag was raised.
  package var isRaised: Bool { flag.load(ordering: .relaxed) }

  /// Raises the flag. Async-signal-safe.
  package func raise() {
    flag.store(true, ordering: .relaxed)
  }
}
