/// Where a claim stands in its life. Only `published` claims are compiled into an index.
public enum ClaimStatus: String, Hashable, Sendable, CaseIterable {
  /// Being written.
  case draft
  /// Live.
  case published
  /// Kept back for a while.
  case paused
  /// Withdrawn for good.
  case retracted
}

/// A checkable statement, its wordings and the published reviews of it.
public struct Claim: Hashable, Sendable {
  /// Unique within a corpus, in any form; the shipped corpus uses kebab-case.
  public var id: String
  /// The statement in one sentence that asserts it.
  public var text: String
  /// Its language, as a BCP 47 tag.
  public var lang: String
  /// Other wordings known to circulate.
  public var variants: [String]
  /// Subjects, for the policy.
  public var topics: [Topic]
  /// What the reviews say.
  public var verdict: Verdict
  /// The reviews; a claim without one can't produce a label.
  public var reviews: [Review]
  /// Search phrases that should pin the debunk.
  public var queries: [String]
  /// Search phrases that keep the pin away: a query that has all of one isn't about this claim.
  public var negativeQueries: [String]
  /// Negative entries: texts that look like this claim and are not. They never match.
  public var negatives: [String]
  /// Items older than this can't have meant the claim.
  public var validFrom: Timestamp?
  /// From this time on the claim makes no label.
  public var expires: Timestamp?
  /// Where it stands in its life.
  public var status: ClaimStatus
  /// A curator's remark; never shown to readers.
  public var note: String?

  /// Makes a claim from its parts.
  public init(
    id: String, text: String, lang: String, variants: [String] = [], topics: [Topic] = [], verdict: Verdict,
    reviews: [Review], queries: [String] = [], negativeQueries: [String] = [], negatives: [String] = [],
    validFrom: Timestamp? = nil, expires: Timestamp? = nil, status: ClaimStatus = .published, note: String? = nil
  ) {
    self.id = id
    self.text = text
    self.lang = lang
    self.variants = variants
    self.topics = topics
    self.verdict = verdict
    self.reviews = reviews
    self.queries = queries
    self.negativeQueries = negativeQueries
    self.negatives = negatives
    self.validFrom = validFrom
    self.expires = expires
    self.status = status
    self.note = note
  }

  /// The claim's text and its variants, which all may match.
  public var wordings: [String] { [text] + variants }
}
