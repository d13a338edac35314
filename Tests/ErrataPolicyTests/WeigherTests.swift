import ErrataModel
import ErrataPolicy
import Testing

/// A worked example of the formula.
struct TermCase: Sendable, CustomTestStringConvertible {
  var score: Double
  var ageInDays: Double = 0
  var rule = "plain"
  var strength: Double
  var decay: Double = 1
  var weight: Double

  var testDescription: String { "\(rule) \(score) after \(ageInDays) days" }

  static let all = [
    TermCase(score: 1, strength: 1, weight: 0.4),
    TermCase(score: 0.8, strength: 0.5, weight: 0.7),
    TermCase(score: 0.9, strength: 0.75, weight: 0.55),
    TermCase(score: 0.85, strength: 0.625, weight: 0.625),
    TermCase(score: 0.2, strength: 0.5, weight: 0.7),
    TermCase(score: 3, strength: 1, weight: 0.4),
    TermCase(score: 1, ageInDays: 5000, strength: 1, weight: 0.4),
    TermCase(score: 1, rule: "fading", strength: 1, weight: 0.4),
    TermCase(score: 1, ageInDays: 15, rule: "fading", strength: 1, decay: 0.707107, weight: 0.575735),
    TermCase(score: 1, ageInDays: 30, rule: "fading", strength: 1, decay: 0.5, weight: 0.7),
    TermCase(score: 0.8, ageInDays: 30, rule: "fading", strength: 0.5, decay: 0.5, weight: 0.85),
    TermCase(score: 1, ageInDays: 60, rule: "fading", strength: 1, decay: 0.25, weight: 0.85),
    TermCase(score: 1, ageInDays: 300, rule: "fading", strength: 1, decay: 0.000977, weight: 0.999413),
    TermCase(score: 1, ageInDays: 600, rule: "fading", strength: 1, decay: 0.000001, weight: 0.999999),
    TermCase(score: 1, ageInDays: -9, rule: "fading", strength: 1, weight: 0.4),
    TermCase(score: 0.9, rule: "strict", strength: 0.5, weight: 0.75),
    TermCase(score: 0.95, rule: "strict", strength: 0.75, weight: 0.625),
    TermCase(score: 1, rule: "certain", strength: 1, weight: 0.5),
    TermCase(score: 0.8, rule: "hair", strength: 0.5, weight: 0.999999),
  ]
}

@Suite struct WeigherTests {
  private static let rules = """
      - {id: plain, when: {verdict: false}, label: rumor, weight: 0.4}
      - {id: fading, when: {surface: a}, label: rumor, weight: 0.4, decay: {halfLife: 30d}}
      - {id: strict, when: {surface: b}, label: rumor, weight: 0.5, apply: 0.9}
      - {id: certain, when: {surface: c}, label: rumor, weight: 0.5, apply: 1}
      - {id: hair, when: {surface: d}, label: rumor, weight: 0.999999}
      - {id: free, when: {surface: e}, label: fictional, weight: 1}
      - {id: half, when: {surface: f}, label: disputed, weight: 0.5}
    """
  private static let more =
    "declared: {fictional: {label: fictional, weight: 0.9}}\n"
    + "boost: {weight: 1.5, minimumScore: 0.7}"

  private let policy: Policy
  private let weigher: Weigher

  init() throws {
    policy = try TestPolicies.withRules(Self.rules, Self.more)
    weigher = Weigher(policy: policy)
  }

  private func weigh(_ labels: [Label], boost: BoostCandidate? = nil) -> Weight {
    weigher.weigh(labels: labels, boost: boost, now: TestInput.now)
  }

  @Test(arguments: TermCase.all) func `the formula holds`(_ example: TermCase) throws {
    let label = TestInput.found(
      .rumor, rule: example.rule, score: example.score, age: example.ageInDays * TestInput.day)
    let weight = weigh([label])
    let term = try #require(weight.terms.first)
    #expect(term.strength == example.strength)
    #expect(term.decay == example.decay)
    #expect(term.weight == example.weight)
    #expect(weight.value == example.weight)
    #expect(term.label == .rumor && term.claim == "vinegar" && term.rule == example.rule)
  }

