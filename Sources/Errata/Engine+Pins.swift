internal import ErrataIndex
internal import ErrataMatching
internal import ErrataModel
internal import ErrataText

/// What is asked of a search for pins.
public struct PinOptions: Hashable, Sendable {
  /// Most pins.
  public var limit: Int
  /// The reader's language as a BCP 47 tag; reviews in it come first.
  public var lang: String?
  /// Least score; what lies below the cut of 0.9 is for looking at, not for showing.
  public var minimumScore: Double
  /// Give each pin the numbers that its score is made of.
  public var explains: Bool
  /// Try other readings of a query in which nothing is found: pinyin as characters, misspellings put right.
  public var readsOtherwise: Bool

  /// Most pins that can be asked for.
  public static let most = 20
  /// The score from which on a claim is pinned.
  public static let cut = PinModel.cut

  /// Options; by default three pins above the cut.
  public init(
    limit: Int = 3, lang: String? = nil, minimumScore: Double = PinOptions.cut, explains: Bool = false,
    readsOtherwise: Bool = true
  ) {
    self.readsOtherwise = readsOtherwise
    self.limit = limit
    self.lang = lang
    self.minimumScore = minimumScore
    self.explains = explains
  }
}

extension Engine {
  /// The debunks to show above the results of a search query; none when in doubt. The same query, claims and time give
  /// the same pins, and no query makes it fail.
  ///
  /// The surest come first; of those equally sure the one with the newest review, then the one that more publishers
  /// have reviewed, then by id. A claim that has expired, isn't valid yet, or has no review that was published by
  /// then, is left out, and so is one whose curator wrote a negative phrase that the query has.
  ///
  /// - Parameters:
  ///   - query: what was typed, whole or in part.
  ///   - now: the time at which expiry and reviews are measured.
  ///   - options: how many, for whom.
  ///   - session: this thread's working memory.
  public func pins(
    _ query: String, now: Timestamp, options: PinOptions = PinOptions(), session: inout Session
  ) -> [Pin] {
    var query = query
    return query.withUTF8 { pins($0.span, now: now, options: options, session: &session) }
  }

  /// The same for a query in UTF-8.
  package func pins(
    _ query: Span<UInt8>, now: Timestamp, options: PinOptions, session: inout Session
  ) -> [Pin] {
    let found = pinner.pins(
      query, minimum: options.minimumScore, explains: options.explains, readsOtherwise: options.readsOtherwise,
      scratch: &session.pins)
    guard !found.hits.isEmpty else { return [] }
    let text = found.reading.map { Array($0.utf8) } ?? query.withUnsafeBufferPointer(Array.init)
    var pins: [Pin] = []
    for hit in found.hits {
      guard let claim = session.claims.claim(hit.claim, in: index), claim.isPinnable(at: now),
        !pinner.isKeptAway(by: claim.negativeQueries, scratch: &session.pins)
      else { continue }
      pins.append(Pin(claim, hit, text: text, reading: found.reading, lang: options.lang, now: now))
    }
    pins.sort(by: Pin.precedes)
    return Array(pins.prefix(max(0, min(options.limit, PinOptions.most))))
  }
}

extension Claim {
  /// Whether its debunk may be pinned at a time.
  func isPinnable(at now: Timestamp) -> Bool {
    if let expires, expires <= now { return false }
    if let validFrom, validFrom > now { return false }
    return status == .published && reviews.contains { $0.isPublished(by: now) }
  }

  /// The reviews to show, in their order.
  func shownReviews(lang: String?, now: Timestamp) -> [Review] {
    var left = self
    left.reviews = reviews.filter { $0.isPublished(by: now) }
    var shown: [Review] = []
    while let review = left.review(for: lang) {
      shown.append(review)
      if let place = left.reviews.firstIndex(of: review) { left.reviews.remove(at: place) }
    }
    return shown
  }
}

extension Review {
  /// Whether it was out at a time.
  func isPublished(by now: Timestamp) -> Bool { published.map { $0 <= now } ?? true }
}

extension Pin {
  init(_ claim: Claim, _ hit: PinHit, text: [UInt8], reading: String?, lang: String?, now: Timestamp) {
    let terms = hit.spans.compactMap { span -> String? in
      guard span.start <= span.end, span.end <= text.count else { return nil }
      return String(decoding: text[span.start..<span.end], as: UTF8.self)
    }
    let reviews = claim.shownReviews(lang: lang, now: now)
    let phrase = hit.phrase.flatMap { claim.queries.indices.contains($0) ? claim.queries[$0] : nil }
    self.init(
      claim: claim.id, text: claim.text, lang: claim.lang, verdict: claim.verdict, score: hit.score,
      reviews: reviews, isConflicting: Rating.conflict(reviews.map(\.rating)),
      why: Why(
        terms: terms, spans: reading == nil ? hit.spans : [], phrase: phrase, reading: reading,
        scoreTerms: hit.terms))
  }

  /// The order in which pins are shown.
  static func precedes(_ a: Pin, _ b: Pin) -> Bool {
    if a.score != b.score { return a.score > b.score }
    let dates = (a.newest, b.newest)
    if dates.0 != dates.1 { return dates.0 > dates.1 }
    let publishers = (Set(a.reviews.map(\.publisher)).count, Set(b.reviews.map(\.publisher)).count)
    return publishers.0 != publishers.1 ? publishers.0 > publishers.1 : a.claim < b.claim
  }

  private var newest: Int64 { reviews.compactMap { $0.published?.milliseconds }.max() ?? .min }
}
