internal import ErrataModel

/// How many of what a corpus has.
package struct CorpusStatistics: Hashable, Sendable {
  /// A word and how often it was counted.
  package struct Count: Hashable, Sendable {
    /// What was counted.
    package let name: String
    /// How often.
    package let count: Int
  }

  /// How many publishers are listed.
  package static let listedPublishers = 10

  /// The revision that was counted.
  package let revision: CorpusRevision
  /// Number of wordings: claims and variants.
  package let wordingCount: Int
  /// Number of negative entries.
  package let negativeCount: Int
  /// Number of search phrases.
  package let queryCount: Int
  /// Number of reviews.
  package let reviewCount: Int
  /// Claims by status, in the order of a claim's life.
  package let statuses: [Count]
  /// Claims by verdict, most first.
  package let verdicts: [Count]
  /// Claims by language, most first.
  package let languages: [Count]
  /// Claims by topic, most first; a claim counts for each of its topics.
  package let topics: [Count]
  /// Reviews by publisher, most first, the first ten.
  package let publishers: [Count]
  /// Number of publishers.
  package let publisherCount: Int
  /// Reviews by the year of their date, latest first.
  package let years: [Count]

  /// Counts a corpus. O(n).
  package init(_ corpus: Corpus) {
    let claims = corpus.claims
    let reviews = claims.flatMap(\.reviews)
    let publishers = Self.ranked(reviews.map(\.publisher))
    revision = corpus.revision
    wordingCount = claims.reduce(0) { $0 + $1.wordings.count }
    negativeCount = claims.reduce(0) { $0 + $1.negatives.count }
    queryCount = claims.reduce(0) { $0 + $1.queries.count }
    reviewCount = reviews.count
    statuses = ClaimStatus.allCases.map { status in
      Count(name: status.rawValue, count: claims.count { $0.status == status })
    }
    verdicts = Self.ranked(claims.map(\.verdict.rawValue))
    languages = Self.ranked(claims.map(\.lang))
    topics = Self.ranked(claims.flatMap { Set($0.topics).map(\.rawValue) })
    self.publishers = Array(publishers.prefix(Self.listedPublishers))
    publisherCount = publishers.count
    years = Self.ranked(reviews.map { String($0.datePublished.prefix(4)) }).sorted { $0.name > $1.name }
  }

  /// Most first; equal counts by name.
  private static func ranked(_ names: [String]) -> [Count] {
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    return counts.map { Count(name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
