import ErrataModel
import ErrataPolicy
import Testing

/// A row of the table that says what becomes of a match.
struct OutcomeCase: Sendable, CustomTestStringConvertible {
  var score: Double
  var stance: Stance
  var outcome: Outcome
  var reason: SuppressionReason?

  var testDescription: String { "\(score) \(stance.rawValue)" }

  static let all: [OutcomeCase] =
    [
      OutcomeCase(score: 1, stance: .asserts, outcome: .apply),
      OutcomeCase(score: 0.8, stance: .asserts, outcome: .apply),
      OutcomeCase(score: 0.799999, stance: .asserts, outcome: .review),
      OutcomeCase(score: 0.5, stance: .asserts, outcome: .review),
      OutcomeCase(score: 0.499999, stance: .asserts, outcome: .none),
      OutcomeCase(score: 0, stance: .asserts, outcome: .none),
      OutcomeCase(score: .nan, stance: .asserts, outcome: .none),
      OutcomeCase(score: .nan, stance: .refutes, outcome: .none),
    ]
    + [(Stance.refutes, SuppressionReason.refutes), (.questions, .questions), (.reports, .reports)].flatMap {
      (stance, reason) in
      [
        OutcomeCase(score: 1, stance: stance, outcome: .suppressed, reason: reason),
        OutcomeCase(score: 0.8, stance: stance, outcome: .suppressed, reason: reason),
        OutcomeCase(score: 0.6, stance: stance, outcome: .suppressed, reason: reason),
        OutcomeCase(score: 0.5, stance: stance, outcome: .suppressed, reason: reason),
        OutcomeCase(score: 0.499999, stance: stance, outcome: .none),
      ]
    }
}

@Suite struct MatchOutcomeTests {
  private let cuts = Cuts(apply: 0.8, review: 0.5)

  @Test(arguments: OutcomeCase.all) func `score and stance decide`(_ example: OutcomeCase) {
    let (found, reason) = outcome(for: TestInput.match(example.score, example.stance), cuts: cuts)
    #expect(found == example.outcome)
    #expect(reason == example.reason)
  }

  @Test(arguments: [
    SuppressionReason.number, .date, .name, .negation, .tooShort, .negativeEntry, .commonWording,
  ])
  func `a guard's word stands whatever score and stance are`(guardReason: SuppressionReason) {
    for score in [0.1, 0.6, 1] {
      for stance in Stance.allCases {
        let (found, reason) = outcome(
          for: TestInput.match(score, stance, guardReason: guardReason), cuts: cuts)
        #expect(found == .suppressed)
        #expect(reason == guardReason)
      }
    }
  }

  @Test(arguments: OutcomeCase.all) func `asking twice gives the same`(_ example: OutcomeCase) {
    var match = TestInput.match(example.score, example.stance)
    (match.outcome, match.reason) = outcome(for: match, cuts: cuts)
    let (found, reason) = outcome(for: match, cuts: cuts)
    #expect(found == example.outcome)
    #expect(reason == example.reason)
  }

  @Test func `other cuts are judged anew`() {
    var match = TestInput.match(0.6, .refutes)
    (match.outcome, match.reason) = outcome(for: match, cuts: cuts)
    #expect(match.outcome == .suppressed)
    #expect(outcome(for: match, cuts: Cuts(apply: 0.9, review: 0.7)) == (.none, nil))
    match = TestInput.match(0.6)
    #expect(outcome(for: match, cuts: Cuts(apply: 0.6, review: 0.3)) == (.apply, nil))
  }

  @Test func `a suppression without a reason is found anew`() {
    var match = TestInput.match(0.9, .refutes)
    match.outcome = .suppressed
    #expect(outcome(for: match, cuts: cuts) == (.suppressed, .refutes))
  }
}
