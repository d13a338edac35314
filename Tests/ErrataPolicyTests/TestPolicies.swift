import ErrataModel
import ErrataPolicy
import Foundation
import Testing

/// Policies for tests.
enum TestPolicies {
  /// A small valid file, whose lines the tests of messages count on.
  static let small = """
    name: small
    version: "1.0"
    cuts: {apply: 0.8, review: 0.5}
    floor: 0.1
    rules:
      - id: plain
        when: {verdict: false}
        label: rumor
        weight: 0.4

    """

  /// The policy of a text; records an issue with all findings when it isn't valid.
  static func load(_ yaml: String) throws -> Policy {
    do {
      return try Policy.load(yaml: yaml, file: "policy.yaml")
    } catch {
      Issue.record("\(error)")
      throw error
    }
  }

  /// A policy with these rules, indented by two, and these lines at its end.
  static func withRules(_ rules: String, _ more: String = "") throws -> Policy {
    try load("name: t\nversion: 1\ncuts: {apply: 0.8, review: 0.5}\nfloor: 0.05\n\(more)\nrules:\n\(rules)\n")
  }

  /// The findings of a text that must not load.
  static func findings(_ yaml: String) -> [PolicyFinding] {
    findings(bytes: Array(yaml.utf8))
  }

  /// The findings of bytes that must not load.
  static func findings(bytes: [UInt8]) -> [PolicyFinding] {
    do {
      let policy = try Policy.load(bytes: bytes, file: "policy.yaml")
      Issue.record("expected findings, but it loaded as \(policy.version)")
      return []
    } catch {
      return error.findings
    }
  }

  /// A file of the folder `corpora`.
  static func corporaFile(_ path: String) throws -> [UInt8] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = tests.deletingLastPathComponent().appendingPathComponent("corpora").appendingPathComponent(path)
    return [UInt8](try Data(contentsOf: url))
  }

  /// The shipped default policy.
  static func shipped() throws -> Policy {
    try Policy.load(bytes: try corporaFile("policy/default.yaml"), file: "default.yaml")
  }
}

/// Items, claims and matches for tests.
enum TestInput {
  static let now = Timestamp(milliseconds: 1_700_000_000_000)
  static let day = 86_400.0

  static func item(
    lang: String? = nil, publishedAt: Timestamp? = nil, declared: [Declaration] = [], surface: String? = nil,
    topics: [Topic] = []
  ) -> Item {
    Item(
      id: "item", content: .text("Drinking hot vinegar cures a cold."), lang: lang, publishedAt: publishedAt,
      declared: declared, surface: surface, topics: topics)
  }

  static func claim(
    _ verdict: Verdict, id: String = "vinegar", topics: [Topic] = [], lang: String = "en",
    validFrom: Timestamp? = nil, expires: Timestamp? = nil
  ) -> ClaimSummary {
    ClaimSummary(
      id: id, verdict: verdict, topics: topics, lang: lang, review: review(id), validFrom: validFrom,
      expires: expires)
  }

  static func review(_ id: String) -> Review {
    Review(
      publisher: "Example Check", url: "https://check.example/\(id)", datePublished: "2024-01-02", lang: "en",
      rating: "False", title: "No", summary: "It does not.")
  }

  static func match(
    _ score: Double, _ stance: Stance = .asserts, claim: String = "vinegar",
    guardReason: SuppressionReason? = nil
  ) -> Match {
    Match(
      claim: claim, wording: 0, score: score, spans: [ByteSpan(start: 0, end: 8)],
      stance: StanceFinding(stance: stance), outcome: guardReason == nil ? .none : .suppressed,
      reason: guardReason)
  }

  static func entry(
    _ claim: ClaimSummary, _ score: Double, _ stance: Stance = .asserts, guardReason: SuppressionReason? = nil
  ) -> ClaimMatch {
    ClaimMatch(match: match(score, stance, claim: claim.id, guardReason: guardReason), claim: claim)
  }

  static func label(_ policy: Policy, _ matches: [ClaimMatch], _ item: Item = item()) -> LabelingResult {
    Labeler(policy: policy).label(
      item: item, matches: matches, corpusRevision: "r7", normalizerVersion: "n3", now: now)
  }

  /// A label as the labeler would make it, for a weigher.
  static func found(
    _ value: LabelValue, rule: String, score: Double, claim: String = "vinegar", age: Double = 0,
    expires: Timestamp? = nil
  ) -> Label {
    let evidence = Evidence(
      claim: claim, corpusRevision: "r7", review: "https://check.example/\(claim)", spans: [], score: score,
      stance: .asserts, normalizerVersion: "n3", rule: rule)
    return Label(
      value: value, reason: .match(evidence), issuedAt: now.advanced(bySeconds: -age), expires: expires)
  }
}
