import ErrataIndex
import Testing

@Suite struct UnitWeightsTests {
  private static let model =
    backgroundModel(
      backgroundTable((0..<200).map { "filler\($0) word" } + (0..<10).map { _ in "zhang wei" })) ?? .empty

  @Test func `a text has one weight a unit`() {
    #expect(UnitWeights.weigh(units(""), background: Self.model).isEmpty)
    #expect(UnitWeights.weigh(units("zhang wei 3"), background: Self.model).count == 3)
  }

  @Test func `a name weighs little more than its first half`() {
    let weights = UnitWeights.weigh(units("zhang wei"), background: Self.model)
    let alone = UnitWeights.weigh(units("wei"), background: Self.model)
    #expect(weights[0] > 30)
    #expect(weights[1] < 8)
    #expect(alone[0] > 30)
  }

  @Test func `weights are the model's bits in eighths`() {
    let text = units("zhang wei word unseen")
    let expected = text.hashes.indices.map { index in
      WeightScale.byte(
        bits: Self.model.bits(unit: text.hashes[index], after: index > 0 ? text.hashes[index - 1] : nil))
    }
    #expect(UnitWeights.weigh(text, background: Self.model) == expected)
  }
}
