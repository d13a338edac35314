import ErrataIndex
import ErrataTestSupport
import Testing

@testable import ErrataMatching

/// The aligner against plain definitions, on random texts.
@Suite struct AlignerTests {
  /// One aligned pair of texts.
  private struct Case {
    var alignment: Alignment
    var entry: IndexReader.Entry
    var scratch: MatchScratch

    init(claim: String, item: String) throws {
      let index = try SmallIndex.make(texts: [claim])
      scratch = MatchScratch()
      scratch.read(item)
      scratch.positions.build(scratch.units)
      entry = index.entry(0)
      alignment = Aligner(index: index).align(
        entry: entry, units: scratch.units, weights: scratch.weights.conditional, mass: scratch.mass,
        positions: scratch.positions, scratch: &scratch.alignment)
    }

    /// Pairs are of the same form, one to one, and told alike on both sides; what they cover is no more than all.
    func expectSound(_ note: String) {
      let pairs = scratch.alignment.pairs
      let partners = pairs.filter { $0 >= 0 }.map(Int.init)
      #expect(Set(partners).count == partners.count, "a unit has two partners: \(note)")
      for (unit, partner) in pairs.enumerated() where partner >= 0 {
        #expect(scratch.alignment.hashes[unit] == scratch.units.hashes[Int(partner)], "\(note)")
      }
      #expect(scratch.alignment.taken.indices.filter { scratch.alignment.taken[$0] } == partners.sorted(), "\(note)")
      let naive = NaiveAlignment.measure(
        pairs: pairs, entryWeights: scratch.alignment.weights, itemWeights: scratch.weights.conditional,
        entryMass: entry.mass, itemMass: scratch.mass)
      #expect(alignment == naive, "\(note)")
      #expect(alignment.sharedBits <= alignment.entryBits && alignment.longestBits <= alignment.sharedBits, "\(note)")
      for share in [
        alignment.entryCoverage, alignment.itemCoverage, alignment.density, alignment.entryDensity, alignment.order,
      ] {
        #expect((0...1).contains(share), "\(note): \(alignment)")
      }
    }
  }

  /// Random tokens of a kind.
  enum Script: String, Sendable, CaseIterable {
    case han
    case words

    func tokens(_ random: inout SeededRandom, _ count: Int) -> [String] {
      self == .han ? RandomTexts.han(&random, count: count) : RandomTexts.words(&random, count: count)
    }
  }

  @Test(arguments: Script.allCases, 1...15 as ClosedRange<UInt64>)
  func `the same text is covered wholly, in order and without gaps`(_ script: Script, _ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let text = RandomTexts.text(script.tokens(&random, Int.random(in: 4...80, using: &random)))
    let both = try Case(claim: text, item: text)
    both.expectSound("seed \(seed)")
    #expect(both.alignment.entryCoverage == 1 && both.alignment.itemCoverage == 1, "seed \(seed)")
    #expect(both.alignment.order == 1 && both.alignment.density == 1, "seed \(seed)")
    #expect(both.alignment.longestBits == both.alignment.entryBits, "seed \(seed)")
  }

  @Test(arguments: Script.allCases, 1...15 as ClosedRange<UInt64>)
  func `a claim inside a longer text is covered wholly`(_ script: Script, _ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let claim = script.tokens(&random, Int.random(in: 8...40, using: &random))
    let before = script.tokens(&random, Int.random(in: 0...200, using: &random))
    let after = script.tokens(&random, Int.random(in: 0...200, using: &random))
    let item = RandomTexts.text(before) + "。" + RandomTexts.text(claim) + "。" + RandomTexts.text(after)
    let found = try Case(claim: RandomTexts.text(claim), item: item)
    found.expectSound("seed \(seed)")
    #expect(found.alignment.entryCoverage == 1, "seed \(seed): \(found.alignment)")
  }

