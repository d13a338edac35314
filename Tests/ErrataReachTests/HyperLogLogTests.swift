import ErrataReach
import Foundation
import Testing

@Suite struct HyperLogLogTests {
  /// Numbers that look random, the same for a seed (SplitMix64; Steele, Lea and Flood 2014).
  private struct Mix {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static func sketch(seed: UInt64, keys: Int) -> HyperLogLog {
    var (mix, sketch) = (Mix(state: seed &* 0x5851_F42D_4C95_7F2D), HyperLogLog())
    for _ in 0..<keys { sketch.insert(hash: mix.next()) }
    return sketch
  }

  /// Ten million keys on ten seeds take minutes in a debug build: they are counted where ERRATA_SLOW_TESTS is 1.
  static let sizes =
    [0, 1, 10, 100, 1000, 5000, 20_000, 100_000]
    + (ProcessInfo.processInfo.environment["ERRATA_SLOW_TESTS"] == "1" ? [10_000_000] : [])

  @Test(arguments: sizes) func `the estimate is within the theory on ten seeds`(_ keys: Int) {
    var squares = 0.0
    for seed in UInt64(1)...10 {
      let error = HyperLogLogTests.sketch(seed: seed, keys: keys).estimate / Double(max(1, keys)) - (keys == 0 ? 0 : 1)
      // Beyond four standard errors lies one sketch in 16,000.
      #expect(abs(error) < 4 * HyperLogLog.standardError, "seed \(seed): \(error)")
      squares += error * error
    }
    // The root mean square of ten errors exceeds 1.6 times the theory's once in 200.
    #expect((squares / 10).squareRoot() < 1.6 * HyperLogLog.standardError)
  }

  @Test func `a key that comes again changes nothing`() {
    var sketch = HyperLogLogTests.sketch(seed: 3, keys: 1000)
    let before = sketch
    var mix = Mix(state: 3 &* 0x5851_F42D_4C95_7F2D)
    for _ in 0..<1000 {
      let isNew = sketch.insert(hash: mix.next())
      #expect(!isNew)
    }
    #expect(sketch == before)
  }

  @Test func `the union counts what either has seen, in any order`() {
    let (a, b) = (HyperLogLogTests.sketch(seed: 1, keys: 5000), HyperLogLogTests.sketch(seed: 2, keys: 7000))
    #expect(a.union(b) == b.union(a))
    #expect(abs(a.union(b).estimate / 12_000 - 1) < 4 * HyperLogLog.standardError)
    #expect(a.union(a) == a)
  }

  @Test(arguments: [0, 1, 100, 1500, 100_000]) func `bytes are read as they were written`(_ keys: Int) {
    let sketch = HyperLogLogTests.sketch(seed: 7, keys: keys)
    #expect(HyperLogLog(bytes: sketch.bytes) == sketch)
    #expect(sketch.bytes.count <= HyperLogLog.count + 1)
    if keys <= 100 { #expect(sketch.bytes.count <= 1 + 3 * keys) }
  }

  static let foreign: [[UInt8]] = [
    [], [0], [1], [2, 0], [2, 0xFF, 0xFF, 1], [2, 0, 0, 54], [UInt8](repeating: 99, count: 4097),
  ]

  @Test(arguments: foreign)
  func `bytes of anything else are refused`(_ bytes: [UInt8]) {
    #expect(HyperLogLog(bytes: bytes) == nil)
    #expect(HyperLogLog(bytes: [1] + [UInt8](repeating: 54, count: 4096)) == nil)
  }
}
