internal import ErrataModel

/// A review can't have been published later than now.
enum ReviewDateRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.claim.reviews.enumerated().compactMap { index, review in
      guard let published = review.published, published > settings.now else { return nil }
      return LintFinding(
        .reviewInFuture, "reviews[\(index)].datePublished",
        "\"\(review.datePublished)\" lies in the future; give the date on which the review was published")
    }
  }
}
