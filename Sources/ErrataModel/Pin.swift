/// A claim whose debunk stands above the results of a search query, with why.
public struct Pin: Hashable, Sendable {
  /// The claim's id.
  public var claim: String
  /// The claim's statement.
  public var text: String
  /// Its language.
  public var lang: String
  /// What the reviews say of it.
  public var verdict: Verdict
  /// How sure it is that the query is about the claim, from 0 to 1.
  public var score: Double
  /// The reviews that were published by the time of the answer, in the order in which they are shown: those in the
  /// reader's language first, then the newest, then as the corpus has them. Never empty.
  public var reviews: [Review]
  /// Whether the reviews' ratings contradict one another.
  public var isConflicting: Bool
  /// Why it is pinned.
  public var why: Why

  /// Why a claim is pinned.
  public struct Why: Hashable, Sendable {
    /// Pieces of the query that the claim's texts share.
    public var terms: [String]
    /// Where they stand in the query, in bytes of UTF-8; empty when the query was read as another.
    public var spans: [ByteSpan]
    /// The curator's phrase that the query is.
    public var phrase: String?
    /// How the query was read, when that is not as it was written: pinyin as characters, a misspelling put right.
    public var reading: String?
    /// The numbers that the whole query's score is made of, if they were asked for.
    public var scoreTerms: [ScoreTerm]

    /// Makes the reasons of a pin.
    public init(
      terms: [String], spans: [ByteSpan] = [], phrase: String? = nil, reading: String? = nil,
      scoreTerms: [ScoreTerm] = []
    ) {
      self.terms = terms
      self.spans = spans
      self.phrase = phrase
      self.reading = reading
      self.scoreTerms = scoreTerms
    }
  }

  /// Makes a pin from its parts.
  public init(
    claim: String, text: String, lang: String, verdict: Verdict, score: Double, reviews: [Review],
    isConflicting: Bool, why: Why
  ) {
    self.claim = claim
    self.text = text
    self.lang = lang
    self.verdict = verdict
    self.score = score
    self.reviews = reviews
    self.isConflicting = isConflicting
    self.why = why
  }
}
