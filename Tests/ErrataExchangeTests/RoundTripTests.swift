import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

/// Values are compared, and the bytes they are written as: string equality forgives different code points for the same
/// character, bytes don't.
@Suite struct RoundTripTests {
  @Test(arguments: [1, 2, 3] as [UInt64]) func `an item is read back as it was written`(_ seed: UInt64) throws {
    var parts = RandomParts(seed: seed)
    for round in 0..<500 {
      let item = parts.item()
      let text = written { ItemEncoder.encode(item, into: &$0) }
      let back = try ItemDecoder.decode(try json(text))
      #expect(back.item == item, "seed \(seed), round \(round): \(text)")
      #expect(back.unknownFields.isEmpty, "seed \(seed), round \(round): \(text)")
      #expect(
        written { ItemEncoder.encode(back.item, into: &$0) }.utf8.elementsEqual(text.utf8), "seed \(seed)")
    }
  }

  @Test(arguments: [4, 5, 6] as [UInt64]) func `a claim is read back as it was written`(_ seed: UInt64) throws {
    var parts = RandomParts(seed: seed)
    for round in 0..<500 {
      let claim = parts.claim()
      let text = written { ClaimEncoder.encode(claim, into: &$0) }
      let back = ClaimDecoder.decode(try json(text))
      #expect(back.faults.isEmpty, "seed \(seed), round \(round): \(text)")
      #expect(back.claim == claim, "seed \(seed), round \(round): \(text)")
      #expect(
        written { ClaimEncoder.encode(back.claim, into: &$0) }.utf8.elementsEqual(text.utf8), "seed \(seed)")
    }
  }

  @Test(arguments: [7, 8, 9] as [UInt64]) func `a decision is read back as it was written`(_ seed: UInt64)
    throws
  {
    var parts = RandomParts(seed: seed)
    for round in 0..<500 {
      let decision = parts.decision()
      let text = written { DecisionEncoder.encode(decision, into: &$0) }
      let back = try DecisionDecoder.decode(try json(text))
      #expect(back == decision, "seed \(seed), round \(round): \(text)")
      #expect(
        written { DecisionEncoder.encode(back, into: &$0) }.utf8.elementsEqual(text.utf8), "seed \(seed)")
    }
  }
}
