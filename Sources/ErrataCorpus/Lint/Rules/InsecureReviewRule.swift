internal import ErrataModel

/// A review's page should be served so that nobody can change it on the way.
enum InsecureReviewRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.claim.reviews.enumerated().compactMap { index, review in
      guard review.url.hasPrefix("http://") else { return nil }
      return LintFinding(
        .insecureReview, "reviews[\(index)].url", "is http; give the https address if the publisher has one")
    }
  }
}
