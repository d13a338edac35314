import ErrataIndex
import ErrataTestSupport
import ErrataText
import Foundation
import Testing

/// What an index must hold, worked out with dictionaries.
private struct Oracle {
  struct Entry {
    var claim: Int
    var field: EntryField
    var number: Int
    var units: Units
    var terms: [UInt32: UInt32] = [:]
  }

  var entries: [Entry] = []
  var lengths: [Int] = []
  /// For each term the entries that have it, and how often.
  var postings: [UInt32: [Int: UInt32]] = [:]

  init(_ claims: [IndexedClaim]) {
    for (claim, source) in claims.enumerated() {
      var length = 0
      for source in source.entries {
        var entry = Entry(
          claim: claim, field: source.field, number: source.number, units: normalizedUnits(source.text))
        TermReader.forEach(entry.units, singles: .all) { key, _, _ in entry.terms[key, default: 0] += 1 }
        for (key, count) in entry.terms { postings[key, default: [:]][entries.count] = count }
        if source.field != .negative { length += entry.units.count }
        entries.append(entry)
      }
      lengths.append(length)
    }
  }

  /// Weight of a term for ranking: its inverse frequency among the claims.
  func rankWeight(_ key: UInt32) -> UInt8 {
    let with = Double(Set((postings[key] ?? [:]).keys.map { entries[$0].claim }).count)
    let bits = log2(1 + (Double(lengths.count) - with + 0.5) / (with + 0.5))
    return UInt8(min(255, max(0, (bits * 8).rounded())))
  }
}

@Suite struct IndexReaderTests {
  private static let seeds: [UInt64] = [1, 2, 3]

  private static let background =
    backgroundModel(
      backgroundTable((0..<50).map { "the tea \($0)" } + ["sock tea", "喝 酒", "not tea"])) ?? .empty

  private func opened(seed: UInt64) throws -> (IndexReader, [IndexedClaim], Oracle) {
    let claims = randomClaims(seed: seed, count: 60)
    let bytes = try indexBytes(claims, background: Self.background)
    return (try IndexReader(bytes: bytes), claims, Oracle(claims))
  }

