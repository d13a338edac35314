import ErrataTestSupport
import Testing

@testable import ErrataIndex

/// The sections of seeds against a plain definition.
@Suite struct SeedSectionsTests {
  private static let seeds: [UInt64] = [1, 2, 3]

  /// The integers of a section.
  private func words<Word: FixedWidthInteger>(_ raw: RawIndex, _ section: IndexFormat.Section, _: Word.Type) -> [Word] {
    let width = MemoryLayout<Word>.size
    return stride(from: raw.range(section).lowerBound, to: raw.range(section).upperBound, by: width).map { start in
      raw.bytes[start..<start + width].reversed().reduce(0) { $0 << 8 | Word($1) }
    }
  }

  @Test(arguments: seeds) func `they hold what dictionaries hold`(_ seed: UInt64) throws {
    let claims = RepeatingClaims.make(seed: seed, count: 400)
    let raw = RawIndex(bytes: try indexBytes(claims))
    let naive = NaiveSeeds(claims)
    #expect(words(raw, .seedLines, UInt64.self) == naive.lineWords, "seed \(seed)")
    #expect(words(raw, .seedMasses, UInt32.self) == naive.masses, "seed \(seed)")
    #expect(words(raw, .seedBuckets, UInt32.self) == naive.buckets.directory, "seed \(seed)")
    #expect(words(raw, .seeds, UInt32.self) == naive.buckets.words, "seed \(seed)")
  }

  /// What the test above must have seen to be worth something.
  @Test(arguments: seeds) func `the claims have seeds of every kind`(_ seed: UInt64) {
    let naive = NaiveSeeds(RepeatingClaims.make(seed: seed, count: 400))
    let lengths = Set(naive.counts.keys.filter { !$0.hasEndMark }.map(\.units.count))
    #expect(lengths == [1, 2, 3, 4, 5, 6], "seed \(seed)")
    #expect(naive.counts.keys.contains { $0.hasEndMark }, "seed \(seed)")
    #expect(naive.groups.values.contains { $0.entries.count == naive.limit && $0.all > naive.limit }, "seed \(seed)")
    #expect(naive.groups.values.contains { $0.entries.count == 1 }, "seed \(seed)")
    #expect(naive.frequent.count > 20, "seed \(seed)")
  }

  @Test(arguments: seeds) func `a seed that can still grow stands no more often than the limit`(_ seed: UInt64) {
    let naive = NaiveSeeds(RepeatingClaims.make(seed: seed, count: 600))
    for (seed, count) in naive.counts where seed.units.count < SeedKey.longest && !seed.hasEndMark {
      #expect(count <= naive.limit, "\(seed)")
    }
  }

  @Test(arguments: seeds) func `the same claims give the same bytes`(_ seed: UInt64) throws {
    let bytes = try indexBytes(RepeatingClaims.make(seed: seed, count: 300))
    #expect(try indexBytes(RepeatingClaims.make(seed: seed, count: 300)) == bytes, "seed \(seed)")
    #expect(try indexBytes(RepeatingClaims.make(seed: seed, count: 299)) != bytes, "seed \(seed)")
  }

  @Test(arguments: [
    (0, 0, 4, 4, 64, 2), (1, 1, 4, 4, 64, 2), (8192, 100, 6, 11, 64, 2), (8191, 100, 5, 10, 64, 2),
    (1 << 20, 100_000, 13, 18, 64, 2), (1 << 20, 100_001, 13, 18, 32, 2), (1 << 20, 400_000, 13, 18, 32, 2),
    (1 << 20, 400_001, 13, 18, 16, 3), (1 << 32, 1 << 29, 24, 28, 16, 3),
  ])
  func `sizes follow from the numbers of units and entries`(
    _ row: (units: Int, entries: Int, lines: Int, buckets: Int, limit: Int, characters: Int)
  ) {
    let layout = SeedLayout(units: row.units, entries: row.entries)
    #expect(layout.lineBits == row.lines && layout.bucketBits == row.buckets)
    #expect(layout.limit == row.limit && layout.leastCharacters == row.characters)
  }
}

/// How seeds are read.
@Suite struct SeedReaderTests {
  /// Layouts of 16 lines: of a small index, and of one whose seeds have at least three characters.
  private static let layouts = [
    SeedLayout(units: 0, entries: 0), SeedLayout(units: 0, entries: 1_000_000),
  ]

  /// The seeds of a text under lines.
  private func read(_ units: Units, _ lines: [UInt64], _ layout: SeedLayout = layouts[0]) -> [NaiveSeeds.Seed] {
    var seeds: [NaiveSeeds.Seed] = []
    lines.withUnsafeBufferPointer { words in
      let reader = SeedReader(lines: SeedLines(words: words, layout: layout))
      units.hashes.withUnsafeBufferPointer { hashes in
        units.flags.withUnsafeBufferPointer { flags in
          reader.forEach(hashes: hashes, flags: flags) { seed in
            let hasEndMark = seed.key != NaiveSeeds.key(units.hashes[seed.units])
            seeds.append(NaiveSeeds.Seed(units: seed.units, hasEndMark: hasEndMark, key: seed.key))
          }
        }
      }
    }
    return seeds
  }

