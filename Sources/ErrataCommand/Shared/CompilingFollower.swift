internal import ErrataCorpus
internal import ErrataJobs
internal import Foundation
internal import Synchronization

/// Shows how far the compiling of an index has come, and ends it when the user asks for that.
final class CompilingFollower: Sendable {
  private let display: Mutex<ProgressDisplay>
  private let start = Date()

  /// A follower that shows progress if it is wanted and standard error is a terminal.
  init(isWanted: Bool) {
    display = Mutex(ProgressDisplay(isWanted: isWanted))
  }

  /// What the compiler tells.
  var watch: CompilingWatch {
    CompilingWatch(isStopped: { Interrupts.stop.isRaised }, report: show)
  }

  private func show(_ stage: CompilingWatch.Stage) {
    var progress = CompilingProgress()
    switch stage {
    case .reading(let bytes, let totalBytes, let claims):
      (progress.bytes, progress.totalBytes, progress.claims) = (bytes, totalBytes, claims)
    case .writing(let claims): (progress.claims, progress.isWriting) = (claims, true)
    }
    let seconds = Date().timeIntervalSince(start)
    display.withLock { $0.show(progress.line, seconds: seconds) }
  }

  /// Takes the line away.
  func end() {
    display.withLock { $0.clear() }
  }
}
