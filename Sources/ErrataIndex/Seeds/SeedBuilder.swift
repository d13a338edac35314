/// Makes the sections of seeds from the units of all entries.
///
/// Frequent keys are found by counting, length by length, in small counters: a key that shares its counter
/// with another may count as frequent too early, which costs a longer seed and nothing else. Then the postings are put
/// into their buckets and sorted there. The same units give the same bytes.
struct SeedBuilder {
  /// Units of all entries, one after the other.
  let hashes: [UInt32]
  /// Their flags.
  let flags: [UInt8]
  /// Their information after the left neighbour, in eighths of a bit.
  let conditional: [UInt8]
  /// Their information by themselves.
  let own: [UInt8]
  /// The entries' units, for those that are matched.
  let texts: [(entry: UInt32, units: Range<Int>)]
  /// Sizes.
  let layout: SeedLayout
  /// Texts counted as background, with the entries: what weights of rare seeds are bounded by.
  let documents: Double

  /// The finished sections.
  struct Sections {
    var frequent: [UInt64] = []
    var filter: [UInt64] = []
    var directory: [UInt32] = []
    var words: [UInt32] = []
    /// For each entry the sum of its seeds' weights.
    var masses: [UInt32] = []
  }

  /// A seed of an entry: fingerprint and weight, then the entry.
  private struct Posting {
    var head: UInt32
    var entry: UInt32

    var fingerprint: UInt32 { head & 0xFFFF }
    var weight: UInt32 { head >> 16 }
    var order: UInt64 { UInt64(head & 0xFFFF) << 32 | UInt64(entry) }
  }

  /// Builds all sections.
  ///
  /// - Parameter entries: number of all entries.
  func build(entries: Int) -> Sections {
    var sections = Sections()
    sections.frequent = frequentKeys()
    sections.filter = [UInt64](repeating: 0, count: 1 << layout.filterBits / 64)
    sections.masses = [UInt32](repeating: 0, count: entries)
    let starts = bucketStarts(sections.frequent)
    var postings = placed(starts, &sections)
    sections.directory.reserveCapacity(starts.count)
    for bucket in 0..<starts.count - 1 {
      sections.directory.append(UInt32(sections.words.count))
      postings.withUnsafeMutableBufferPointer { postings in
        let range = Int(starts[bucket])..<Int(starts[bucket + 1])
        append(UnsafeMutableBufferPointer(rebasing: postings[range]), to: &sections)
      }
    }
    sections.directory.append(UInt32(sections.words.count))
    return sections
  }

  private func frequentKeys() -> [UInt64] {
    var table = [UInt64](repeating: 0, count: 1 << layout.frequentBits / 64)
    var counter = SlotCounter(bits: min(29, layout.frequentBits + 5))
    let shift = UInt64(64 - counter.bits)
    let placeShift = UInt32(counter.bits - layout.frequentBits)
    for length in 1..<SeedKey.longest {
      counter.removeAll()
      forEachSeed(table) { key, _, _, seedLength in
        if seedLength == length { counter.announce(UInt32(truncatingIfNeeded: key >> shift)) }
      }
      counter.makeRoom()
      forEachSeed(table) { key, _, _, seedLength in
        if seedLength == length { counter.add(UInt32(truncatingIfNeeded: key >> shift)) }
      }
      counter.forEach(above: layout.limit) { slot in
        let place = slot >> placeShift
        table[Int(place >> 6)] |= 1 << UInt64(place & 63)
      }
    }
    return table
  }

  /// Calls `body` with the seeds of all texts under the frequent keys so far.
  @inline(__always)
  private func forEachSeed(
    _ frequent: [UInt64],
    _ body: (_ key: UInt64, _ entry: UInt32, _ units: Range<Int>, _ length: Int) -> Void
  ) {
    frequent.withUnsafeBufferPointer { frequent in
      let reader = SeedReader(frequent: FrequentKeys(words: frequent, bits: layout.frequentBits))
      hashes.withUnsafeBufferPointer { hashes in
        flags.withUnsafeBufferPointer { flags in
          flags.withMemoryRebound(to: UnitFlags.self) { flags in
            for text in texts {
              reader.forEach(
                hashes: UnsafeBufferPointer(rebasing: hashes[text.units]),
                flags: UnsafeBufferPointer(rebasing: flags[text.units])
              ) { key, start, end in
                body(key, text.entry, text.units.lowerBound + start..<text.units.lowerBound + end, end - start)
              }
            }
          }
        }
      }
    }
  }

  /// Where the postings of each bucket begin.
  private func bucketStarts(_ frequent: [UInt64]) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: 1 << layout.bucketBits + 1)
    let shift = UInt64(64 - layout.bucketBits)
    starts.withUnsafeMutableBufferPointer { starts in
      forEachSeed(frequent) { key, _, _, _ in starts[Int(key >> shift) + 1] += 1 }
      for index in 1..<starts.count { starts[index] += starts[index - 1] }
    }
    return starts
  }

  private func placed(_ starts: [UInt32], _ sections: inout Sections) -> [Posting] {
    var places = starts
    var postings = [Posting](repeating: Posting(head: 0, entry: 0), count: Int(starts.last ?? 0))
    let bucketShift = UInt64(64 - layout.bucketBits)
    let filterShift = UInt64(64 - layout.filterBits)
    let frequent = sections.frequent
    places.withUnsafeMutableBufferPointer { places in
      postings.withUnsafeMutableBufferPointer { postings in
        sections.filter.withUnsafeMutableBufferPointer { filter in
          forEachSeed(frequent) { key, entry, units, _ in
            let bucket = Int(key >> bucketShift)
            let head = UInt32(truncatingIfNeeded: key & SeedLayout.fingerprintMask) | weight(units) << 16
            postings[Int(places[bucket])] = Posting(head: head, entry: entry)
            places[bucket] += 1
            let place = key >> filterShift
            filter[Int(place >> 6)] |= 1 << (place & 63)
          }
        }
      }
    }
    return postings
  }

  /// What a run of units tells: the first by itself, each of the others after its left neighbour.
  @inline(__always)
  private func weight(_ units: Range<Int>) -> UInt32 {
    var sum = UInt32(own[units.lowerBound])
    for unit in units.dropFirst() { sum += UInt32(conditional[unit]) }
    return min(255, sum)
  }

  /// Writes the groups of a bucket.
  private func append(_ postings: UnsafeMutableBufferPointer<Posting>, to sections: inout Sections) {
    var postings = postings
    postings.sort { $0.order < $1.order }
    var index = 0
    while index < postings.count {
      let fingerprint = postings[index].fingerprint
      let head = sections.words.count
      var weight = postings[index].weight
      sections.words.append(0)
      var previous = UInt32.max
      while index < postings.count, postings[index].fingerprint == fingerprint {
        let posting = postings[index]
        if posting.entry != previous, sections.words.count - head <= layout.limit {
          sections.words.append(posting.entry)
          weight = max(weight, posting.weight)
        }
        previous = posting.entry
        index += 1
      }
      let count = sections.words.count - head - 1
      weight = min(weight, rarity(count))
      sections.words[head] = fingerprint | UInt32(count) << 16 | weight << 24
      for place in head + 1..<sections.words.count { sections.masses[Int(sections.words[place])] += weight }
    }
  }

  /// What it tells that only so many texts have a seed: the bound of its weight.
  private func rarity(_ count: Int) -> UInt32 {
    UInt32(WeightScale.byte(bits: binaryLogarithm(documents / (Double(count) + 0.5))))
  }
}