  /// The keys of the same seeds that the lines know, read in chunks.
  private func readInChunks(_ units: Units, _ lines: [UInt64], _ layout: SeedLayout) -> [UInt64] {
    var states = [UInt64](repeating: 0, count: SeedReader.chunkWords)
    var keys = [UInt64](repeating: 0, count: units.count + 1)
    let count = lines.withUnsafeBufferPointer { words in
      let reader = SeedReader(lines: SeedLines(words: words, layout: layout))
      return units.hashes.withUnsafeBufferPointer { hashes in
        units.flags.withUnsafeBufferPointer { flags in
          states.withUnsafeMutableBufferPointer { states in
            keys.withUnsafeMutableBufferPointer { keys in
              states.baseAddress.map { reader.write(hashes: hashes, flags: flags, states: $0, into: keys) } ?? 0
            }
          }
        }
      }
    }
    return Array(keys[..<count])
  }

  private func lines(_ random: inout SeededRandom, density: Int) -> [UInt64] {
    (0..<16 * 8).map { _ in
      (0..<64).reduce(0) { bits, _ in bits << 1 | (Int.random(in: 0..<8, using: &random) < density ? 1 : 0) }
    }
  }

  private static func isSet(_ place: Int, _ lines: [UInt64]) -> Bool {
    lines[place / 64] >> UInt64(place % 64) & 1 == 1
  }

  private let none = [UInt64](repeating: 0, count: 16 * 8)
  private let all = [UInt64](repeating: .max, count: 16 * 8)

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `they are those of the plain definition, whatever is frequent`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let layout = SeedReaderTests.layouts[Int(seed % 2)]
    let lines = lines(&random, density: Int(seed % 9))
    // Up to texts that are several chunks long.
    for texts in 1...10 {
      let units = NaiveSeeds.units((0..<texts).map { _ in RepeatingClaims.text(&random) }.joined(separator: " "))
      let naive = NaiveSeeds.seeds(of: units, leastCharacters: layout.leastCharacters) { run in
        SeedReaderTests.isSet(NaiveSeeds.frequentPlace(run, lineBits: 4), lines)
      }
      #expect(read(units, lines, layout) == naive, "seed \(seed)")
      let known = naive.filter { seed in
        SeedReaderTests.isSet(NaiveSeeds.seedPlace(units.hashes[seed.units], key: seed.key, lineBits: 4), lines)
      }
      #expect(readInChunks(units, lines, layout) == known.map(\.key), "seed \(seed)")
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a run that is taken for frequent by chance only lengthens seeds`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let lines = lines(&random, density: 2)
    let more = zip(lines, self.lines(&random, density: 2)).map { $0 | $1 }
    for _ in 0..<10 {
      let units = NaiveSeeds.units(RepeatingClaims.text(&random))
      let (short, long) = (read(units, lines), read(units, more))
      #expect(short.map(\.units.lowerBound) == long.map(\.units.lowerBound), "seed \(seed)")
      for (short, long) in zip(short, long) {
        #expect(short.units.upperBound <= long.units.upperBound && (!short.hasEndMark || long == short), "seed \(seed)")
      }
    }
  }

  @Test func `in a huge corpus three characters are the least, or the whole text`() {
    func lengths(_ text: String) -> [Range<Int>] {
      read(NaiveSeeds.units(text), none, SeedReaderTests.layouts[1]).map(\.units)
    }
    #expect(lengths("茶山雨风") == [0..<3, 1..<4])
    #expect(lengths("茶山") == [0..<2])
    #expect(lengths("茶") == [0..<1])
    #expect(lengths("the 茶山雨") == [0..<1, 1..<4])
  }

  @Test func `where nothing is frequent a word is a seed, and two characters`() {
    func lengths(_ text: String) -> [Range<Int>] { read(NaiveSeeds.units(text), none).map(\.units) }
    #expect(lengths("the rain 12") == [0..<1, 1..<2, 2..<3])
    #expect(lengths("茶山雨") == [0..<2, 1..<3])
    #expect(lengths("tea 茶") == [0..<1])
    #expect(lengths("茶 tea") == [0..<2, 1..<2])
    #expect(lengths("茶") == [0..<1])
    #expect(lengths("tea") == [0..<1])
    #expect(lengths("").isEmpty)
  }

  @Test func `where all is frequent seeds have six units, or the end mark`() {
    let units = NaiveSeeds.units("one two three four five six seven eight")
    let seeds = read(units, all)
    #expect(seeds.map(\.units) == [0..<6, 1..<7, 2..<8, 3..<8, 4..<8, 5..<8, 6..<8, 7..<8])
    #expect(seeds.map(\.hasEndMark) == [false, false, false, true, true, true, true, true])
    #expect(Set(seeds.map(\.key)).count == seeds.count)
    #expect(read(NaiveSeeds.units("茶"), all).map(\.hasEndMark) == [true])
    #expect(read(NaiveSeeds.units("茶山"), all).map(\.units) == [0..<2])
  }

  @Test func `keys are those of the format`() {
    #expect(NaiveSeeds.key([7]) == Hashing.mix(SeedKey.extended(1, by: 7)))
    let state = SeedKey.extended(SeedKey.extended(SeedKey.extended(SeedKey.start, by: 7), by: 8), by: 9)
    #expect(NaiveSeeds.key([7, 8, 9]) == Hashing.mix(state))
    #expect(NaiveSeeds.key([7, 8]) != NaiveSeeds.key([8, 7]))
    #expect(SeedKey.end == .max && SeedKey.longest == 6)
  }
}
