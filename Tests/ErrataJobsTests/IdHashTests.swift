import ErrataTestSupport
import Testing

@testable import ErrataJobs

@Suite struct IdHashTests {
  @Test func `different ids have different hashes, whatever their length`() {
    let hash = IdHash(keys: (0x1234_5678_9ABC_DEF0, 0x0FED_CBA9_8765_4321))
    var ids = ["", "\0", "\0\0"] + (0..<20_000).map(String.init)
    ids += (1..<40).map { String(repeating: "a", count: $0) }
    #expect(Set(ids.map { hash($0) }).count == ids.count)
    #expect(ids.allSatisfy { hash($0) != 0 })
  }

  @Test func `a hash depends on the keys`() {
    #expect(IdHash()("a") != IdHash()("a"))
    let hash = IdHash()
    #expect(hash("a") == hash("a"))
  }

  @Test func `a table of hashes is a set`() {
    var (table, set, random) = (HashTable(), Set<UInt64>(), SeededRandom(seed: 3))
    for _ in 0..<10_000 {
      // Few low bits, so that places collide.
      let hash = UInt64.random(in: 1...6000, using: &random) << 20 | 1
      #expect(table.insert(hash) == set.insert(hash).inserted)
    }
    #expect(table.count == set.count)
  }

  @Test func `a flag is raised with the one above it, and not the other way round`() {
    let above = StopFlag()
    let below = StopFlag(below: above)
    let other = StopFlag(below: above)
    other.raise()
    #expect(other.isRaised && !below.isRaised && !above.isRaised)
    above.raise()
    #expect(below.isRaised)
  }
}
