/// The seeds of an opened index. Every read is checked against the bounds, so that a forged file can't end the process.
///
/// A look-up touches three places: a bit of the filter, which most seeds that no entry has don't pass; the directory;
/// and the bucket's words.
package struct SeedTable: @unchecked Sendable {
  // Safe to share: the pointers lead into the immutable bytes of `storage`, which this value keeps alive.
  private let storage: IndexStorage
  private let filter: UnsafeBufferPointer<UInt64>
  private let directory: UnsafeBufferPointer<UInt32>
  /// Heads of groups with their entries after them.
  let words: UnsafeBufferPointer<UInt32>
  /// For each entry the sum of its seeds' weights.
  let masses: UnsafeBufferPointer<UInt32>
  private let filterShift: UInt64
  private let bucketShift: UInt64
  private let reader: SeedReader

  /// A view of the sections of an index whose header was checked.
  init(storage: IndexStorage, header: IndexHeader) {
    func section(_ section: IndexFormat.Section) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: storage.bytes[header.sections[section.rawValue].range])
    }
    self.storage = storage
    filter = section(.filter).assumingMemoryBound(to: UInt64.self)
    directory = section(.seedBuckets).assumingMemoryBound(to: UInt32.self)
    let seeds = section(.seeds)
    words = UnsafeRawBufferPointer(rebasing: seeds[..<(seeds.count & ~3)]).assumingMemoryBound(to: UInt32.self)
    masses = section(.seedMasses).assumingMemoryBound(to: UInt32.self)
    let layout = header.layout
    filterShift = UInt64(64 - layout.filterBits)
    bucketShift = UInt64(64 - layout.bucketBits)
    reader = SeedReader(
      frequent: FrequentKeys(
        words: section(.frequent).assumingMemoryBound(to: UInt64.self), bits: layout.frequentBits))
  }

  /// The mixed keys of the distinct seeds of an item that some entry may have, in order, in place of `keys`.
  func collect(_ units: borrowing Units, into keys: inout KeySet) {
    keys.write(atMost: units.count) { keys in
      units.hashes.withUnsafeBufferPointer { hashes in
        units.flags.withUnsafeBufferPointer { flags in
          var count = 0
          reader.forEach(hashes: hashes, flags: flags) { key, _, _ in
            let place = key >> filterShift
            // Written always and kept if it may be there: a branch here is guessed wrong half of the time.
            keys[count] = key
            count &+= Int(truncatingIfNeeded: filter[Int(place >> 6)] >> (place & 63) & 1)
          }
          return count
        }
      }
    }
  }

  /// The entries that have a seed.
  struct Group {
    /// Positions of their numbers in `words`.
    var entries: Range<Int>
    /// What the seed tells, in eighths of a bit.
    var weight: UInt32
  }

  /// The groups of distinct keys.
  func lookUp(_ keys: UnsafeBufferPointer<UInt64>, into groups: inout [Group]) {
    groups.removeAll(keepingCapacity: true)
    // First the places, then what stands there, so that the waits for memory overlap.
    for key in keys { groups.append(Group(entries: bucket(of: key), weight: 0)) }
    var kept = 0
    for position in keys.indices {
      guard let group = group(of: keys[position], in: groups[position].entries) else { continue }
      groups[kept] = group
      kept += 1
    }
    groups.removeLast(groups.count - kept)
  }

  /// The words of a seed's bucket.
  @inline(__always)
  private func bucket(of key: UInt64) -> Range<Int> {
    let bucket = Int(key >> bucketShift)
    let end = min(words.count, Int(directory[bucket + 1]))
    return min(end, Int(directory[bucket]))..<end
  }

  /// The group of a seed in its bucket.
  @inline(__always)
  private func group(of key: UInt64, in bucket: Range<Int>) -> Group? {
    let fingerprint = UInt32(truncatingIfNeeded: key & SeedLayout.fingerprintMask)
    var place = bucket.lowerBound
    while place < bucket.upperBound {
      let head = words[place]
      let first = place + 1
      place = first + Int(head >> 16 & 0xFF)
      guard place <= bucket.upperBound else { return nil }
      if head & 0xFFFF == fingerprint { return Group(entries: first..<place, weight: head >> 24) }
    }
    return nil
  }
}

/// Distinct keys in the order in which they came, and the memory for finding those that came before.
struct KeySet {
  private var keys: [UInt64] = []
  private var slots: [UInt64] = []
  /// Number of distinct keys.
  private(set) var count = 0

  /// The keys.
  @inline(__always)
  func withKeys<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    keys.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[0..<count])) }
  }

  /// Takes in the keys that `body` writes, at most `limit` and one more place behind them; it returns how many.
  @inline(__always)
  mutating func write(atMost limit: Int, _ body: (UnsafeMutableBufferPointer<UInt64>) -> Int) {
    if keys.count <= limit { keys = [UInt64](repeating: 0, count: limit * 2 + 1) }
    let written = keys.withUnsafeMutableBufferPointer { body($0) }
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
