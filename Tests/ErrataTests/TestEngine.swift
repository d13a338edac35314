import Errata
import ErrataCorpus
import ErrataIndex
import ErrataPolicy

/// Engines over claims of a test, with the default policy.
enum TestEngine {
  static let now = Timestamp(milliseconds: 1_770_000_000_000)

  static func make(_ claims: [Claim]) throws -> Engine {
    let bytes = try IndexCompiler.compile(claims, revision: String(repeating: "a", count: 64))
    return try Engine(index: IndexReader(bytes: bytes), policy: PolicySource.load(nil).policy)
  }

  static func claim(
    _ id: String, _ text: String, verdict: Verdict = .false, variants: [String] = [], negatives: [String] = [],
    topics: [String] = [], reviews: [Review]? = nil, validFrom: Timestamp? = nil, expires: Timestamp? = nil,
    lang: String = "en", status: ClaimStatus = .published
  ) -> Claim {
    Claim(
      id: id, text: text, lang: lang, variants: variants, topics: topics.map(Topic.init(rawValue:)), verdict: verdict,
      reviews: reviews ?? [review("https://reviews.example/\(id)")], negatives: negatives, validFrom: validFrom,
      expires: expires, status: status)
  }

  static func review(_ url: String, lang: String = "en", date: String = "2024") -> Review {
    Review(
      publisher: "Checkers", url: url, datePublished: date, lang: lang, rating: "False", title: "Checked",
      summary: "It isn't so.")
  }
}

extension Engine {
  /// Judges a text with fresh memory.
  func decide(_ text: String, declared: [Declaration] = [], publishedAt: Timestamp? = nil, lang: String? = nil)
    -> Decision
  {
    var session = Session()
    let item = Item(
      id: "1", content: .text(text), lang: lang, publishedAt: publishedAt, declared: declared)
    return decide(item, now: TestEngine.now, session: &session)
  }
}
