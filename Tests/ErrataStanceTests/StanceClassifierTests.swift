import ErrataModel
@testable import ErrataStance
import ErrataText
import Testing

/// One classifier for all tests: loading takes longer than judging.
enum Shared {
  static let classifier = Result { () throws(StanceRuleError) in try StanceClassifier(tables: EmbeddedTables.all()) }
}

@Suite struct `Stance of a text towards a claim` {
  private func check(_ example: StanceCase) throws {
    let marked = MarkedText(example.text)
    #expect(marked.spans.allSatisfy { !$0.isEmpty })
    let finding = try Shared.classifier.get().classify(marked.text, spans: marked.spans)
    #expect(finding.stance == example.stance, "\(finding.cues.map(\.rule))")
  }

  @Test(arguments: ChineseCases.refuting)
  func `a Chinese debunk refutes`(_ example: StanceCase) throws { try check(example) }

  @Test(arguments: ChineseCases.questioning)
  func `a Chinese question questions`(_ example: StanceCase) throws { try check(example) }

  @Test(arguments: ChineseCases.reporting)
  func `a Chinese report reports`(_ example: StanceCase) throws { try check(example) }

  @Test(arguments: ChineseCases.asserting)
  func `a Chinese rumor asserts`(_ example: StanceCase) throws { try check(example) }

  @Test(arguments: EnglishCases.refuting)
  func `an English debunk refutes`(_ example: StanceCase) throws { try check(example) }

  @Test(arguments: EnglishCases.questioning)
  func `an English question questions`(_ example: StanceCase) throws { try check(example) }

  @Test(arguments: EnglishCases.reporting)
  func `an English report reports`(_ example: StanceCase) throws { try check(example) }

  @Test(arguments: EnglishCases.asserting)
  func `an English rumor asserts`(_ example: StanceCase) throws { try check(example) }
}
