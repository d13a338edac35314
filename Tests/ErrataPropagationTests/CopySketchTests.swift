import ErrataPropagation
import ErrataTestSupport
import Testing

/// Keys by which near copies find each other.
@Suite struct CopySketchTests {
  private func sketch(_ features: [UInt64]) -> CopySketch { CopySketch(features: features) }

  /// Two sets of features with a resemblance.
  private func pair(_ shared: Int, _ each: Int, _ random: inout SeededRandom) -> (CopySketch, CopySketch) {
    let common = (0..<shared).map { _ in UInt64.random(in: .min ... .max, using: &random) }
    func own() -> [UInt64] { (0..<each).map { _ in UInt64.random(in: .min ... .max, using: &random) } }
    return (sketch(common + own()), sketch(common + own()))
  }

  @Test func `the order and number of features don't matter`() {
    let features = (0..<20).map { UInt64($0) }
    #expect(sketch(features).keys.count == CopySketch.count)
    #expect(sketch(features) == sketch(features.reversed() + features))
  }

  @Test func `a text with few features has no copies`() {
    #expect(sketch([]).keys.isEmpty)
    #expect(sketch((0..<7).map { UInt64($0 % 7) } + [3]).keys.isEmpty)
    #expect(!sketch((0..<8).map { UInt64($0) }).keys.isEmpty)
  }

  @Test func `what stands behind the bound isn't read`() {
    let features = (0..<CopySketch.most).map { UInt64($0) }
    #expect(sketch(features + [UInt64.max]) == sketch(features))
  }

  @Test(arguments: [(90, 5, 0.95, 1.0), (70, 15, 0.62, 0.9), (33, 34, 0.0, 0.12), (0, 50, 0.0, 0.01)])
  func `how often two texts are copies follows from their resemblance`(
    row: (shared: Int, each: Int, least: Double, most: Double)
  ) {
    var random = SeededRandom(seed: 11)
    let rounds = 300
    let copies = (0..<rounds).filter { _ in
      let (a, b) = pair(row.shared, row.each, &random)
      return zip(a.keys, b.keys).contains { $0 == $1 }
    }.count
    #expect((row.least...row.most).contains(Double(copies) / Double(rounds)), "\(copies) of \(rounds)")
  }

  @Test func `items meet only where they name the same claim`() {
    #expect(CopySketch.bucket(7, claim: "a") == CopySketch.bucket(7, claim: "a"))
    #expect(CopySketch.bucket(7, claim: "a") != CopySketch.bucket(7, claim: "b"))
    #expect(CopySketch.bucket(7, claim: "a") != CopySketch.bucket(8, claim: "a"))
  }
}
