internal import CErrataMemory

/// The seeds of an opened index. Every read is checked against the bounds, so that a forged file can't end the process.
///
/// A look-up touches three places: a line of `SeedLines`, which most seeds that no entry has don't pass; the directory;
/// and the bucket's words.
package struct SeedTable: @unchecked Sendable {
  // Safe to share: the pointers lead into the immutable bytes of `storage` and of `lines`, which this value keeps
  // alive.
  private let storage: IndexStorage
  private let directory: UnsafeBufferPointer<UInt32>
  /// Heads of groups with their entries after them.
  let words: UnsafeBufferPointer<UInt32>
  /// For each entry the sum of its seeds' weights.
  let masses: UnsafeBufferPointer<UInt32>
  private let bucketShift: UInt64
  /// Reads the seeds of texts as those of this index were read.
  let reader: SeedReader
  /// Lines that belong to this process, if the index's own are not asked.
  private let lines: PrivateBytes?

  /// A view of the sections of an index whose header was checked.
  init(storage: IndexStorage, header: IndexHeader) {
    func section(_ section: IndexFormat.Section) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: storage.bytes[header.sections[section.rawValue].range])
    }
    self.storage = storage
    lines = nil
    directory = section(.seedBuckets).assumingMemoryBound(to: UInt32.self)
    let seeds = section(.seeds)
    words = UnsafeRawBufferPointer(rebasing: seeds[..<(seeds.count & ~3)]).assumingMemoryBound(to: UInt32.self)
    masses = section(.seedMasses).assumingMemoryBound(to: UInt32.self)
    let layout = header.layout
    bucketShift = UInt64(64 - layout.bucketBits)
    reader = SeedReader(
      lines: SeedLines(words: section(.seedLines).assumingMemoryBound(to: UInt64.self), layout: layout))
  }

  /// The same seeds, with lines of which some bits were set.
  init(_ table: SeedTable, lines: PrivateBytes, layout: SeedLayout) {
    storage = table.storage
    directory = table.directory
    words = table.words
    masses = table.masses
    bucketShift = table.bucketShift
    self.lines = lines
    let words = UnsafeRawBufferPointer(lines.bytes).assumingMemoryBound(to: UInt64.self)
    reader = SeedReader(lines: SeedLines(words: words, layout: layout))
  }

  /// The mixed keys of the distinct seeds of an item that some entry may have, in order, in place of `keys`.
  func collect(_ units: borrowing Units, into keys: inout KeySet) {
    keys.write(atMost: units.count) { keys, memory in
      units.hashes.withUnsafeBufferPointer { hashes in
        units.flags.withUnsafeBufferPointer { flags in
          reader.write(hashes: hashes, flags: flags, states: memory, into: keys)
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
  ///
  /// First all the places are fetched, then what stands there, so that the waits for memory overlap.
  func lookUp(_ keys: UnsafeBufferPointer<UInt64>, into groups: inout [Group]) {
    groups.removeAll(keepingCapacity: true)
    guard let directory = directory.baseAddress, let words = words.baseAddress else { return }
    for key in keys { errata_prefetch(directory + Int(key >> bucketShift)) }
    for key in keys {
      let bucket = bucket(of: key)
      errata_prefetch(words + bucket.lowerBound)
      groups.append(Group(entries: bucket, weight: 0))
    }
    var kept = 0
    for position in keys.indices {
      guard let group = group(of: keys[position], in: groups[position].entries) else { continue }
      groups[kept] = group
      kept += 1
    }
    groups.removeLast(groups.count - kept)
  }

  /// The group of a seed.
  func group(of key: UInt64) -> Group? { group(of: key, in: bucket(of: key)) }

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
