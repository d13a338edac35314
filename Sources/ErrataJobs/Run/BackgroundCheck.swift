internal import Foundation
internal import Synchronization

/// A check that goes on while a command works already, and whose failure makes the work void: the verification of an
/// index file's checksums.
package final class BackgroundCheck: Sendable {
  /// Raised by a failure, and with the flag that it stands below: what works meanwhile looks at it.
  package let stop: StopFlag
  private let outside: StopFlag
  private let failure = Mutex<(any Error)?>(nil)
  private let ended = DispatchGroup()

  /// Begins a check on a thread of its own.
  ///
  /// - Parameters:
  ///   - outside: the flag that ends the work from outside.
  ///   - check: throws what makes the work void.
  package init(below outside: StopFlag, _ check: @escaping @Sendable () throws -> Void) {
    self.outside = outside
    stop = StopFlag(below: outside)
    ended.enter()
    Thread.detachNewThread { [self] in
      do { try check() } catch { fail(error) }
      ended.leave()
    }
  }

  private func fail(_ error: any Error) {
    failure.withLock { $0 = error }
    stop.raise()
  }

  /// Waits for the end of the check.
  ///
  /// - Throws: what the check has thrown.
  package func wait() throws {
    ended.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Does work whose result counts only when the check has ended well. A failure comes before what the work itself
  /// throws. Work that was ended from outside isn't kept waiting.
  ///
  /// - Throws: what the check or the work has thrown.
  package func during<Value>(_ work: () throws -> Value) throws -> Value {
    let result = Result(catching: work)
    if !outside.isRaised { try wait() }
    return try result.get()
  }
}
