import ErrataTestSupport
import Testing

@testable import ErrataCorpus

@Suite struct ContainmentFinderTests {
  /// Compares all with all.
  static func naive(_ sets: [[UInt32]], _ owners: [Int], _ threshold: Double, _ minimum: Int) -> Set<[Int]> {
    var pairs: Set<[Int]> = []
    for a in sets.indices {
      for b in sets.indices.dropFirst(a + 1) where owners[a] != owners[b] {
        let small = min(sets[a].count, sets[b].count)
        let shared = Set(sets[a]).intersection(sets[b]).count
        if small >= minimum, Double(shared) / Double(small) >= threshold { pairs.insert([a, b]) }
      }
    }
    return pairs
  }

  @Test(arguments: 0..<60) func `the finder finds what a comparison of all with all finds`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let sets: [[UInt32]] = (0..<40).map { _ in
      let count = Int.random(in: 0...12, using: &random)
      return Set((0..<count).map { _ in UInt32.random(in: 0..<20, using: &random) }).sorted()
    }
    let owners = sets.map { _ in Int.random(in: 0..<15, using: &random) }
    let threshold = Double.random(in: 0.3...1, using: &random)
    let finder = ContainmentFinder(sets: sets, owners: owners, threshold: threshold, minimum: 3)
    let pairs = finder.pairs()
    #expect(Set(pairs.map { [$0.a, $0.b] }) == Self.naive(sets, owners, threshold, 3), "seed \(seed)")
    #expect(Set(pairs.map { [$0.a, $0.b] }).count == pairs.count, "seed \(seed): a pair came twice")
  }

  @Test(arguments: [
    ([UInt32](), [UInt32](), 0), ([1], [1], 1), ([1, 2, 3], [2, 3, 4], 2), ([1, 3], [2, 4], 0),
    ([1, 5, 9], [0, 1, 2, 5, 8, 9], 3),
  ])
  func `shared members are counted`(a: [UInt32], b: [UInt32], count: Int) {
    #expect(ContainmentFinder.common(a, b) == count)
    #expect(ContainmentFinder.common(b, a) == count)
  }
}
