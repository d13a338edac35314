import ErrataModel
import Testing

@Suite struct WordTests {
  @Test func `labels rank from rumor to fictional`() {
    #expect(LabelValue.allCases.reversed().sorted() == [.rumor, .disputed, .fictional])
    for value in LabelValue.allCases { #expect(!(value < value)) }
  }

  @Test func `an error comes before a warning`() {
    #expect([Severity.warning, .error].sorted() == [.error, .warning])
    #expect(!(Severity.error < .error))
    #expect(!(Severity.warning < .warning))
  }

  @Test func `words are written the same for ever`() {
    #expect(LabelValue.allCases.map(\.rawValue) == ["rumor", "disputed", "fictional"])
    #expect(LabelSource.allCases.map(\.rawValue) == ["match", "declaration", "propagation", "curator"])
    #expect(Stance.allCases.map(\.rawValue) == ["asserts", "refutes", "questions", "reports"])
    #expect(ClaimStatus.allCases.map(\.rawValue) == ["draft", "published", "paused", "retracted"])
    #expect(EdgeKind.allCases.map(\.rawValue) == ["repost", "quote", "reply"])
    #expect(Declaration.allCases.map(\.rawValue) == ["fictional", "aiGenerated", "sourced"])
    #expect(Outcome.allCases.map(\.rawValue) == ["apply", "review", "suppressed", "none"])
    #expect(
      Verdict.allCases.map(\.rawValue) == [
        "false", "misleading", "unproven", "disputed", "satire", "fiction", "outdated", "true",
      ])
    #expect(
      SuppressionReason.allCases.map(\.rawValue) == [
        "refutes", "questions", "reports", "number", "date", "name", "negation", "tooShort", "olderThanClaim",
        "expired", "negativeEntry", "commonWording", "declared", "manual", "noRule", "quarantined",
      ])
  }

  @Test func `topics are ordered by their word and may be any word`() {
    let topics = ["war", "health", "myOwn"].map(Topic.init(rawValue:))
    #expect(topics.sorted().map(\.rawValue) == ["health", "myOwn", "war"])
    #expect(Topic.wellKnown.contains(Topic(rawValue: "majorEmergency")))
    #expect(!Topic.wellKnown.contains(Topic(rawValue: "myOwn")))
  }

  @Test func `well-known topics are in camelCase`() {
    #expect(Topic.wellKnown.count == 18)
    for topic in Topic.wellKnown {
      #expect(
        topic.rawValue.first?.isLowercase == true && topic.rawValue.allSatisfy { $0.isASCII && $0.isLetter })
    }
  }
}

@Suite struct ByteSpanTests {
  @Test func `a span counts its bytes`() {
    let span = ByteSpan(start: 3, end: 10)
    #expect((span.start, span.end, span.count) == (3, 10, 7))
  }

  @Test func `a span that ends before it starts is empty`() {
    let span = ByteSpan(start: 5, end: 2)
    #expect((span.start, span.end, span.count) == (5, 5, 0))
  }

  @Test func `spans are ordered by start, then by end`() {
    let spans = [(0, 4), (0, 9), (2, 3), (4, 4)].map { ByteSpan(start: $0.0, end: $0.1) }
    #expect(spans.reversed().sorted() == spans)
  }
}

@Suite struct DiagnosticTests {
  @Test func `a diagnostic names file, line, severity, field and code`() {
    let finding = Diagnostic(
      file: "claims.jsonl", line: 12, field: "reviews[0].url", code: "bad-url", message: "isn't a web address"
    )
    #expect(finding.description == "claims.jsonl:12: error: reviews[0].url: isn't a web address [bad-url]")
  }

  @Test func `a finding about the whole line names no field`() {
    let finding = Diagnostic(
      severity: .warning, file: "<stdin>", line: 1, code: "few-variants", message: "has none")
    #expect(finding.description == "<stdin>:1: warning: has none [few-variants]")
  }

  @Test func `a finding about the whole file names no line`() {
    let finding = Diagnostic(file: "claims.jsonl", line: 0, code: "empty", message: "has no claims")
    #expect(finding.description == "claims.jsonl: error: has no claims [empty]")
  }
}
