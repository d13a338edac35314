import ErrataModel
import ErrataTestSupport

/// Random items, claims and decisions, from a seed that a failure prints. Numbers have six decimals at most, as in the
/// format.
struct RandomParts {
  var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  private static let scalars = Array("ab \"\\/\u{0}\n\u{7F}é中😀\u{301}\u{FFFD}<>&".unicodeScalars)

  mutating func text() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...10, using: &random) {
      if let scalar = Self.scalars.randomElement(using: &random) { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  /// A text that isn't blank.
  mutating func name() -> String { "n" + text() }

  mutating func word<Word: CaseIterable>(_: Word.Type) -> Word where Word.AllCases == [Word] {
    Word.allCases[Int.random(in: 0..<Word.allCases.count, using: &random)]
  }

  mutating func maybe<Value>(_ make: (inout RandomParts) -> Value) -> Value? {
    Bool.random(using: &random) ? make(&self) : nil
  }

  mutating func several<Value>(_ make: (inout RandomParts) -> Value) -> [Value] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in make(&self) }
  }

  mutating func time() -> Timestamp {
    Timestamp(milliseconds: Int64.random(in: 0...4_102_444_800_000, using: &random))
  }

  mutating func number() -> Double {
    Double(Int.random(in: 0...1_000_000, using: &random)) / 1e6
  }

  mutating func span() -> ByteSpan {
    let start = Int.random(in: 0...100_000, using: &random)
    return ByteSpan(start: start, end: start + Int.random(in: 0...500, using: &random))
  }

  mutating func item() -> Item {
    Item(
      id: name(), content: Bool.random(using: &random) ? .text(text()) : .html(text()),
      lang: maybe { $0.text() },
      author: maybe { $0.text() }, publishedAt: maybe { $0.time() },
      parent: maybe { Parent(id: $0.name(), kind: $0.word(EdgeKind.self)) },
      declared: several { $0.word(Declaration.self) }, surface: maybe { $0.text() },
      topics: several { Topic(rawValue: $0.text()) })
  }

  mutating func review() -> Review {
    Review(
      publisher: name(), url: "https://example.org/\(Int.random(in: 0...99, using: &random))",
      datePublished: time().description, lang: text(), rating: text(), title: text(), summary: text())
  }

  mutating func claim() -> Claim {
    Claim(
      id: name(), text: name(), lang: name(), variants: several { $0.text() },
      topics: several { Topic(rawValue: $0.text()) }, verdict: word(Verdict.self),
      reviews: several { $0.review() },
      queries: several { $0.text() }, negativeQueries: several { $0.text() },
      negatives: several { $0.text() }, validFrom: maybe { $0.time() },
      expires: maybe { $0.time() }, status: word(ClaimStatus.self), note: maybe { $0.text() })
  }

  mutating func decision() -> Decision {
    let (revision, normalizer) = (name(), name())
    return Decision(
      id: name(), labels: several { $0.label(revision: revision, normalizer: normalizer) },
      suppressed: several { $0.suppression() }, queued: several { $0.queued() },
      weight: Weight(value: number(), terms: several { $0.term() }), corpusRevision: revision,
      policyVersion: name(), normalizerVersion: normalizer, decidedAt: time(),
      isTruncated: Bool.random(using: &random), remark: maybe { $0.word(Stance.self) })
  }

  private mutating func label(revision: String, normalizer: String) -> Label {
    let reason: Reason =
      switch Int.random(in: 0..<3, using: &random) {
      case 0: .declaration(word(Declaration.self), rule: name())
      case 1:
        .inherited(
          Inheritance(
            claim: maybe { $0.name() }, review: maybe { $0.name() }, root: name(), via: name(),
            hops: Int.random(in: 1...9, using: &random)))
      default:
        .match(
          Evidence(
            claim: name(), corpusRevision: revision, review: name(), spans: several { $0.span() },
            score: number(),
            stance: word(Stance.self), normalizerVersion: normalizer, rule: name()))
      }
    return Label(
      value: word(LabelValue.self), reason: reason, issuedAt: time(), expires: maybe { $0.time() },
      isUndeclared: Bool.random(using: &random))
  }

  private mutating func suppression() -> Suppression {
    Suppression(
      claim: name(), reason: word(SuppressionReason.self), score: number(), stance: word(Stance.self),
      spans: several { $0.span() }, review: name())
  }

  private mutating func queued() -> QueuedMatch {
    QueuedMatch(
      claim: name(), score: number(), stance: word(Stance.self), spans: several { $0.span() }, review: name())
  }

  private mutating func term() -> WeightTerm {
    WeightTerm(
      label: maybe { $0.word(LabelValue.self) }, claim: maybe { $0.text() }, rule: name(), limit: number(),
      strength: number(), decay: number(), weight: number())
  }
}
