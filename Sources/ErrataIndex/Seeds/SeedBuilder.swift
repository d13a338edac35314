/// Makes the sections of seeds from the units of all entries.
///
/// Frequent runs are found by counting, length by length, in small counters: a run that shares its counter
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
    var lines: [UInt64] = []
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
    // Seeds are read by the frequent runs alone, while the bits of the seeds themselves are still being set.
    let frequent = linesOfFrequentRuns()
    sections.lines = frequent
    sections.masses = [UInt32](repeating: 0, count: entries)
    let starts = bucketStarts(frequent)
    var postings = placed(starts, frequent, &sections)
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

  /// Lines with the bits of frequent runs.
  private func linesOfFrequentRuns() -> [UInt64] {
    var lines = [UInt64](repeating: 0, count: SeedLines.lineWords << layout.lineBits)
    let frequentBits = Int(SeedLines.frequentBits)
    var counter = SlotCounter(bits: min(29, layout.lineBits + frequentBits + 5))
    let bits = UInt64(counter.bits)
    for length in 1..<SeedKey.longest {
      counter.removeAll()
      forEachSeed(lines) { seed, _, view in
        if seed.units.count == length { counter.announce(view.counter(line: seed.line, state: seed.state, bits: bits)) }
      }
      counter.makeRoom()
      forEachSeed(lines) { seed, _, view in
        if seed.units.count == length { counter.add(view.counter(line: seed.line, state: seed.state, bits: bits)) }
      }
      let shift = UInt32(counter.bits - layout.lineBits - frequentBits)
      counter.forEach(above: layout.limit) { number in
        let (line, place) = (Int(number >> shift) >> frequentBits, number >> shift & (1 << UInt32(frequentBits) - 1))
        lines[line * SeedLines.lineWords + Int(place >> 6)] |= 1 << UInt64(place & 63)
      }
    }
    return lines
  }

  /// Calls `body` with the seeds of all texts under the frequent runs so far.
  @inline(__always)
  private func forEachSeed(
    _ lines: [UInt64],
    _ body: (_ seed: Seed, _ text: (entry: UInt32, units: Range<Int>), _ lines: SeedLines) -> Void
  ) {
    lines.withUnsafeBufferPointer { words in
      let lines = SeedLines(words: words, layout: layout)
      let reader = SeedReader(lines: lines)
      hashes.withUnsafeBufferPointer { hashes in
        flags.withUnsafeBufferPointer { flags in
          flags.withMemoryRebound(to: UnitFlags.self) { flags in
            for text in texts {
              reader.forEach(
                hashes: UnsafeBufferPointer(rebasing: hashes[text.units]),
                flags: UnsafeBufferPointer(rebasing: flags[text.units])
              ) { seed in body(seed, text, lines) }
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
      forEachSeed(frequent) { seed, _, _ in starts[Int(seed.key >> shift) + 1] += 1 }
      for index in 1..<starts.count { starts[index] += starts[index - 1] }
    }
    return starts
  }

  private func placed(_ starts: [UInt32], _ frequent: [UInt64], _ sections: inout Sections) -> [Posting] {
    var places = starts
    var postings = [Posting](repeating: Posting(head: 0, entry: 0), count: Int(starts.last ?? 0))
    let bucketShift = UInt64(64 - layout.bucketBits)
    places.withUnsafeMutableBufferPointer { places in
      postings.withUnsafeMutableBufferPointer { postings in
        sections.lines.withUnsafeMutableBufferPointer { words in
          forEachSeed(frequent) { seed, text, lines in
            let bucket = Int(seed.key >> bucketShift)
            let weight = weight(seed.units, from: text.units.lowerBound)
            let head = UInt32(truncatingIfNeeded: seed.key & SeedLayout.fingerprintMask) | weight << 16
            postings[Int(places[bucket])] = Posting(head: head, entry: text.entry)
            places[bucket] += 1
            let place = SeedLines.seedPlace(seed.key)
            words[lines.firstWord(ofLine: seed.line) + Int(place >> 6)] |= 1 << (place & 63)
          }
        }
      }
    }
    return postings
  }

  /// What a run of units tells: the first by itself, each of the others after its left neighbour.
  @inline(__always)
  private func weight(_ units: Range<Int>, from start: Int) -> UInt32 {
    var sum = UInt32(own[start + units.lowerBound])
    for unit in units.dropFirst() { sum += UInt32(conditional[start + unit]) }
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

  private func rarity(_ count: Int) -> UInt32 { SeedBuilder.rarity(count, of: documents) }

  /// What it tells that only so many texts of some documents have a seed: the bound of its weight.
  static func rarity(_ count: Int, of documents: Double) -> UInt32 {
    UInt32(WeightScale.byte(bits: binaryLogarithm(documents / (Double(count) + 0.5))))
  }

  /// The documents that weights are bounded by: those counted as background, with the entries, rounded.
  static func documents(background: Int, entries: Int) -> Double {
    Double(background + SeedLayout.rounded(entries: entries) + 1)
  }
}
