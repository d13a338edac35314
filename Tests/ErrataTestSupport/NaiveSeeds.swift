package import ErrataIndex
internal import ErrataText

/// The seeds of the texts of some claims, worked out with dictionaries as the page of the index format tells: what an
/// index must hold, and what a search in it must find.
package struct NaiveSeeds {
  /// A seed of a text.
  package struct Seed: Hashable {
    /// Its units.
    package var units: Range<Int>
    /// Whether the text ends where it would have to grow.
    package var hasEndMark: Bool
    /// Its mixed key.
    package var key: UInt64

    /// Makes a seed.
    package init(units: Range<Int>, hasEndMark: Bool, key: UInt64) {
      self.units = units
      self.hasEndMark = hasEndMark
      self.key = key
    }
  }

  /// Where seeds are kept together: those of one place count as one.
  package struct Place: Hashable {
    /// The bucket.
    package var bucket: Int
    /// What tells seeds of a bucket apart.
    package var fingerprint: UInt32
  }

  /// The entries of a seed.
  package struct Group: Hashable {
    /// Their numbers, ascending, no more than the limit.
    package var entries: [Int]
    /// What the seed tells, in eighths of a bit.
    package var weight: UInt32
    /// How many entries have it, those beyond the limit included.
    package var all: Int
  }

  /// A text that is matched.
  private struct Text {
    var entry: Int
    var units: Units
    var weights: UnitWeights
  }

  /// Most entries of a seed.
  package let limit: Int
  /// Bits of the lines that mark frequent runs.
  package private(set) var frequent = Set<Int>()
  /// Bits of the lines that mark seeds.
  package private(set) var marked = Set<Int>()
  /// The seeds.
  package private(set) var groups: [Place: Group] = [:]
  /// For each entry the sum of its seeds' weights.
  package private(set) var masses: [UInt32] = []
  /// How often each seed stands in the texts, by its key.
  package private(set) var counts: [Seed: Int] = [:]
  private let bits: (line: Int, bucket: Int)
  private let leastCharacters: Int
  private let minimumRank: Float

  /// Units of the longest seed.
  private static let longest = 6

  /// Works out the seeds of claims.
  package init(_ claims: [IndexedClaim], background: BackgroundModel = .embedded) {
    let sources = claims.flatMap(\.entries)
    let read = sources.map { NaiveSeeds.units($0.text) }
    let unitCount = read.reduce(0) { $0 + $1.count }
    limit = sources.count > 400_000 ? 16 : sources.count > 100_000 ? 32 : 64
    bits = (min(24, max(4, NaiveSeeds.digits(unitCount / 256))), min(28, max(4, NaiveSeeds.digits(unitCount / 8))))
    leastCharacters = sources.count > 400_000 ? 3 : 2
    let doublings = Float(binaryLogarithm(max(1, Double(sources.count) / 16_384)))
    minimumRank = 48 + 24 * doublings + 24 * max(0, doublings - 3)
    masses = [UInt32](repeating: 0, count: sources.count)
    let texts = sources.indices.filter { [.wording, .negative].contains(sources[$0].field) }.map { entry in
      var weights = UnitWeights()
      weights.weigh(read[entry], background: background)
      return Text(entry: entry, units: read[entry], weights: weights)
    }
    findFrequent(texts)
    let drop = max(0, NaiveSeeds.digits(sources.count) - 4)
    gather(texts, documents: Double(background.documents + ((sources.count >> drop) << drop) + 1))
  }

  /// The units of a text, as they are indexed.
  package static func units(_ text: String) -> Units {
    var units = Units()
    UnitReader.read(Normalizer().normalize(text), into: &units)
    return units
  }

  /// Binary digits of a number, at least one.
  private static func digits(_ number: Int) -> Int { Int.bitWidth - max(1, number).leadingZeroBitCount }

  /// The mixed key of a run of units.
  package static func key(_ run: some Sequence<UInt32>) -> UInt64 { Hashing.mix(state(run)) }

  private static func state(_ run: some Sequence<UInt32>) -> UInt64 {
    run.reduce(1) { state, unit in
      let product = (state ^ UInt64(unit)) &* 0x9E37_79B9_7F4A_7C15
      return product ^ (product >> 29)
    }
  }

  /// The line that tells of a run, of `2^bits` lines: that of its first three units.
  package static func line(_ run: ArraySlice<UInt32>, bits: Int) -> Int {
    Int(state(run.prefix(3)) >> UInt64(64 - bits))
  }

  /// The bit that marks a run as frequent: the first 128 bits of each line of 512 do.
  package static func frequentPlace(_ run: ArraySlice<UInt32>, lineBits: Int) -> Int {
    line(run, bits: lineBits) * 512 + Int((state(run) & 0xFFFF_FFFF) >> 25)
  }

  /// The bit that marks a seed, behind those.
  package static func seedPlace(_ run: ArraySlice<UInt32>, key: UInt64, lineBits: Int) -> Int {
    line(run, bits: lineBits) * 512 + 128 + Int(((key >> 16 & 0xFFFF_FFFF) * 384) >> 32)
  }

  /// The seeds of a text: each begins at a unit, a word or number by itself and a character with its right neighbours,
  /// and grows as long as it is too frequent; where the text ends, an end mark is put behind it.
  package static func seeds(
    of units: Units, leastCharacters: Int, isFrequent: (ArraySlice<UInt32>) -> Bool
  ) -> [Seed] {
    (0..<units.count).compactMap { start in
      let isTerm = units.flags[start].contains(.word) || units.flags[start].contains(.number)
      let least = isTerm ? 1 : min(units.count, leastCharacters)
      guard start + least <= units.count else { return nil }
      for length in least...longest {
        let rest = units.hashes[start...]
        guard length <= rest.count else {
          return Seed(units: start..<units.count, hasEndMark: true, key: key(rest + [.max]))
        }
        if length == longest || !isFrequent(rest.prefix(length)) {
          return Seed(units: start..<start + length, hasEndMark: false, key: key(rest.prefix(length)))
        }
      }
      return nil
    }
  }

  /// The seeds of a text in this index.
  package func seeds(of units: Units) -> [Seed] {
    NaiveSeeds.seeds(of: units, leastCharacters: leastCharacters) {
      frequent.contains(NaiveSeeds.frequentPlace($0, lineBits: bits.line))
    }
  }

  /// Counts length by length; runs that agree in the bits of a counter are counted together.
  private mutating func findFrequent(_ texts: [Text]) {
    let counterBits = min(29, bits.line + 12)
    let rest = counterBits - bits.line
    for length in 1..<NaiveSeeds.longest {
      var counters: [Int: Int] = [:]
      for text in texts {
        for seed in seeds(of: text.units) where seed.units.count == length {
          let run = text.units.hashes[seed.units]
          let state = NaiveSeeds.state(seed.hasEndMark ? run + [.max] : run) & 0xFFFF_FFFF
          let counter = NaiveSeeds.line(run, bits: bits.line) << rest | Int(state >> UInt64(32 - rest))
          counters[counter, default: 0] += 1
        }
      }
      for (counter, count) in counters where count > limit {
        frequent.insert((counter >> rest) * 512 + (counter & (1 << rest - 1)) >> (rest - 7))
      }
    }
  }

  private mutating func gather(_ texts: [Text], documents: Double) {
    var found: [Place: [Int: UInt32]] = [:]
    for text in texts {
      for seed in seeds(of: text.units) {
        counts[Seed(units: 0..<seed.units.count, hasEndMark: seed.hasEndMark, key: seed.key), default: 0] += 1
        marked.insert(
          NaiveSeeds.seedPlace(text.units.hashes[seed.units], key: seed.key, lineBits: bits.line))
        let bits = seed.units.dropFirst().reduce(UInt32(text.weights.own[seed.units.lowerBound])) {
          $0 + UInt32(text.weights.conditional[$1])
        }
        found[place(seed.key), default: [:]][text.entry, default: 0].raise(to: min(255, bits))
      }
    }
    for (place, entries) in found {
      let kept = entries.keys.sorted().prefix(limit)
      let rarity = WeightScale.byte(bits: binaryLogarithm(documents / (Double(kept.count) + 0.5)))
      let weight = min(UInt32(rarity), kept.compactMap { entries[$0] }.max() ?? 0)
      groups[place] = Group(entries: Array(kept), weight: weight, all: entries.count)
      for entry in kept { masses[entry] += weight }
    }
  }

  private func place(_ key: UInt64) -> Place {
    Place(bucket: Int(key >> UInt64(64 - bits.bucket)), fingerprint: UInt32(key & 0xFFFF))
  }
}

