import ErrataIndex
import ErrataTestSupport
import Testing

/// What the index keeps of units and pairs by themselves.
@Suite struct DistinctBitsTests {
  /// Bits of an entry's units and of their pairs.
  private typealias Bits = (units: [UInt8], pairs: [UInt8])

  private func bits(_ texts: String..., background: BackgroundModel = .embedded) throws -> [Bits] {
    let claim = IndexedClaim(
      id: "c", payload: [],
      entries: texts.enumerated().map { IndexedClaim.Entry(field: .wording, number: $0.offset, text: $0.element) })
    let index = try IndexReader(bytes: indexBytes([claim], background: background))
    return (0..<index.entryCount).map { number in
      let units = index.units(of: index.entry(number))
      return (Array(units.bits), Array(units.pairBits))
    }
  }

  @Test func `a unit that stood before has none, in another form too`() throws {
    let found = try bits("drums drum drumming rain drums")[0].units
    #expect(found.map { $0 > 0 } == [true, false, false, true, false])
    #expect(try bits("酒茶酒酒")[0].units.map { $0 > 0 } == [true, true, false, false])
  }

  @Test func `a pair that stood before has none, and the last unit has no pair`() throws {
    let found = try bits("sock tea sock tea rain")[0].pairs
    #expect(found.map { $0 > 0 } == [true, true, false, true, false])
    #expect(try bits("drum drum drum")[0].pairs.map { $0 > 0 } == [true, false, false])
    #expect(try bits("tea")[0].pairs == [0])
  }

  @Test func `each text begins anew`() throws {
    let found = try bits("sock tea", "sock tea", "")
    #expect(found[0] == found[1])
    #expect(found[0].units.allSatisfy { $0 > 0 } && found[2].units.isEmpty && found[2].pairs.isEmpty)
  }

  @Test func `what everyone writes has one step at least`() throws {
    let everywhere = try #require(backgroundModel(backgroundTable((0..<500).map { _ in "the tea" })))
    #expect(everywhere.bits(term: Hashing.term(try #require(unitHash("tea")))) < 0.0625)
    let found = try bits("the tea the", background: everywhere)[0]
    #expect(found.units == [1, 1, 0])
    #expect(found.pairs[0] == 1 && found.pairs[1] > 8 && found.pairs[2] == 0)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `bits are those of the background, each once`(_ seed: UInt64) throws {
    let claims = randomClaims(seed: seed, count: 40)
    let index = try IndexReader(bytes: indexBytes(claims))
    for (number, text) in claims.flatMap(\.entries).map(\.text).enumerated() {
      let units = normalizedUnits(text)
      let weights = weights(of: units, .embedded)
      var (seen, pairs) = (Set<UInt32>(), Set<[UInt32]>())
      var sums = (found: 0, expected: 0)
      let stored = index.units(of: index.entry(number))
      for unit in 0..<stored.count {
        let isNew = seen.insert(units.hashes[unit]).inserted
        let own = isNew ? max(1, weights.own[unit]) : 0
        #expect(stored.bits[unit] == own, "seed \(seed), entry \(number), unit \(unit)")
        let hasPair = unit + 1 < units.count && pairs.insert(Array(units.hashes[unit...unit + 1])).inserted
        let pair = hasPair ? max(1, weights.pair[unit]) : 0
        #expect(stored.pairBits[unit] == pair, "seed \(seed), entry \(number), unit \(unit)")
        sums.found += Int(stored.bits[unit])
      }
      for hash in seen {
        sums.expected += max(1, Int(WeightScale.byte(bits: BackgroundModel.embedded.bits(term: Hashing.term(hash)))))
      }
      #expect(sums.found == sums.expected, "seed \(seed), entry \(number)")
    }
  }
}
