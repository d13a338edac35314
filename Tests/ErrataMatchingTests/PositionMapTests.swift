import ErrataIndex
import ErrataTestSupport
import Testing

@testable import ErrataMatching

/// The position map against a dictionary.
@Suite struct PositionMapTests {
  /// What the map should hold, as simply as can be.
  private func naive(_ units: Units) -> [UInt32: [Int]] {
    var positions: [UInt32: [Int]] = [:]
    TermReader.forEach(units, singles: .all) { key, position, _ in positions[key, default: []].append(position) }
    return positions
  }

  private func positions(_ key: UInt32, in map: PositionMap) -> [Int] {
    var found: [Int] = []
    map.forEachPosition(of: key) { found.append($0) }
    return found
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `it tells the same places as a dictionary, whatever it held before`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var map = PositionMap()
    for _ in 0..<8 {
      let units = RandomTexts.units(RandomTexts.mixed(&random, count: Int.random(in: 0...400, using: &random)))
      map.build(units)
      let expected = naive(units)
      for (key, places) in expected {
        #expect(positions(key, in: map) == Array(places.prefix(PositionMap.visitLimit)), "seed \(seed)")
        #expect(map.first(of: key) == places.first, "seed \(seed)")
      }
      for _ in 0..<50 {
        let key = UInt32.random(in: .min ... .max, using: &random)
        #expect(positions(key, in: map) == expected[key] ?? [], "seed \(seed), key \(key)")
      }
    }
  }

  @Test func `a map of nothing holds nothing`() {
    var map = PositionMap()
    #expect(positions(7, in: map).isEmpty)
    map.build(RandomTexts.units(["茶"]))
    map.build(Units())
    #expect(positions(Hashing.term(Hashing.unit(scalar: 0x8336)), in: map).isEmpty)
    #expect(map.first(of: Hashing.term(Hashing.unit(scalar: 0x8336))) == -1 && PositionMap().first(of: 7) == -1)
  }

  @Test func `of a term that stands very often the first places are told`() {
    var map = PositionMap()
    let units = RandomTexts.units([String](repeating: "drum", count: 20_000))
    map.build(units)
    let key = Hashing.term(units.hashes[0])
    #expect(positions(key, in: map) == Array(0..<PositionMap.visitLimit))
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 2), (3, 4), (64, 64), (65, 128), (20_000, 32_768)])
  func `the next power of two isn't less`(_ number: Int, _ power: Int) {
    #expect(number.nextPowerOfTwo == power)
  }
}