  @Test(arguments: Script.allCases, 1...15 as ClosedRange<UInt64>)
  func `clauses in another order keep their coverage`(_ script: Script, _ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let clauses = (0..<4).map { _ in RandomTexts.text(script.tokens(&random, Int.random(in: 5...12, using: &random))) }
    let claim = clauses.joined(separator: "，")
    let found = try Case(claim: claim, item: clauses.shuffled(using: &random).joined(separator: "，"))
    found.expectSound("seed \(seed)")
    #expect(found.alignment.entryCoverage == 1, "seed \(seed): \(found.alignment)")
    let turned = try Case(claim: claim, item: clauses.reversed().joined(separator: "，"))
    #expect(turned.alignment.entryCoverage == 1 && turned.alignment.order < 0.5, "seed \(seed): \(turned.alignment)")
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the common runs are those of the plain definition`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let claim = RandomTexts.text(RandomTexts.mixed(&random, count: Int.random(in: 0...40, using: &random)))
    let item = RandomTexts.text(RandomTexts.mixed(&random, count: Int.random(in: 0...60, using: &random)))
    let mixed = item + claim.prefix(Int.random(in: 0...20, using: &random)) + item.suffix(9)
    let found = try Case(claim: claim, item: mixed)
    found.expectSound("seed \(seed)")
    guard rarest(found) else { return }
    let scratch = found.scratch.alignment
    let expected = NaiveAlignment.blocks(scratch.hashes, found.scratch.units.hashes) { unit in
      TermReader.isTerm(UnitFlags(rawValue: scratch.flags[unit])) && scratch.weights[unit] >= 44
    }
    #expect(Set(scratch.blocks.map { [$0.entry, $0.item, $0.count] }) == expected, "seed \(seed)")
    #expect(scratch.blocks.count == expected.count, "a run was found twice, seed \(seed)")
  }

  /// Whether no term stands so often that some of its places aren't visited.
  private func rarest(_ found: Case) -> Bool {
    var counts: [UInt32: Int] = [:]
    TermReader.forEach(found.scratch.units, singles: .words) { key, _, _ in counts[key, default: 0] += 1 }
    return counts.values.allSatisfy { $0 <= PositionMap.visitLimit }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `noise is aligned soundly`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let claim = RandomTexts.noise(&random, count: Int.random(in: 0...80, using: &random))
    let noise = RandomTexts.noise(&random, count: Int.random(in: 0...300, using: &random))
    try Case(claim: claim, item: noise).expectSound("seed \(seed)")
    try Case(claim: claim, item: noise + claim + noise).expectSound("seed \(seed), planted")
  }

  @Test(arguments: [
    // Between two runs; before the first; after the last.
    ("山河桥海湖", "山河茶桥酒海湖", 5), ("桥海湖路城", "桥茶海湖路城", 5), ("海湖路城桥", "海湖路城茶桥", 5),
    // Six characters further on is too far, in another order nothing is filled.
    ("山河桥海湖", "山河茶酒盐糖油米桥海湖", 5), ("海湖路城桥", "海湖路城茶酒盐糖油桥", 5), ("海湖路城桥", "海湖路城茶酒盐糖油米桥", 4),
    ("桥海湖路城", "桥茶酒盐糖油米面海湖路城", 4), ("山河桥海湖", "桥茶酒山河海湖", 4),
  ]) func `single units near a common run are paired`(_ row: (claim: String, item: String, paired: Int)) throws {
    let found = try Case(claim: row.claim, item: row.item)
    found.expectSound(row.item)
    #expect(found.alignment.pairedUnits == row.paired)
  }

  @Test(arguments: ["", "茶", "tea", "…", "12"])
  func `texts of one unit or none are aligned`(_ short: String) throws {
    for other in ["", "茶", "a cup of tea", "喝茶12天能治百病"] {
      try Case(claim: short, item: other).expectSound("\(short) in \(other)")
      try Case(claim: other, item: short).expectSound("\(other) in \(short)")
    }
    #expect(try Case(claim: short, item: "").alignment.pairedUnits == 0)
  }

  @Test(arguments: [["drum"], ["drum", "roll"], ["鼓", "声"]])
  func `a term repeated twenty thousand times is visited a few times only`(_ pattern: [String]) throws {
    let claim = RandomTexts.text((0..<60).map { pattern[$0 % pattern.count] })
    let index = try SmallIndex.make(texts: [claim])
    var scratch = MatchScratch()
    scratch.units = RandomTexts.units((0..<20_000).map { pattern[$0 % pattern.count] })
    let weights = [UInt8](repeating: 8, count: 20_000)
    scratch.positions.build(scratch.units)
    let entry = index.entry(0)
    let alignment = Aligner(index: index).align(
      entry: entry, units: scratch.units, weights: weights, mass: 160_000, positions: scratch.positions,
      scratch: &scratch.alignment)
    // A unit of the claim looks up itself and its pair.
    #expect(scratch.alignment.blocks.count <= 2 * entry.units.count * PositionMap.visitLimit)
    #expect(scratch.alignment.blocks.count > 0)
    #expect(alignment.entryCoverage == 1)
  }

  @Test func `the runs of a long repetitive claim are bounded too`() throws {
    let index = try SmallIndex.make(texts: [RandomTexts.text([String](repeating: "drum", count: 5000))])
    var scratch = MatchScratch()
    scratch.units = RandomTexts.units((0..<20_000).map { $0 % 3 == 2 ? "roll" : "drum" })
    let weights = [UInt8](repeating: 8, count: 20_000)
    scratch.positions.build(scratch.units)
    _ = Aligner(index: index).align(
      entry: index.entry(0), units: scratch.units, weights: weights, mass: 160_000,
      positions: scratch.positions, scratch: &scratch.alignment)
    #expect(scratch.alignment.blocks.count < 2048 + 2 * PositionMap.visitLimit)
  }
}
