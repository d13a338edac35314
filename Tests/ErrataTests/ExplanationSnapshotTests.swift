import Errata
import Testing

/// Explanations line by line, from decisions made by hand: the words are part of the product.
@Suite struct ExplanationSnapshotTests {
  private let claim = TestEngine.claim("swans", "The swans of Oldtown obey the traffic lights.", topics: ["nature"])
  private let text = "Look! The swans of Oldtown obey the traffic lights!"
  private let spans = [ByteSpan(start: 6, end: 50)]

  private func explain(
    _ content: String? = nil, labels: [Label] = [], suppressed: [Suppression] = [], queued: [QueuedMatch] = [],
    weight: Weight = .unlimited, claims: [Claim]? = nil, isTruncated: Bool = false, stance: Stance = .asserts,
    cues: [String] = []
  ) -> [String] {
    let item = Item(id: "post-1", content: .text(content ?? text))
    let decision = Decision(
      id: "post-1", labels: labels, suppressed: suppressed, queued: queued, weight: weight,
      corpusRevision: "0123456789abcdef", policyVersion: "default@1.0+aaaa", normalizerVersion: "1",
      decidedAt: TestEngine.now, isTruncated: isTruncated)
    let match = Match(
      claim: "swans", wording: 0, score: 0.9,
      terms: [
        ScoreTerm(name: "sharedBits", value: 60.125, effect: -0.254), ScoreTerm(name: "order", value: 1),
        ScoreTerm(name: "entryCoverage", value: 1, effect: 2.5),
      ], spans: spans,
      stance: StanceFinding(
        stance: stance, cues: cues.map { StanceCue(rule: $0, span: ByteSpan(start: 0, end: 4)) }),
      outcome: .none)
    let known = claims ?? [claim]
    return Explanation(
      item: item, decision: decision, matches: [match],
      claims: Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) }),
      floor: 0.05, combination: "minimum"
    ).lines
  }

  private var evidence: Evidence {
    Evidence(
      claim: "swans", corpusRevision: "0123456789abcdef", review: "https://reviews.example/swans", spans: spans,
      score: 0.9, stance: .asserts, normalizerVersion: "1", rule: "plain-false")
  }

  @Test func `a label`() {
    let label = Label(
      value: .rumor, reason: .match(evidence), issuedAt: TestEngine.now,
      expires: Timestamp("2026-03-01T00:00:00Z"))
    let term = WeightTerm(
      label: .rumor, claim: "swans", rule: "plain-false", limit: 0.4, strength: 0.75, decay: 1, weight: 0.55)
    #expect(
      explain(labels: [label], weight: Weight(value: 0.55, terms: [term])) == [
        "item post-1, decided 2026-02-02T02:40:00Z", "  Look! ⟦The swans of Oldtown obey the traffic lights⟧!",
        "label rumor by match, rule plain-false, until 2026-03-01T00:00:00Z",
        "  claim   swans: The swans of Oldtown obey the traffic lights.", "          verdict false",
        "  review  Checkers (2024): Checked", "          https://reviews.example/swans", "          It isn't so.",
        "  stance  asserts", "  score   0.9 from entryCoverage 1 (+2.5), sharedBits 60.125 (-0.25)",
        "weight 0.55 = max(floor 0.05, minimum of 0.55)",
        "  0.55 = 1 - (1 - limit 0.4) × strength 0.75 × decay 1  (rule plain-false)",
        "corpus 0123456789ab, policy default@1.0+aaaa, normalizer 1",
      ])
  }

  @Test func `a declaration, and fiction that lacks one`() {
    let declared = Label(
      value: .fictional, reason: .declaration(.fictional, rule: "declared-fictional"), issuedAt: TestEngine.now)
    let lines = explain(labels: [declared])
    #expect(lines[2] == "label fictional by declaration, rule declared-fictional")
    #expect(lines[3] == "  declared by the author")
    let found = Label(
      value: .fictional, reason: .match(evidence), issuedAt: TestEngine.now, isUndeclared: true)
    #expect(explain(labels: [found])[2] == "label fictional by match, rule plain-false, not declared by its author")
  }

  @Test func `a suppression, with a boost`() {
    let suppression = Suppression(
      claim: "swans", reason: .refutes, score: 0.9, stance: .refutes, spans: spans,
      review: "https://reviews.example/swans")
    let term = WeightTerm(
      label: nil, claim: "swans", rule: "boost", limit: 1.2, strength: 1, decay: 1, weight: 1.2)
    let lines = explain(
      suppressed: [suppression], weight: Weight(value: 1.2, terms: [term]), stance: .refutes,
      cues: ["en.refute.noun", "en.frame"])
    #expect(
      lines == [
        "item post-1, decided 2026-02-02T02:40:00Z", "  Look! ⟦The swans of Oldtown obey the traffic lights⟧!",
        "no label", "matched, suppressed: refutes",
        "  claim   swans: The swans of Oldtown obey the traffic lights.", "          verdict false",
        "  review  Checkers (2024): Checked", "          https://reviews.example/swans", "          It isn't so.",
        "  stance  refutes (en.refute.noun, en.frame)",
        "  score   0.9 from entryCoverage 1 (+2.5), sharedBits 60.125 (-0.25)",
        "weight 1.2: raised by rule boost, since it refutes a rumor",
        "corpus 0123456789ab, policy default@1.0+aaaa, normalizer 1",
      ])
  }

  @Test func `a queue entry`() {
    let queued = QueuedMatch(
      claim: "swans", score: 0.61, stance: .asserts, spans: spans, review: "https://reviews.example/swans")
    let lines = explain(queued: [queued])
    #expect(lines[2...3] == ["no label", "matched, for review"])
    #expect(lines.contains("  score   0.61 from entryCoverage 1 (+2.5), sharedBits 60.125 (-0.25)"))
    #expect(lines.suffix(2).first == "weight 1: nothing limits it")
  }

  @Test func `nothing`() {
    #expect(
      explain("We had noodles for lunch") == [
        "item post-1, decided 2026-02-02T02:40:00Z", "  We had noodles for lunch", "no label",
        "weight 1: nothing limits it", "corpus 0123456789ab, policy default@1.0+aaaa, normalizer 1",
      ])
  }

  @Test func `a claim that is gone from the corpus is told by its id`() {
    let queued = QueuedMatch(
      claim: "swans", score: 0.61, stance: .asserts, spans: spans, review: "https://reviews.example/swans")
    let lines = explain(queued: [queued], claims: [])
    #expect(lines[4...5] == ["  claim   swans", "  review  https://reviews.example/swans"])
  }

  @Test func `an item that was cut says so`() {
    #expect(explain(isTruncated: true)[2] == "  (longer than what is judged; the rest was not looked at)")
  }

  @Test func `of a long text its beginning, the match and its end are shown`() {
    let long = String(repeating: "a", count: 1000)
    let queued = QueuedMatch(
      claim: "swans", score: 0.6, stance: .asserts, spans: [ByteSpan(start: 1000, end: 1005)], review: "")
    let around = explain(long + "MATCH" + long + "z", queued: [queued])[1]
    #expect(around.hasPrefix("  …a") && around.contains("a⟦MATCH⟧a") && around.hasSuffix("az"))
    #expect(around.count < 600)
    let plain = explain("b" + long + "z")[1]
    #expect(plain.hasPrefix("  ba") && plain.contains(" … ") && plain.hasSuffix("az"))
  }

  @Test func `spans that don't fit the text are left out`() {
    let queued = QueuedMatch(
      claim: "swans", score: 0.6, stance: .asserts,
      spans: [ByteSpan(start: 4, end: 5), ByteSpan(start: 4, end: 6), ByteSpan(start: 90, end: 99)], review: "")
    #expect(explain("abcdefgh", queued: [queued])[1] == "  abcd⟦e⟧fgh")
  }

  @Test(arguments: [
    "\u{1B}", "\u{0}", "\u{7}", "\u{8}", "\r", "\u{9B}", "\u{7F}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200F}",
    "\u{200E}",
    "\u{61C}", "\u{2028}", "\u{2029}", "\n",
  ]) func `a control or direction character reaches no line, wherever it stands`(_ bad: String) throws {
    let scalar = try #require(bad.unicodeScalars.first)
    var hostile = claim
    hostile.id = "swans"
    hostile.text = "The \(bad) swans"
    hostile.reviews = [
      Review(
        publisher: "P\(bad)", url: "https://x.example/\(bad)", datePublished: "20\(bad)24", lang: "en", rating: "R",
        title: "T\(bad)", summary: "S\(bad)")
    ]
    let queued = QueuedMatch(
      claim: "swans", score: 0.6, stance: .asserts, spans: [], review: "https://x.example/\(bad)")
    let unknown = QueuedMatch(claim: "id\(bad)", score: 0.6, stance: .asserts, spans: [], review: "https://\(bad)")
    let lines = explain("before \(bad) after", queued: [queued, unknown], claims: [hostile])
    for line in lines { #expect(!line.unicodeScalars.contains(scalar), "\(line.debugDescription)") }
  }
}
