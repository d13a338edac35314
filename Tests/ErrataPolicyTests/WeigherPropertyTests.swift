import ErrataModel
import ErrataPolicy
import ErrataTestSupport
import Testing

/// A random policy and random labels under it.
private struct WeightCase {
  var policy: Policy
  var labels: [Label]
  var random: SeededRandom

  /// A policy with any floor, cuts and rules.
  static func policy(_ random: inout SeededRandom) throws -> Policy {
    let floor = Double(Int.random(in: 1...600, using: &random)) / 1000
    let apply = Double(Int.random(in: 1...1000, using: &random)) / 1000
    let rules = (0..<Int.random(in: 1...5, using: &random)).map { index in
      let limit = floor + (1 - floor) * Double(Int.random(in: 0...20, using: &random)) / 20
      let value = ["rumor", "disputed", "fictional"].randomElement(using: &random) ?? "rumor"
      let decay =
        Bool.random(using: &random) ? ", decay: {halfLife: \(Int.random(in: 1...99, using: &random))h}" : ""
      return "  - {id: r\(index), when: {surface: s\(index)}, label: \(value), weight: \(limit)\(decay)}"
    }
    let lines = [
      "name: any", "version: 1", "cuts: {apply: \(apply), review: \(apply)}", "floor: \(floor)",
      "combine: \(Bool.random(using: &random) ? "minimum" : "product")",
      "strengthAtCut: \(Double(Int.random(in: 1...100, using: &random)) / 100)",
      "boost: {weight: 1.5, minimumScore: 0.5}", "rules:",
    ]
    return try TestPolicies.load((lines + rules).joined(separator: "\n"))
  }

  init(_ policy: Policy, _ random: SeededRandom) {
    self.policy = policy
    self.random = random
    labels = []
    labels = (0..<Int.random(in: 0...6, using: &self.random)).map { _ in label() }
  }

  /// A live or expired label of one of the policy's rules.
  mutating func label() -> Label {
    let rule = policy.rules.randomElement(using: &random)
    let cut = policy.cuts(for: rule).apply
    let age = Double(Int.random(in: 0...9_000_000, using: &random))
    let expiries: [Double?] = [nil, nil, 0, 1, -50_000]
    let expiry = expiries.randomElement(using: &random) ?? nil
    return TestInput.found(
      rule?.label ?? .rumor, rule: rule?.id ?? "", score: Double.random(in: cut...1, using: &random),
      claim: "c\(Int.random(in: 0...9, using: &random))", age: age,
      expires: expiry.map { TestInput.now.advanced(bySeconds: $0) })
  }

  func weigh(_ labels: [Label], boost: Bool = false) -> Weight {
    Weigher(policy: policy).weigh(
      labels: labels, boost: boost ? BoostCandidate(claim: "b", score: 1) : nil, now: TestInput.now)
  }
}

@Suite struct WeigherPropertyTests {
  /// Runs a check on 40 random label sets for each of a seed's policies.
  private func forAll(_ seed: UInt64, _ check: (inout WeightCase) throws -> Void) throws {
    var random = SeededRandom(seed: seed)
    let policy = try WeightCase.policy(&random)
    for _ in 0..<40 {
      var example = WeightCase(policy, random)
      try check(&example)
      random = example.random
    }
  }

