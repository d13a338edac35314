import ErrataIndex
import ErrataTestSupport
import ErrataText
import Testing

@testable import ErrataMatching

/// The overlap against plain definitions, on random texts.
@Suite struct OverlapTests {
  private func units(_ text: String) -> Units {
    var units = Units()
    UnitReader.read(Normalizer().normalize(text), into: &units)
    return units
  }

  /// Measures with memory that may hold another item's numbers.
  private func measure(claim: String, item: String, _ scratch: inout MatchScratch) throws -> Overlap {
    let index = try SmallIndex.make(texts: [claim])
    scratch.read(item)
    scratch.positions.build(scratch.units)
    scratch.overlap.enter(scratch.units, scratch.weights, scratch.positions)
    return OverlapMeter(index: index).measure(
      index.entry(0), itemBits: scratch.weights.own, positions: scratch.positions, scratch: &scratch.overlap)
  }

  private func expect(_ found: Overlap, _ naive: NaiveOverlap, _ note: String) {
    func sum(_ bits: [Int]) -> Double { Double(bits.reduce(0, +)) / 8 }
    #expect(found.units.shared == sum(naive.shared.map(naive.bits)), "\(note)")
    #expect(found.units.entry == sum(naive.entryUnits.map(naive.bits)), "\(note)")
    #expect(found.units.item == sum(naive.itemUnits.map { Int(naive.itemWeights.own[$0]) }), "\(note)")
    #expect(found.pairs.shared == sum(naive.sharedPairs.map(naive.pairBits)), "\(note)")
    #expect(found.pairs.entry == sum(naive.entryPairs.map(naive.pairBits)), "\(note)")
    #expect(found.pairs.item == sum(naive.itemPairs.map { Int(naive.itemWeights.pair[$0]) }), "\(note)")
    expectLargest(found.rarest, naive.shared.map(naive.bits), "rarest, \(note)")
    expectLargest(found.rarestPairs, naive.sharedPairs.map(naive.pairBits), "rarest pairs, \(note)")
    expectLargest(found.missing, naive.missing.map(naive.bits), "missing, \(note)")
    #expect(found.windowBits == Double(naive.window) / 8, "\(note)")
    #expect(found.entryWindowBits == Double(naive.entryWindow) / 8, "\(note)")
    expectCounts(found, naive, note)
  }

  private func expectLargest(_ found: Overlap.Largest, _ bits: [Int], _ note: String) {
    #expect((0..<6).map { found[$0] } == NaiveOverlap.largest(bits), "\(note)")
  }

  private func expectCounts(_ found: Overlap, _ naive: NaiveOverlap, _ note: String) {
    func isNumber(_ unit: Int) -> Bool { naive.entry.flags[unit].contains(.number) }
    #expect(found.sharedCount == naive.shared.count, "\(note)")
    #expect(found.telling == naive.shared.count { naive.bits($0) > 64 }, "\(note)")
    #expect(found.numbers == naive.shared.count(where: isNumber), "\(note)")
    #expect(found.missingNumbers == naive.missing.count(where: isNumber), "\(note)")
  }

  /// Han, words and numbers, few different ones, so that many repeat.
  private func tokens(_ random: inout SeededRandom, _ pool: [String], upTo count: Int) -> [String] {
    (0..<Int.random(in: 0...count, using: &random)).compactMap { _ in pool.randomElement(using: &random) }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `what two texts have in common is that of the plain definition`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pool = RandomTexts.han(&random, count: 8) + RandomTexts.words(&random, count: 8) + ["12", "50%", "the", "5g"]
    var scratch = MatchScratch()
    for _ in 0..<4 {
      let claim = tokens(&random, pool, upTo: 30).joined(separator: " ")
      let item = tokens(&random, pool + ["rain", "7"], upTo: 80).joined(separator: " ")
      let found = try measure(claim: claim, item: item, &scratch)
      expect(found, NaiveOverlap(entry: units(claim), item: units(item)), "seed \(seed): \(claim) | \(item)")
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `a short claim in a long text, or a short text in a long claim, is measured in its best stretch`(
    _ seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    let (claim, pool) = (RandomTexts.words(&random, count: 4), RandomTexts.words(&random, count: 60))
    let long = tokens(&random, pool, upTo: 120) + claim + tokens(&random, pool + claim, upTo: 120)
    let texts = (claim.joined(separator: " "), long.joined(separator: " "))
    var scratch = MatchScratch()
    for (claim, item) in [texts, (texts.1, texts.0)] {
      let found = try measure(claim: claim, item: item, &scratch)
      let naive = NaiveOverlap(entry: units(claim), item: units(item))
      expect(found, naive, "seed \(seed): \(claim) | \(item)")
      #expect(max(found.windowBits, found.entryWindowBits) >= min(found.units.entry, found.units.item), "seed \(seed)")
    }
  }

  @Test func `the same text is shared wholly`() throws {
    var scratch = MatchScratch()
    let text = "喝蓝莓汤3天能让白发变黑 says the baker of Northport"
    let found = try measure(claim: text, item: text, &scratch)
    #expect(found.units.ofEntry == 1 && found.units.ofItem == 1 && found.pairs.ofEntry == 1 && found.pairs.ofItem == 1)
    #expect(found.windowBits == found.units.entry && found.entryWindowBits == found.units.item)
    #expect(found.missing[0] == 0 && found.missingNumbers == 0 && found.numbers == 1)
  }

  @Test(arguments: [("", ""), ("", "tea"), ("tea", ""), ("rain", "tea"), ("12", "13")])
  func `nothing in common is nothing`(_ claim: String, _ item: String) throws {
    var scratch = MatchScratch()
    let found = try measure(claim: claim, item: item, &scratch)
    #expect(found.units.shared == 0 && found.pairs.shared == 0 && found.windowBits == 0 && found.entryWindowBits == 0)
    #expect(found.sharedCount == 0 && found.numbers == 0 && found.rarest[0] == 0)
    #expect(found.units.ofEntry == 0 && found.units.ofItem == 0)
    #expect((found.missing[0] > 0) == !claim.isEmpty)
    #expect(found.missingNumbers == (claim == "12" ? 1 : 0))
  }

  @Test(.timeLimit(.minutes(1)), arguments: [["drum"], ["drum", "roll"], ["鼓", "声"]])
  func `a text of one unit repeated twenty thousand times ends quickly`(_ pattern: [String]) throws {
    let text = RandomTexts.text((0..<20_000).map { pattern[$0 % pattern.count] })
    var scratch = MatchScratch()
    let started = ContinuousClock.now
    let found = try measure(claim: text, item: text, &scratch)
    #expect(scratch.units.count == 20_000)
    #expect(scratch.overlap.places.count <= pattern.count * PositionMap.visitLimit)
    #expect(found.sharedCount == pattern.count && found.units.ofEntry == 1 && found.units.ofItem == 1)
    #expect(found.windowBits == found.units.entry && found.entryWindowBits == found.units.item)
    #expect(ContinuousClock.now - started < .seconds(20))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `the largest of many values are kept in order`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let values = (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt8.random(in: 0...9, using: &random) }
    var largest = Overlap.Largest()
    for value in values { largest.insert(value) }
    expectLargest(largest, values.map(Int.init), "seed \(seed): \(values)")
  }
}
