internal import Synchronization

/// A flag that asks a run to end early, seen by every thread. It is raised once and stays raised.
package final class StopFlag: Sendable {
  private let flag = Atomic<Bool>(false)
  private let parent: StopFlag?

  /// Makes a flag that isn't raised.
  package init() {
    parent = nil
  }

  /// Makes a flag that is raised with another one, or by itself.
  package init(below parent: StopFlag) {
    self.parent = parent
  }

  /// Whether the flag was raised.
  package var isRaised: Bool { flag.load(ordering: .relaxed) || parent?.isRaised == true }

  /// Raises the flag. Async-signal-safe.
  package func raise() {
    flag.store(true, ordering: .relaxed)
  }
}
