internal import Dispatch
internal import ErrataIndex
internal import Synchronization

/// Reads batches on all cores. Readers are kept for the next batches.
final class ReaderPool: Sendable {
  /// A reader that threads hand to one another. The lock is never contended: a reader in use is in no other hands.
  private final class Shared: Sendable {
    let reader: Mutex<BatchReader>

    init(background: BackgroundModel) {
      reader = Mutex(BatchReader(background: background))
    }
  }

  private let background: BackgroundModel
  private let spare = Mutex<[Shared]>([])

  /// A pool whose readers weigh units by how often they stand in ordinary texts.
  init(background: BackgroundModel) {
    self.background = background
  }

  /// Reads batches side by side; the results are in their order.
  func read(_ batches: [LineBatch], files: [String]) -> [ClaimBatch] {
    let results = Mutex<[Int: ClaimBatch]>([:])
    DispatchQueue.concurrentPerform(iterations: batches.count) { number in
      let shared = spare.withLock { $0.popLast() } ?? Shared(background: background)
      let result = shared.reader.withLock { $0.read(batches[number], of: files[batches[number].file]) }
      results.withLock { $0[number] = result }
      spare.withLock { $0.append(shared) }
    }
    return results.withLock { results in batches.indices.compactMap { results[$0] } }
  }

  /// Work on another thread.
  static func beside(_ work: @escaping @Sendable () -> Void) -> () -> Void {
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) { work() }
    return { group.wait() }
  }
}
