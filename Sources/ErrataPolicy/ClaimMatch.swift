package import ErrataModel

/// What the policy needs to know of a claim.
package struct ClaimSummary: Hashable, Sendable {
  /// The claim's id.
  package var id: String
  /// What its reviews say.
  package var verdict: Verdict
  /// Its subjects.
  package var topics: [Topic]
  /// Its language, as a BCP 47 tag.
  package var lang: String
  /// The review to show. A claim without one can't be summarized, and so can't lead to a label.
  package var review: Review
  /// Items published earlier can't have meant the claim.
  package var validFrom: Timestamp?
  /// From this time on the claim makes no label.
  package var expires: Timestamp?

  /// Makes a summary from its parts.
  package init(
    id: String, verdict: Verdict, topics: [Topic] = [], lang: String, review: Review,
    validFrom: Timestamp? = nil, expires: Timestamp? = nil
  ) {
    self.id = id
    self.verdict = verdict
    self.topics = topics
    self.lang = lang
    self.review = review
    self.validFrom = validFrom
    self.expires = expires
  }

  /// Makes a summary of a claim; `nil` when it has no review.
  package init?(_ claim: Claim, review: Review?) {
    guard let review else { return nil }
    self.init(
      id: claim.id, verdict: claim.verdict, topics: claim.topics, lang: claim.lang, review: review,
      validFrom: claim.validFrom, expires: claim.expires)
  }
}

/// A match together with what the policy needs to know of its claim.
package struct ClaimMatch: Hashable, Sendable {
  /// The match.
  package var match: Match
  /// The claim it is a match with.
  package var claim: ClaimSummary

  /// Puts the two together.
  package init(match: Match, claim: ClaimSummary) {
    self.match = match
    self.claim = claim
  }
}