// What the sections of an index hold.
extension NaiveSeeds {
  /// The lines.
  package var lineWords: [UInt64] {
    var words = [UInt64](repeating: 0, count: 8 << bits.line)
    for place in frequent.union(marked) { words[place / 64] |= 1 << UInt64(place % 64) }
    return words
  }

  /// The directory of buckets, and the buckets.
  package var buckets: (directory: [UInt32], words: [UInt32]) {
    let byBucket = Dictionary(grouping: groups) { $0.key.bucket }
    var directory: [UInt32] = []
    var words: [UInt32] = []
    for bucket in 0..<1 << bits.bucket {
      directory.append(UInt32(words.count))
      for (place, group) in (byBucket[bucket] ?? []).sorted(by: { $0.key.fingerprint < $1.key.fingerprint }) {
        words.append(place.fingerprint | UInt32(group.entries.count) << 16 | group.weight << 24)
        words += group.entries.map(UInt32.init)
      }
    }
    return (directory + [UInt32(words.count)], words)
  }
}

// What a search finds.
extension NaiveSeeds {
  /// The entries whose rank is high enough, best first.
  package func candidates(for units: Units) -> [Candidate] {
    var masses: [Int: UInt32] = [:]
    var mass: UInt32 = 0
    let known = seeds(of: units).filter {
      marked.contains(NaiveSeeds.seedPlace(units.hashes[$0.units], key: $0.key, lineBits: bits.line))
    }
    for key in Set(known.map(\.key)) {
      guard let group = groups[place(key)] else { continue }
      mass += group.weight
      for entry in group.entries { masses[entry, default: 0] += max(1, group.weight) }
    }
    let found = masses.map { entry, shared in
      let smaller = max(1, min(self.masses[entry], mass))
      return Candidate(entry: entry, mass: shared, rank: Float(shared) * min(1, Float(shared) / Float(smaller)))
    }
    return found.filter { $0.rank >= minimumRank }.sorted { ($1.rank, $0.entry) < ($0.rank, $1.entry) }
  }
}

extension UInt32 {
  fileprivate mutating func raise(to other: UInt32) { self = Swift.max(self, other) }
}