  @Test func `nothing gives exactly one`() {
    #expect(weigh([]) == .unlimited)
    #expect(weigh([]).value == 1)
  }

  @Test func `a label whose limit is one doesn't limit`() {
    #expect(weigh([TestInput.found(.fictional, rule: "free", score: 1)]) == .unlimited)
  }

  @Test func `a label that has all but decayed doesn't limit`() {
    let old = TestInput.found(.rumor, rule: "fading", score: 1, age: 30 * 21.1 * TestInput.day)
    #expect(weigh([old]) == .unlimited)
  }

  @Test func `an expired label leaves no trace`() {
    let over = TestInput.found(.rumor, rule: "plain", score: 1, expires: TestInput.now)
    let live = TestInput.found(.rumor, rule: "plain", score: 1, expires: TestInput.now.advanced(bySeconds: 1))
    #expect(weigh([over]) == .unlimited)
    #expect(weigh([live]).value == 0.4)
  }

  @Test func `a label of a rule that the policy doesn't have limits nothing`() {
    #expect(weigh([TestInput.found(.rumor, rule: "of-yore", score: 1)]) == .unlimited)
  }

  @Test func `a declaration can limit, at full strength`() {
    let declared = Label(
      value: .fictional, reason: .declaration(.fictional, rule: "declared-fictional"), issuedAt: TestInput.now
    )
    #expect(
      weigh([declared])
        == Weight(
          value: 0.9,
          terms: [
            WeightTerm(
              label: .fictional, claim: nil, rule: "declared-fictional", limit: 0.9, strength: 1, decay: 1,
              weight: 0.9)
          ]))
  }

  @Test func `several labels combine by minimum, and all terms are told`() {
    let labels = [
      TestInput.found(.disputed, rule: "half", score: 1, claim: "a"),
      TestInput.found(.rumor, rule: "plain", score: 1, claim: "b"),
      TestInput.found(.fictional, rule: "free", score: 1, claim: "c"),
    ]
    let weight = weigh(labels)
    #expect(weight.value == 0.4)
    #expect(weight.terms.map(\.claim) == ["b", "a"])
  }

  @Test func `several labels combine by product where the policy says so`() throws {
    let product = try TestPolicies.withRules(Self.rules, Self.more + "\ncombine: product")
    let labels = ["a", "b", "c", "d"].map { TestInput.found(.rumor, rule: "plain", score: 1, claim: $0) }
    let values = (1...4).map {
      Weigher(policy: product).weigh(labels: Array(labels.prefix($0)), now: TestInput.now).value
    }
    #expect(values == [0.4, 0.16, 0.064, 0.05])
  }

  @Test func `a boost counts when nothing is labelled`() {
    let weight = weigh([], boost: BoostCandidate(claim: "a", score: 0.9))
    let term = WeightTerm(
      label: nil, claim: "a", rule: "boost", limit: 1.5, strength: 1, decay: 1, weight: 1.5)
    #expect(weight == Weight(value: 1.5, terms: [term]))
  }

  @Test(arguments: ["plain", "free", "of-yore"]) func `a boost doesn't count beside any live label`(
    rule: String
  ) {
    let label = TestInput.found(.rumor, rule: rule, score: 1)
    #expect(weigh([label], boost: BoostCandidate(claim: "a", score: 0.9)) == weigh([label]))
    #expect(weigh([label]).value <= 1)
  }

  @Test func `a boost counts once the label has expired`() {
    let over = TestInput.found(.rumor, rule: "plain", score: 1, expires: TestInput.now)
    #expect(weigh([over], boost: BoostCandidate(claim: "a", score: 0.9)).value == 1.5)
  }

  @Test func `a policy without a boost never raises`() throws {
    let plain = try TestPolicies.load(TestPolicies.small)
    let weight = Weigher(policy: plain).weigh(
      labels: [], boost: BoostCandidate(claim: "a", score: 1), now: TestInput.now)
    #expect(weight == .unlimited)
  }
}