  @Test(arguments: seeds) func `claims are read back`(_ seed: UInt64) throws {
    let (index, claims, oracle) = try opened(seed: seed)
    #expect(index.claimCount == claims.count)
    var first = 0
    for (number, claim) in claims.enumerated() {
      #expect(index.id(ofClaim: number) == claim.id, "seed \(seed)")
      #expect(index.payload(ofClaim: number) == claim.payload, "seed \(seed), \(claim.id)")
      #expect(
        index.entries(ofClaim: number) == first..<first + claim.entries.count, "seed \(seed), \(claim.id)")
      #expect(index.length(ofClaim: number) == oracle.lengths[number], "seed \(seed), \(claim.id)")
      first += claim.entries.count
    }
    let mean = Double(oracle.lengths.reduce(0, +)) / Double(claims.count)
    #expect(abs(index.averageLength - mean) < 1e-9, "seed \(seed)")
  }

  @Test(arguments: seeds) func `entries and their units are read back`(_ seed: UInt64) throws {
    let (index, _, oracle) = try opened(seed: seed)
    #expect(index.entryCount == oracle.entries.count)
    #expect(index.unitCount == oracle.entries.reduce(0) { $0 + $1.units.count })
    var firstUnit = 0
    for (number, expected) in oracle.entries.enumerated() {
      let entry = index.entry(number)
      let units = firstUnit..<firstUnit + expected.units.count
      #expect((entry.claim, entry.field, entry.number) == (expected.claim, expected.field, expected.number))
      #expect(entry.units == units, "seed \(seed), entry \(number)")
      let found = index.units(of: entry)
      #expect(Array(found.hashes) == expected.units.hashes, "seed \(seed), entry \(number)")
      #expect(Array(found.flags) == expected.units.flags, "seed \(seed), entry \(number)")
      #expect(found.count == units.count && found.bits.count == units.count && found.pairBits.count == units.count)
      let weights = weights(of: expected.units, Self.background).conditional
      #expect(Array(found.weights) == weights, "seed \(seed), entry \(number)")
      #expect(entry.mass == weights.reduce(0) { $0 + UInt32($1) }, "seed \(seed), entry \(number)")
      #expect(index.field(ofEntry: number) == expected.field)
      #expect(index.claim(ofEntry: number) == expected.claim)
      firstUnit = units.upperBound
    }
  }

  @Test(arguments: seeds) func `terms have the postings of a dictionary`(_ seed: UInt64) throws {
    let (index, _, oracle) = try opened(seed: seed)
    #expect(index.termCount == oracle.postings.count)
    for (key, expected) in oracle.postings {
      guard let term = index.term(key) else {
        Issue.record("seed \(seed): term \(key) is missing")
        continue
      }
      var order: [Int] = []
      var found: [Int: UInt32] = [:]
      index.forEachPosting(ofTerm: term) { entry, count in
        order.append(entry)
        found[entry] = count
      }
      #expect(found == expected, "seed \(seed), term \(key)")
      #expect(order == expected.keys.sorted(), "seed \(seed), term \(key)")
      #expect(index.rankWeight(ofTerm: term) == oracle.rankWeight(key), "seed \(seed), term \(key)")
    }
    let postingBytes = (0..<index.termCount).reduce(0) { $0 + index.postingBytes(ofTerm: $1) }
    #expect(postingBytes == index.byteCount(of: .postings))
  }

  @Test(arguments: seeds) func `terms are numbered by their keys`(_ seed: UInt64) throws {
    let (index, _, oracle) = try opened(seed: seed)
    #expect(oracle.postings.keys.sorted().map { index.term($0) } == Array(0..<index.termCount))
  }

  @Test(arguments: seeds) func `a term that no claim has isn't found`(_ seed: UInt64) throws {
    let (index, _, oracle) = try opened(seed: seed)
    var random = SeededRandom(seed: seed)
    let near = oracle.postings.keys.flatMap { [$0 &- 1, $0 &+ 1, $0 ^ 0x8000_0000] }
    let far = (0..<2000).map { _ in UInt32.random(in: 0...(.max), using: &random) }
    for key in near + far + [0, .max] where oracle.postings[key] == nil {
      #expect(index.term(key) == nil, "seed \(seed), key \(key)")
    }
  }

  @Test(arguments: seeds) func `the same claims give the same bytes`(_ seed: UInt64) throws {
    let bytes = try indexBytes(randomClaims(seed: seed, count: 60))
    #expect(try indexBytes(randomClaims(seed: seed, count: 60)) == bytes)
    #expect(try indexBytes(randomClaims(seed: seed, count: 59)) != bytes)
  }

  @Test func `the order of the claims is kept`() throws {
    let index = try IndexReader(bytes: indexBytes(smallClaims.reversed()))
    #expect((0..<2).map(index.id) == ["喝酒", "sock-tea"])
  }

  @Test func `an index of nothing opens and has nothing`() throws {
    let bytes = try indexBytes([])
    let index = try IndexReader(bytes: bytes)
    let counts: [Int] = [index.claimCount, index.entryCount, index.unitCount, index.termCount]
    #expect(counts.allSatisfy { $0 == 0 })
    #expect(index.averageLength == 1)
    #expect(index.byteCount == bytes.count)
    for key in [0, 1, 0x8000_0000, .max] as [UInt32] { #expect(index.term(key) == nil) }
  }

  @Test func `a claim without texts is a claim`() throws {
    let index = try IndexReader(
      bytes: indexBytes([indexedClaim("bare"), indexedClaim("blank", (.wording, " …"))]))
    #expect((0..<2).map(index.id) == ["bare", "blank"])
    #expect((0..<2).map(index.entries) == [0..<0, 0..<1])
    #expect(index.entry(0).units.isEmpty && index.entry(0).mass == 0)
    #expect(index.averageLength == 1)
  }

  @Test func `an index tells its revision and normalizer`() throws {
    let index = try IndexReader(bytes: indexBytes(smallClaims))
    #expect(index.revision == exampleRevision)
    #expect(index.normalizerVersion == Normalizer.version)
  }

  @Test func `a revision longer than its field is cut and a shorter one kept`() throws {
    for (revision, kept) in [("r1", "r1"), ("", ""), (exampleRevision + "99", exampleRevision)] {
      #expect(try IndexReader(bytes: IndexBuilder(revision: revision).finish()).revision == kept)
    }
  }

  @Test func `an entry's number is bounded by the format`() throws {
    let entries = [0, 65_535, 65_536, -1].map { IndexedClaim.Entry(field: .wording, number: $0, text: "tea") }
    let index = try IndexReader(bytes: indexBytes([IndexedClaim(id: "c", payload: [], entries: entries)]))
    #expect((0..<4).map { index.entry($0).number } == [0, 65_535, 65_535, 0])
  }

  @Test func `sections follow the description of the format`() throws {
    let raw = RawIndex(bytes: try indexBytes(randomClaims(seed: 4, count: 30)))
    let index = try IndexReader(bytes: raw.bytes)
    var end = RawIndex.checksum + 8
    for section in IndexFormat.Section.allCases {
      let range = raw.range(section)
      #expect(range.lowerBound.isMultiple(of: 64) && (0..<64).contains(range.lowerBound - end), "\(section)")
      #expect(index.byteCount(of: section) == range.count, "\(section)")
      end = range.upperBound
    }
    #expect((0..<64).contains(raw.bytes.count - end))
    #expect(raw.word(RawIndex.fileLength) == UInt64(raw.bytes.count))
    #expect(raw.bytes.prefix(8).elementsEqual("ERRATAIX".utf8))
    let counted: [(IndexFormat.Section, Int)] = [
      (.claims, (index.claimCount + 1) * 32), (.entries, index.entryCount * 20),
      (.hashes, index.unitCount * 4), (.weights, index.unitCount), (.bits, index.unitCount),
      (.pairBits, index.unitCount), (.flags, index.unitCount), (.keys, index.termCount * 4),
      (.rankIdf, index.termCount), (.offsets, (index.termCount + 1) * 8), (.seedMasses, index.entryCount * 4),
    ]
    for (section, size) in counted { #expect(raw.range(section).count == size, "\(section)") }
  }

  @Test func `fields keep their numbers in the file format`() {
    #expect([EntryField.wording, .negative, .title, .summary, .query].map(\.rawValue) == [0, 1, 2, 3, 4])
  }
}
