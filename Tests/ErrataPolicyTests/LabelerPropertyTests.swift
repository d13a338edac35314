import ErrataModel
import ErrataPolicy
import ErrataTestSupport
import Testing

@Suite struct LabelerPropertyTests {
  private static let topics = ["majorEmergency", "health", "history", "war"].map(Topic.init(rawValue:))

  private func matches(_ random: inout SeededRandom) -> [ClaimMatch] {
    let times: [Timestamp?] = [
      nil, nil, TestInput.now.advanced(bySeconds: -9), TestInput.now.advanced(bySeconds: 9),
    ]
    return (0..<Int.random(in: 0...6, using: &random)).map { index in
      let claim = TestInput.claim(
        Verdict.allCases.randomElement(using: &random) ?? .false, id: "c\(index)",
        topics: Self.topics.filter { _ in Int.random(in: 0...2, using: &random) == 0 },
        validFrom: times.randomElement(using: &random) ?? nil,
        expires: times.randomElement(using: &random) ?? nil)
      let isGuarded = Int.random(in: 0...5, using: &random) == 0
      return TestInput.entry(
        claim, Double(Int.random(in: 0...20, using: &random)) / 20,
        Stance.allCases.randomElement(using: &random) ?? .asserts,
        guardReason: isGuarded ? .number : nil)
    }
  }

  private func item(_ random: inout SeededRandom) -> Item {
    TestInput.item(
      publishedAt: Bool.random(using: &random) ? TestInput.now : nil,
      declared: Declaration.allCases.filter { _ in Int.random(in: 0...2, using: &random) == 0 })
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `every match has one fate, and every label its evidence`(seed: UInt64) throws {
    let policy = try TestPolicies.shipped()
    var random = SeededRandom(seed: seed)
    for _ in 0..<40 {
      let (matches, item) = (matches(&random), item(&random))
      let result = TestInput.label(policy, matches, item)
      let labelled = result.labels.compactMap { $0.reason.evidence?.claim }
      let told = labelled + result.suppressed.map(\.claim) + result.queued.map(\.claim)
      #expect(Set(told).count == told.count, "seed \(seed)")
      for entry in matches {
        let isLow = entry.match.score < 0.5 && entry.match.outcome != .suppressed
        #expect(told.contains(entry.claim.id) == !isLow, "seed \(seed)")
        guard labelled.contains(entry.claim.id) else { continue }
        #expect(entry.match.stance.stance == .asserts && entry.match.score >= 0.8, "seed \(seed)")
        #expect(entry.claim.verdict != .true && entry.match.outcome != .suppressed, "seed \(seed)")
      }
      #expect(result.boost == nil || result.labels.isEmpty && result.queued.isEmpty, "seed \(seed)")
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>) func `the order of the matches doesn't matter`(seed: UInt64)
    throws
  {
    let policy = try TestPolicies.shipped()
    var random = SeededRandom(seed: seed)
    for _ in 0..<40 {
      let (matches, item) = (matches(&random), item(&random))
      let shuffled = matches.shuffled(using: &random)
      #expect(
        TestInput.label(policy, shuffled, item) == TestInput.label(policy, matches, item), "seed \(seed)")
    }
  }
}
