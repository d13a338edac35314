import ErrataIndex
import ErrataTestSupport
import Testing

/// The weights of a text's units.
func weights(of units: Units, _ background: BackgroundModel) -> UnitWeights {
  var weights = UnitWeights()
  weights.weigh(units, background: background)
  return weights
}

@Suite struct UnitWeightsTests {
  private static let model =
    backgroundModel(
      backgroundTable((0..<200).map { "filler\($0) word" } + (0..<10).map { _ in "zhang wei" })) ?? .empty

  private func weigh(_ text: String) -> UnitWeights { weights(of: units(text), Self.model) }

  @Test(arguments: [("", 0), ("zhang", 1), ("zhang wei 3", 3), ("zhang zhang", 2), ("喝酒", 2)])
  func `a text has three weights a unit`(_ text: String, _ count: Int) {
    let weights = weigh(text)
    #expect([weights.conditional.count, weights.own.count, weights.pair.count] == [count, count, count])
  }

  @Test func `a name weighs little more than its first half`() {
    let name = weigh("zhang wei")
    #expect(name.conditional[0] > 30)
    #expect(name.conditional[1] < 8)
    #expect(name.own[1] > 30 && name.own[1] == weigh("wei").conditional[0])
  }

  @Test func `weights are the model's bits in eighths`() {
    let text = units("zhang wei word unseen word zhang wei")
    let hashes = text.hashes
    let conditional = hashes.indices.map { index in
      WeightScale.byte(bits: Self.model.bits(unit: hashes[index], after: index > 0 ? hashes[index - 1] : nil))
    }
    let own = hashes.map { WeightScale.byte(bits: Self.model.bits(term: Hashing.term($0))) }
    let pair = zip(hashes, hashes.dropFirst()).map {
      WeightScale.byte(bits: Self.model.bits(term: Hashing.term($0, $1)))
    }
    let weights = weights(of: text, Self.model)
    #expect(weights.conditional == conditional)
    #expect(weights.own == own)
    #expect(weights.pair == pair + [0])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `no unit tells more after its neighbour than by itself, nor than the pair`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let words = ["zhang", "wei", "word", "filler1", "filler2", "unseen"]
    let text = (0..<40).compactMap { _ in words.randomElement(using: &random) }.joined(separator: " ")
    let weights = weigh(text)
    for unit in weights.own.indices {
      #expect(weights.conditional[unit] <= max(2, weights.own[unit]), "seed \(seed): \(text)")
      guard unit + 1 < weights.own.count else { continue }
      #expect(weights.pair[unit] >= max(weights.own[unit], weights.own[unit + 1]), "seed \(seed): \(text)")
    }
  }

  @Test func `weighing forgets the text before`() {
    var weights = UnitWeights()
    weights.weigh(units("zhang wei word unseen"), background: Self.model)
    weights.weigh(units("wei"), background: Self.model)
    #expect(weights.own == weigh("wei").own && weights.pair == [0])
    weights.weigh(Units(), background: Self.model)
    #expect(weights.own.isEmpty && weights.conditional.isEmpty && weights.pair.isEmpty)
  }
}
