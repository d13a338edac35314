/// Distinct keys in the order in which they came, and the memory for finding those that came before.
struct KeySet {
  private var keys: [UInt64] = []
  private var slots: [UInt64] = []
  private var memory = [UInt64](repeating: 0, count: SeedReader.chunkWords)
  /// Number of distinct keys.
  private(set) var count = 0

  /// The keys.
  @inline(__always)
  func withKeys<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    keys.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[0..<count])) }
  }

  /// Takes in the keys that `body` writes, at most `limit` and one more place behind them; it returns how many. It
  /// also gets memory for a chunk of a `SeedReader`.
  @inline(__always)
  mutating func write(
    atMost limit: Int,
    _ body: (_ keys: UnsafeMutableBufferPointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>) -> Int
  ) {
    if keys.count <= limit { keys = [UInt64](repeating: 0, count: limit * 2 + 1) }
    let written = keys.withUnsafeMutableBufferPointer { keys in
      memory.withUnsafeMutableBufferPointer { memory in memory.baseAddress.map { body(keys, $0) } ?? 0 }
    }
    let capacity = max(64, (written * 4).nextPowerOfTwo)
    if slots.count < capacity { slots = [UInt64](repeating: 0, count: capacity) }
    count = keys.withUnsafeMutableBufferPointer { keys in
      slots.withUnsafeMutableBufferPointer { slots in KeySet.distinct(keys, written, slots, mask: capacity - 1) }
    }
  }

  /// Moves the first occurrence of each key to the front; the slots, free before, are free again after.
  private static func distinct(
    _ keys: UnsafeMutableBufferPointer<UInt64>, _ written: Int, _ slots: UnsafeMutableBufferPointer<UInt64>, mask: Int
  ) -> Int {
    var kept = 0
    for position in 0..<written {
      // 0 marks a free slot; a key of 0 shares the seat of 1.
      let key = max(1, keys[position])
      var slot = Int(truncatingIfNeeded: key) & mask
      while slots[slot] != 0, slots[slot] != key { slot = (slot + 1) & mask }
      if slots[slot] == key { continue }
      slots[slot] = key
      keys[kept] = key
      kept += 1
    }
    // A key is gone from its first slot on once all that were put before it are, so the order doesn't matter: all go.
    for position in 0..<kept {
      var slot = Int(truncatingIfNeeded: keys[position]) & mask
      while slots[slot] != 0 {
        slots[slot] = 0
        slot = (slot + 1) & mask
      }
    }
    return kept
  }
}
