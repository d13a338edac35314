import ErrataCorpus
import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

@Suite struct StarterCorpusTests {
  static let now = Timestamp(milliseconds: 1_795_000_000_000)  // 2026-11-18

  @Test func `the starter corpus loads and is large enough in both languages`() throws {
    let corpus = try CorpusLoader.starter()
    #expect(corpus.claims.count >= 480)
    #expect(corpus.published.count == corpus.claims.count)
    let chinese = corpus.claims.count { $0.lang.hasPrefix("zh") }
    let share = Double(chinese) / Double(corpus.claims.count)
    #expect((0.45...0.55).contains(share))
  }

  @Test func `the starter corpus passes lint without an error`() {
    let linter = Linter(settings: LintSettings(now: Self.now))
    let report = linter.lint(files: ShippedData.starterCorpus)
    #expect(report.findings.filter { $0.severity == .error } == [])
  }

  @Test func `the default policy is compiled in`() {
    #expect(ShippedData.defaultPolicyName == "policy/default.yaml")
    #expect(ShippedData.defaultPolicy.contains("name: default"))
  }
}
