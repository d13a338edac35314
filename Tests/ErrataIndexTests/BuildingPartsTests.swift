import ErrataTestSupport
import Testing

@testable import ErrataIndex

/// The parts that builders of indexes are made of, against simpler ways to the same result.
@Suite struct BuildingPartsTests {
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a checksum doesn't depend on the pieces that the bytes come in`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    var checksum = Checksum()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Int.random(in: 0...70, using: &random))
      bytes.withUnsafeBytes { checksum.update(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
      start = end
      #expect(checksum.value == Array(bytes[..<end]).withUnsafeBytes { Checksum.xxh64($0) }, "seed \(seed)")
    }
  }

  @Test(arguments: [4, 20, 22, 29], [1, 3, 32] as [Int])
  func `numbers are counted as in one large table`(_ bits: Int, _ limit: Int) {
    var random = SeededRandom(seed: UInt64(bits * 100 + limit))
    var counter = SlotCounter(bits: bits)
    for round in 0..<3 {
      let some = (0..<50).map { _ in UInt32.random(in: 0..<1 << UInt32(bits), using: &random) }
      let slots = (0..<Int.random(in: 0...2000, using: &random)).map { _ in
        Bool.random(using: &random)
          ? some.randomElement(using: &random) ?? 0 : UInt32.random(in: 0..<1 << UInt32(bits), using: &random)
      }
      counter.removeAll()
      for slot in slots { counter.announce(slot) }
      counter.makeRoom()
      for slot in slots { counter.add(slot) }
      var found: [UInt32: Int] = [:]
      counter.forEach(above: limit) { found[$0, default: 0] += 1 }
      let expected = Dictionary(grouping: slots) { $0 }.mapValues(\.count).filter { $0.value > limit }
      #expect(found == expected, "round \(round)")
    }
  }

  @Test func `a number that comes more than 255 times is still above the limit`() {
    var counter = SlotCounter(bits: 10)
    for _ in 0..<1000 { counter.announce(7) }
    counter.makeRoom()
    for _ in 0..<1000 { counter.add(7) }
    var count = 0
    counter.forEach(above: 64) { count += $0 == 7 ? 1 : 0 }
    #expect(count == 1000)
  }

  @Test(arguments: [0, 1, 2, 30, 127, 128, 129, 400])
  func `what stands again in a text has no bits, however long the text is`(_ length: Int) {
    for seed in 1...10 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      var units = Units()
      for place in 0..<length {
        units.append(hash: UInt32.random(in: 0..<40, using: &random), start: place, end: place + 1, flags: .word)
      }
      var weights = UnitWeights()
      weights.weigh(units, background: .embedded)
      var columns = UnitColumns()
      columns.append(units, weights)
      for place in 0..<length {
        let isNew = !units.hashes[..<place].contains(units.hashes[place])
        let isNewPair =
          place + 1 < length
          && !(0..<place).contains {
            units.hashes[$0] == units.hashes[place] && units.hashes[$0 + 1] == units.hashes[place + 1]
          }
        #expect(columns.bits[place] == (isNew ? max(1, weights.own[place]) : 0), "seed \(seed), place \(place)")
        #expect(
          columns.pairBits[place] == (isNewPair ? max(1, weights.pair[place]) : 0), "seed \(seed), place \(place)")
      }
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `claims in pieces in any order give the bytes of claims that are added in that order`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let claims = randomClaims(seed: seed, count: 60)
    var pieces: [PreparedClaims] = [PreparedClaims()]
    var preparer = ClaimPreparer(background: .embedded)
    var places: [(number: Int, place: ClaimPlace)] = []
    for number in claims.indices.shuffled(using: &random) {
      if seed % 3 != 0, Int.random(in: 0..<8, using: &random) == 0 {
        pieces[pieces.count - 1].shrink()
        pieces.append(PreparedClaims())
      }
      let piece = pieces.count - 1
      places.append((number, ClaimPlace(piece: piece, claim: pieces[piece].count)))
      preparer.add(claims[number].entries, to: &pieces[piece])
    }
    var strings = HeldStrings(revision: exampleRevision)
    for claim in claims { strings.add(id: claim.id, payload: claim.payload) }
    let order = places.sorted { $0.number < $1.number }.map(\.place)
    let composer = IndexComposer(pieces: pieces, places: order, background: .embedded)
    let bytes = composer.compose(into: MemorySink(), strings: &strings).bytes
    #expect(try bytes == indexBytes(claims), "seed \(seed)")
  }

  @Test func `more units or texts than the format holds are refused`() throws {
    try IndexComposer.checkSize(entries: 1 << 30, units: Int(UInt32.max) - 1)
    #expect(throws: IndexError.tooLarge(what: "texts", limit: 1 << 30)) {
      try IndexComposer.checkSize(entries: 1 << 30 + 1, units: 0)
    }
    #expect(throws: IndexError.self) { try IndexComposer.checkSize(entries: 0, units: Int(UInt32.max)) }
  }
}