  /// Whether a label has an effect, told by the formula's parts and not by the weigher.
  private func limits(_ label: Label, _ policy: Policy) -> Bool {
    guard let rule = policy.rules.first(where: { $0.id == label.reason.rule }) else { return false }
    let halvings = rule.halfLife.map { TestInput.now.seconds(since: label.issuedAt) / $0 } ?? 0
    return label.isLive(at: TestInput.now) && rule.limit < 1 && halvings < 20.93
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `it is exactly 1 when nothing limits, and within floor and 1 when something does`(seed: UInt64) throws {
    try forAll(seed) { example in
      let weight = example.weigh(example.labels)
      if example.labels.contains(where: { limits($0, example.policy) }) {
        #expect(weight.value >= example.policy.floor && weight.value < 1, "seed \(seed)")
        #expect(!weight.terms.isEmpty, "seed \(seed)")
      } else {
        #expect(weight == .unlimited, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>) func `one more label never raises it`(seed: UInt64) throws {
    try forAll(seed) { example in
      let more = example.labels + [example.label()]
      #expect(example.weigh(more).value <= example.weigh(example.labels).value, "seed \(seed)")
      #expect(
        example.weigh(more, boost: true).value <= example.weigh(example.labels, boost: true).value,
        "seed \(seed)")
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>) func `a higher score never raises it`(seed: UInt64) throws {
    try forAll(seed) { example in
      guard let index = example.labels.indices.randomElement(using: &example.random),
        let evidence = example.labels[index].reason.evidence
      else { return }
      let tiny = Bool.random(using: &example.random)
      let score = Double.random(
        in: evidence.score...(tiny ? evidence.score.nextUp : 1), using: &example.random)
      var higher = example.labels
      higher[index] = TestInput.found(
        higher[index].value, rule: evidence.rule, score: score, claim: evidence.claim,
        age: TestInput.now.seconds(since: higher[index].issuedAt), expires: higher[index].expires)
      #expect(example.weigh(higher).value <= example.weigh(example.labels).value, "seed \(seed)")
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>) func `the order of the labels doesn't matter`(seed: UInt64)
    throws
  {
    try forAll(seed) { example in
      let shuffled = example.labels.shuffled(using: &example.random)
      #expect(example.weigh(shuffled) == example.weigh(example.labels), "seed \(seed)")
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `an expired label, or one taken away, leaves no trace`(seed: UInt64) throws {
    try forAll(seed) { example in
      let live = example.labels.filter { $0.isLive(at: TestInput.now) }
      var expired = example.label()
      expired.expires = TestInput.now.advanced(bySeconds: -1)
      for boost in [false, true] {
        let expected = example.weigh(live, boost: boost)
        #expect(example.weigh(example.labels + [expired], boost: boost) == expected, "seed \(seed)")
        let negated = example.label()
        let after = (live + [negated]).dropLast()
        #expect(example.weigh(Array(after), boost: boost) == expected, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>) func `the same input gives the same bits`(seed: UInt64)
    throws
  {
    try forAll(seed) { example in
      let (first, second) = (example.weigh(example.labels), example.weigh(example.labels))
      #expect(first.value.bitPattern == second.value.bitPattern, "seed \(seed)")
      #expect(first == second, "seed \(seed)")
      for number in [first.value] + first.terms.flatMap({ [$0.weight, $0.strength, $0.decay, $0.limit] }) {
        #expect(number == (number * 1_000_000).rounded() / 1_000_000, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>) func `it is above 1 only without a live label`(seed: UInt64)
    throws
  {
    try forAll(seed) { example in
      let weight = example.weigh(example.labels, boost: true)
      let isLabelled = example.labels.contains { $0.isLive(at: TestInput.now) }
      #expect((weight.value > 1) == !isLabelled, "seed \(seed)")
    }
  }

  @Test func `these bits are the same on every machine`() throws {
    let policy = try TestPolicies.withRules(
      "  - {id: a, label: rumor, weight: 0.123457, decay: {halfLife: 13h}}",
      "combine: product\nstrengthAtCut: 0.37")
    let weigher = Weigher(policy: policy)
    var sum: UInt64 = 0
    for step in 0..<1000 {
      let score = 0.8 + 0.2 * Double(step * 7919 % 1000) / 999
      let labels = (1...3).map {
        TestInput.found(.rumor, rule: "a", score: score, age: Double($0 * step * 97))
      }
      sum = sum &* 31 &+ weigher.weigh(labels: labels, now: TestInput.now).value.bitPattern
    }
    #expect(sum == 8_759_833_124_279_874_959)
  }
}
