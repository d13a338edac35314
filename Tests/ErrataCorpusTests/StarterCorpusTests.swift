import ErrataCorpus
import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

@Suite struct StarterCorpusTests {
  static let now = Timestamp(milliseconds: 1_795_000_000_000)  // 2026-11-18

  @Test func `the starter corpus loads and is large enough in each of its languages`() throws {
    let corpus = try CorpusLoader.starter()
    #expect(corpus.claims.count >= 1000)
    #expect(corpus.published.count == corpus.claims.count)
    let counts = Dictionary(grouping: corpus.claims) { $0.lang.prefix(2) }.mapValues(\.count)
    #expect(counts["zh"].map { $0 >= 250 } == true)
    #expect(counts["en"].map { $0 >= 350 } == true)
    for language in ["ar", "de", "es", "fr", "id", "it", "ja", "ko", "pl", "pt", "ru", "tr", "vi"] {
      #expect(counts[language[...]].map { $0 >= 18 } == true, "\(language)")
    }
  }

  /// Many Chinese claims are older than the rule that readers need a review in their language.
  @Test func `an id begins with its claim's language, and a review is in that language`() throws {
    for claim in try CorpusLoader.starter().claims {
      #expect(claim.id.hasPrefix(claim.lang.prefix(2) + "-"), "\(claim.id)")
      guard !claim.lang.hasPrefix("zh") else { continue }
      #expect(claim.reviews.contains { $0.lang.prefix(2) == claim.lang.prefix(2) }, "\(claim.id)")
    }
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
