import ErrataTestSupport
import Testing

@testable import ErrataIndex

@Suite struct TermBuilderTests {
  private func sections(_ claims: [IndexedClaim], unitsPerRange: Int?) -> TermBuilder.Sections {
    var hashes: [UInt32] = []
    var entries: [(claim: UInt32, units: Range<Int>)] = []
    for (number, claim) in claims.enumerated() {
      for entry in claim.entries {
        let units = normalizedUnits(entry.text)
        entries.append((UInt32(number), hashes.count..<hashes.count + units.count))
        hashes += units.hashes
      }
    }
    var builder = TermBuilder(
      hashes: hashes, claims: entries.map(\.claim), units: entries.map(\.units), claimCount: claims.count)
    if let unitsPerRange { builder.unitsPerRange = unitsPerRange }
    return builder.build()
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `many ranges of keys give the sections of one`(_ seed: UInt64) {
    let claims = RepeatingClaims.make(seed: seed, count: 120) + randomClaims(seed: seed, count: 40)
    let whole = sections(claims, unitsPerRange: nil)
    #expect(whole.keys.count > 300 && whole.keys == Set(whole.keys).sorted())
    for unitsPerRange in [1_000_000, 900, 400, 97, 20] {
      let parts = sections(claims, unitsPerRange: unitsPerRange)
      #expect(parts.keys == whole.keys, "seed \(seed), \(unitsPerRange)")
      #expect(parts.buckets == whole.buckets, "seed \(seed), \(unitsPerRange)")
      #expect(parts.rankIdf == whole.rankIdf, "seed \(seed), \(unitsPerRange)")
      #expect(parts.offsets == whole.offsets, "seed \(seed), \(unitsPerRange)")
      #expect(parts.postings == whole.postings, "seed \(seed), \(unitsPerRange)")
    }
  }

  @Test func `nothing gives sections of nothing`() {
    let sections = sections([], unitsPerRange: 1)
    #expect(sections.keys.isEmpty && sections.postings.isEmpty && sections.offsets == [0])
    #expect(sections.buckets.allSatisfy { $0 == 0 } && sections.buckets.count == 17)
  }
}

@Suite struct RadixSorterTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `it sorts by the upper half and keeps the order of equal ones`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var sorter = RadixSorter()
    for count in [0, 1, 2, 3000, 40, 3001] {
      // Few upper halves repeat; many reach every digit.
      let some = (0..<Int.random(in: 1...400, using: &random)).map { _ in
        UInt32.random(in: 0...(.max), using: &random)
      }
      let halves = some + [0, .max, 0x7FF, 0x800, 0x3F_FFFF, 0x40_0000]
      let values = (0..<count).map { _ in
        let upper = halves.randomElement(using: &random) ?? 0
        return UInt64(upper) << 32 | UInt64(UInt32.random(in: 0...(.max), using: &random))
      }
      sorter.values = values
      sorter.sort()
      let expected = values.enumerated().sorted { a, b in
        (a.element >> 32, a.offset) < (b.element >> 32, b.offset)
      }
      #expect(sorter.values == expected.map(\.element), "seed \(seed), \(count) values")
    }
  }
}
