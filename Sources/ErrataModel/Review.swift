/// A published fact-check of a claim (schema.org ClaimReview).
public struct Review: Hashable, Sendable {
  /// Who published it.
  public var publisher: String
  /// Where it stands: an `http` or `https` URL.
  public var url: String
  /// When it was published, as stated: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or RFC 3339.
  public var datePublished: String
  /// The page's language, as a BCP 47 tag.
  public var lang: String
  /// The rating in the publisher's own words.
  public var rating: String
  /// The page's title.
  public var title: String
  /// What is right instead, in one or two sentences.
  public var summary: String

  /// Makes a review from its parts.
  public init(
    publisher: String, url: String, datePublished: String, lang: String, rating: String, title: String,
    summary: String
  ) {
    self.publisher = publisher
    self.url = url
    self.datePublished = datePublished
    self.lang = lang
    self.rating = rating
    self.title = title
    self.summary = summary
  }

  /// The first moment of the date of publication; `nil` when the date can't be read.
  public var published: Timestamp? { Timestamp(datePublished) }
}
