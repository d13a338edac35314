internal import Synchronization

/// A flag that asks a run to end early, seen by every thread. It is raised once and stays raised.
package final class StopFlag: Sendable {
  private let own = Atomic<Bool>(false)
  private let parent: StopFlag?

  /// Makes a flag that isn't raised itself; it also counts as raised when its parent is.
  ///
  /// A run makes a child of the process-wide flag of `Interrupts`, so that raising its own, because its reader has
  /// gone, doesn't look like a Ctrl-C.
  package init(parent: StopFlag? = nil) {
    self.parent = parent
  }

  /// Whether this flag or one above it was raised.
  package var isRaised: Bool {
    own.load(ordering: .relaxed) || (parent?.isRaised ?? false)
  }

  /// Raises this flag. Async-signal-safe.
  package func raise() {
    own.store(true, ordering: .relaxed)
  }
}
