internal import Foundation
internal import Synchronization

/// Turns Ctrl-C (SIGINT) and SIGTERM into a flag that runs look at; a second signal ends the process at once.
///
/// A plain signal handler with atomics, not a Dispatch source: it needs no thread, and so the second signal works even
/// when every thread is stuck.
package enum Interrupts {
  /// Raised by the first signal after `install()`.
  package static let stop = StopFlag()

  private static let caught = Atomic<Int32>(0)

  /// Handles SIGINT and SIGTERM from now on; a signal that the parent process had set to be ignored stays so, as
  /// `nohup` and background jobs of shell scripts expect.
  package static func install() {
    // Both statics must exist before a handler may touch them: making them isn't async-signal-safe, reading them is.
    guard !stop.isRaised, caught.load(ordering: .relaxed) == 0 else { return }
    for number in [SIGINT, SIGTERM] {
      let before = signal(number, Interrupts.handle)
      if isIgnored(before) { signal(number, SIG_IGN) }
    }
    unblock()
  }

  /// A parent that starts programs from a thread of a pool may hand down a mask that keeps all signals away.
  private static func unblock() {
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM] { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  /// The exit status that tells the parent process about the signal, 128 and its number (130 for Ctrl-C, 143 for
  /// SIGTERM), or `nil` when there was none.
  package static var exitStatus: Int32? {
    let number = caught.load(ordering: .relaxed)
    return number == 0 ? nil : 128 + number
  }

  /// Runs inside the signal handler, where only async-signal-safe calls are allowed: atomics and `_exit`.
  private static let handle: @convention(c) (Int32) -> Void = { number in
    guard caught.exchange(number, ordering: .relaxed) == 0 else { _exit(128 + number) }
    stop.raise()
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
