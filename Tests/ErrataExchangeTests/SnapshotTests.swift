import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

@Suite struct SnapshotTests {
  private static let noon = Timestamp(milliseconds: 1_714_564_800_000)
  private static let spans = [ByteSpan(start: 0, end: 15), ByteSpan(start: 21, end: 30)]

  private static let decision = Decision(
    id: "i-1",
    labels: [
      Label(
        value: .rumor,
        reason: .match(
          Evidence(
            claim: "sock-tea", corpusRevision: "r1", review: "https://example.org/7", spans: spans,
            score: 0.9876543,
            stance: .asserts, normalizerVersion: "1", rule: "rumor-health")),
        issuedAt: noon, expires: noon.advanced(bySeconds: 86_400)),
      Label(
        value: .fictional, reason: .declaration(.fictional, rule: "declared"), issuedAt: noon,
        isUndeclared: true),
    ],
    suppressed: [
      Suppression(
        claim: "moon-cheese", reason: .refutes, score: 0.75, stance: .refutes, spans: [],
        review: "https://example.org/8")
    ],
    queued: [
      QueuedMatch(
        claim: "hat-rain", score: 0.5, stance: .asserts, spans: [spans[0]], review: "https://example.org/9")
    ],
    weight: Weight(
      value: 0.3,
      terms: [
        WeightTerm(
          label: .rumor, claim: "sock-tea", rule: "rumor-health", limit: 0.3, strength: 1, decay: 1,
          weight: 0.3),
        WeightTerm(label: nil, claim: nil, rule: "boost", limit: 1.2, strength: 1, decay: 1, weight: 1.2),
      ]),
    corpusRevision: "r1", policyVersion: "default-1", normalizerVersion: "1", decidedAt: noon,
    isTruncated: true)

  @Test func `a decision is written so`() {
    #expect(
      written { DecisionEncoder.encode(Self.decision, into: &$0) }
        == [
          #"{"id":"i-1","labels":[{"value":"rumor","source":"match","claim":"sock-tea","#,
          #""review":"https://example.org/7","score":0.987654,"stance":"asserts","spans":[[0,15],[21,30]],"#,
          #""rule":"rumor-health","issuedAt":"2024-05-01T12:00:00Z","expires":"2024-05-02T12:00:00Z"},"#,
          #"{"value":"fictional","source":"declaration","declared":"fictional","rule":"declared","#,
          #""issuedAt":"2024-05-01T12:00:00Z","undeclared":true}],"#,
          #""suppressed":[{"claim":"moon-cheese","reason":"refutes","score":0.75,"stance":"refutes","spans":[],"#,
          #""review":"https://example.org/8"}],"#,
          #""queued":[{"claim":"hat-rain","score":0.5,"stance":"asserts","spans":[[0,15]],"#,
          #""review":"https://example.org/9"}],"weight":0.3,"#,
          #""weightTerms":[{"label":"rumor","claim":"sock-tea","rule":"rumor-health","limit":0.3,"strength":1,"#,
          #""decay":1,"weight":0.3},{"rule":"boost","limit":1.2,"strength":1,"decay":1,"weight":1.2}],"#,
          #""corpusRevision":"r1","policyVersion":"default-1","normalizerVersion":"1","#,
          #""decidedAt":"2024-05-01T12:00:00Z","truncated":true}"#,
        ].joined())
  }

  @Test func `a decision without anything to say is short`() {
    let decision = Decision(
      id: "i-2", labels: [], suppressed: [], queued: [], weight: .unlimited, corpusRevision: "r1",
      policyVersion: "default-1", normalizerVersion: "1", decidedAt: Self.noon)
    #expect(
      written { DecisionEncoder.encode(decision, into: &$0) }
        == [
          #"{"id":"i-2","labels":[],"suppressed":[],"queued":[],"weight":1,"weightTerms":[],"#,
          #""corpusRevision":"r1","policyVersion":"default-1","normalizerVersion":"1","#,
          #""decidedAt":"2024-05-01T12:00:00Z"}"#,
        ].joined())
  }

  @Test func `the matches of an item are written so`() {
    let matches = [
      Match(
        claim: "sock-tea", wording: 2, score: 0.8125,
        terms: [ScoreTerm(name: "containment", value: 0.9), ScoreTerm(name: "massBits", value: 61.5)],
        spans: Self.spans,
        stance: StanceFinding(
          stance: .refutes, cues: [StanceCue(rule: "en.refute.noun", span: ByteSpan(start: 31, end: 36))]),
        outcome: .suppressed, reason: .refutes),
      Match(
        claim: "hat-rain", wording: 0, score: 1, spans: [], stance: StanceFinding(stance: .asserts),
        outcome: .apply),
    ]
    #expect(
      written { MatchEncoder.encode(id: "i-1", matches: matches, into: &$0) }
        == [
          #"{"id":"i-1","matches":[{"claim":"sock-tea","wording":2,"score":0.8125,"stance":"refutes","#,
          #""cues":[{"rule":"en.refute.noun","span":[31,36]}],"spans":[[0,15],[21,30]],"outcome":"suppressed","#,
          #""reason":"refutes","terms":{"containment":0.9,"massBits":61.5}},"#,
          #"{"claim":"hat-rain","wording":0,"score":1,"stance":"asserts","spans":[],"outcome":"apply"}]}"#,
        ].joined())
  }

  @Test func `an item without matches is written so`() {
    #expect(
      written { MatchEncoder.encode(id: "i-1", matches: [], into: &$0) } == #"{"id":"i-1","matches":[]}"#)
  }

  @Test func `a claim is written with all its lists, empty ones too`() {
    let claim = Claim(id: "c", text: "A", lang: "en", verdict: .true, reviews: [])
    #expect(
      written { ClaimEncoder.encode(claim, into: &$0) }
        == [
          #"{"id":"c","claim":"A","lang":"en","variants":[],"topics":[],"verdict":"true","reviews":[],"queries":[],"#,
          #""negatives":[],"status":"published"}"#,
        ].joined())
  }

  @Test func `an item is written without what it lacks`() {
    let item = Item(id: "7", content: .text("x"))
    #expect(written { ItemEncoder.encode(item, into: &$0) } == #"{"id":"7","text":"x"}"#)
  }
}
