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
  /// Bits of the table of frequent keys that are set.
  package private(set) var frequent = Set<Int>()
  /// Bits of the filter that are set.
  package private(set) var filter = Set<Int>()
  /// The seeds.
  package private(set) var groups: [Place: Group] = [:]
  /// For each entry the sum of its seeds' weights.
  package private(set) var masses: [UInt32] = []
  /// How often each seed stands in the texts, by its key.
  package private(set) var counts: [Seed: Int] = [:]
  private let bits: (frequent: Int, filter: Int, bucket: Int)
  private let minimumRank: Float

  /// Units of the longest seed.
  private static let longest = 6

  /// Works out the seeds of claims.
  package init(_ claims: [IndexedClaim], background: BackgroundModel = .embedded) {
    let sources = claims.flatMap(\.entries)
    let read = sources.map { NaiveSeeds.units($0.text) }
    let unitCount = read.reduce(0) { $0 + $1.count }
    limit = sources.count > 100_000 ? 32 : 64
    bits = (
      min(26, max(10, NaiveSeeds.digits(unitCount / 4))), min(33, max(10, NaiveSeeds.digits(unitCount))),
      min(28, max(4, NaiveSeeds.digits(unitCount / 8)))
    )
    minimumRank = 48 + 24 * Float(binaryLogarithm(max(1, Double(sources.count) / 16_384)))
    masses = [UInt32](repeating: 0, count: sources.count)
    let texts = sources.indices.filter { [.wording, .negative].contains(sources[$0].field) }.map { entry in
      var weights = UnitWeights()
      weights.weigh(read[entry], background: background)
      return Text(entry: entry, units: read[entry], weights: weights)
    }
    findFrequent(texts)
    gather(texts, documents: Double(background.documents + sources.count + 1))
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
  package static func key(_ run: some Sequence<UInt32>) -> UInt64 {
    let state = run.reduce(1 as UInt64) { state, unit in
      let product = (state ^ UInt64(unit)) &* 0x9E37_79B9_7F4A_7C15
      return product ^ (product >> 29)
    }
    return Hashing.mix(state)
  }

  /// The seeds of a text: each begins at a unit, a word or number by itself and a character with its right neighbour,
  /// and grows as long as it is too frequent; where the text ends, an end mark is put behind it.
  package static func seeds(of units: Units, isFrequent: (UInt64) -> Bool) -> [Seed] {
    (0..<units.count).compactMap { start in
      let isTerm = units.flags[start].contains(.word) || units.flags[start].contains(.number)
      let least = isTerm || units.count == 1 ? 1 : 2
      guard start + least <= units.count else { return nil }
      for length in least...longest {
        let rest = units.hashes[start...]
        guard length <= rest.count else {
          return Seed(units: start..<units.count, hasEndMark: true, key: key(rest + [.max]))
        }
        let key = key(rest.prefix(length))
        if length == longest || !isFrequent(key) {
          return Seed(units: start..<start + length, hasEndMark: false, key: key)
        }
      }
      return nil
    }
  }

  private func isFrequent(_ key: UInt64) -> Bool { frequent.contains(Int(key >> UInt64(64 - bits.frequent))) }

  /// The seeds of a text in this index.
  package func seeds(of units: Units) -> [Seed] { NaiveSeeds.seeds(of: units, isFrequent: isFrequent) }

  /// Counts length by length; keys that agree in the bits of a counter are counted together.
  private mutating func findFrequent(_ texts: [Text]) {
    let counterBits = min(29, bits.frequent + 5)
    for length in 1..<NaiveSeeds.longest {
      let keys = texts.flatMap { seeds(of: $0.units) }.filter { $0.units.count == length }.map(\.key)
      let counters = Dictionary(grouping: keys) { $0 >> UInt64(64 - counterBits) }
      for keys in counters.values where keys.count > limit {
        for key in keys { frequent.insert(Int(key >> UInt64(64 - bits.frequent))) }
      }
    }
  }

  private mutating func gather(_ texts: [Text], documents: Double) {
    var found: [Place: [Int: UInt32]] = [:]
    for text in texts {
      for seed in seeds(of: text.units) {
        counts[Seed(units: 0..<seed.units.count, hasEndMark: seed.hasEndMark, key: seed.key), default: 0] += 1
        filter.insert(Int(seed.key >> UInt64(64 - bits.filter)))
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
  /// The table of frequent keys.
  package var frequentWords: [UInt64] { words(frequent, bits: bits.frequent) }
  /// The filter.
  package var filterWords: [UInt64] { words(filter, bits: bits.filter) }

  private func words(_ places: Set<Int>, bits: Int) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: 1 << bits / 64)
    for place in places { words[place / 64] |= 1 << UInt64(place % 64) }
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
    for key in Set(seeds(of: units).map(\.key)) where filter.contains(Int(key >> UInt64(64 - bits.filter))) {
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
