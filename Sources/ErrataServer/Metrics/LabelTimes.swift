internal import ErrataStore
internal import Synchronization

/// Brings into the metrics how long labels took: of changes that this worker made, of its jobs, and of those that other
/// programs made on the same store since it began.
final class LabelTimes: Sendable {
  private let mark: Mutex<LabelTime.Mark?>

  /// Begins now; a store that can't be read will be told of by whatever needs it.
  init(store: DecisionStore?) {
    mark = Mutex(store.flatMap { try? $0.labelTimeMark })
  }

  /// Takes in what has come since the last time.
  func note(in family: MetricFamily, from store: DecisionStore) {
    mark.withLock { mark in
      guard let known = mark else {
        mark = try? store.labelTimeMark
        return
      }
      guard let (times, next) = try? store.labelTimes(since: known) else { return }
      for time in times { family.observe([time.seconds], time.cause.rawValue) }
      mark = next
    }
  }
}
