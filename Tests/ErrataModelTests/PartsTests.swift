import ErrataModel
import Testing

@Suite struct PartsTests {
  private static let noon = Timestamp(milliseconds: 1_714_564_800_000)

  private static func review(_ date: String) -> Review {
    Review(
      publisher: "Example Check", url: "https://example.org/1", datePublished: date, lang: "en",
      rating: "False",
      title: "No", summary: "It isn't so.")
  }

  private static let evidence = Evidence(
    claim: "sock-tea", corpusRevision: "r1", review: "https://example.org/1",
    spans: [ByteSpan(start: 0, end: 4)],
    score: 0.9, stance: .asserts, normalizerVersion: "1", rule: "rumor-health")

  @Test(arguments: [
    ("2024", "2024-01-01T00:00:00Z"), ("2024-05", "2024-05-01T00:00:00Z"),
    ("2024-05-01", "2024-05-01T00:00:00Z"),
    ("2024-05-01T20:00:00+08:00", "2024-05-01T12:00:00Z"),
  ]) func `a review's date stands for its first moment`(_ date: String, _ moment: String) {
    #expect(Self.review(date).published?.description == moment)
  }

  @Test(arguments: ["", "last week", "2024-02-30"]) func `a review's date that can't be read is no time`(
    _ date: String
  ) {
    #expect(Self.review(date).published == nil)
  }

  @Test func `a claim's wordings are its text and then its variants`() {
    let claim = Claim(id: "c", text: "A", lang: "en", variants: ["B", "C"], verdict: .false, reviews: [])
    #expect(claim.wordings == ["A", "B", "C"])
    #expect(claim.status == .published)
  }

  @Test func `content gives back what the caller sent`() {
    #expect(Content.text("a < b").source == "a < b")
    #expect(Content.html("<p>a</p>").source == "<p>a</p>")
  }

  @Test func `a label counts until it expires`() {
    let reason = Reason.match(Self.evidence)
    let lasting = Label(value: .rumor, reason: reason, issuedAt: Self.noon)
    let ending = Label(
      value: .rumor, reason: reason, issuedAt: Self.noon, expires: Self.noon.advanced(bySeconds: 1))
    #expect(lasting.isLive(at: Timestamp(milliseconds: .max)))
    #expect(ending.isLive(at: Self.noon.advanced(bySeconds: 0.999)))
    #expect(!ending.isLive(at: Self.noon.advanced(bySeconds: 1)))
    #expect(!ending.isLive(at: Self.noon.advanced(bySeconds: 2)))
  }

  @Test func `a reason knows its source, rule and evidence`() {
    let match = Reason.match(Self.evidence)
    #expect((match.source, match.rule, match.evidence) == (.match, "rumor-health", Self.evidence))
    let declared = Reason.declaration(.fictional, rule: "declared-fiction")
    #expect((declared.source, declared.rule, declared.evidence) == (.declaration, "declared-fiction", nil))
  }

  @Test func `a weight without limit is exactly one and has no terms`() {
    #expect(Weight.unlimited.value == 1)
    #expect(Weight.unlimited.terms.isEmpty)
  }
}
