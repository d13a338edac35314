import ErrataModel
import ErrataStance
import ErrataText
import Testing

@Suite struct `Published debunks and what looks like them` {
  private func finding(_ example: DebunkCase) throws -> StanceFinding {
    let marked = MarkedText(example.text)
    #expect(marked.spans.allSatisfy { !$0.isEmpty })
    let context = StanceContext(claim: Normalizer().normalize(example.claim))
    return try Shared.classifier.get().classify(marked.text, spans: marked.spans, context: context)
  }

  @Test(arguments: EnglishDebunks.all)
  func `an English debunk never asserts`(_ example: DebunkCase) throws {
    #expect(try finding(example).stance != .asserts)
  }

  @Test(arguments: ChineseDebunks.all)
  func `a Chinese debunk never asserts`(_ example: DebunkCase) throws {
    #expect(try finding(example).stance != .asserts)
  }

  @Test(arguments: SpreadingCases.all)
  func `a text that spreads a claim asserts`(_ example: DebunkCase) throws {
    let result = try finding(example)
    #expect(result.stance == .asserts, "\(result.cues.map(\.rule))")
  }

  @Test(arguments: (EnglishDebunks.all + ChineseDebunks.all).map(\.claim))
  func `a copy of a debunked claim asserts`(_ claim: String) throws {
    #expect(try finding(DebunkCase(claim: claim, text: "[[\(claim)]]")).stance == .asserts)
  }
}
