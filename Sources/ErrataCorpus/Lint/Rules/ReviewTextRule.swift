internal import ErrataModel

/// Readers see a review's rating, title and summary, in its language.
enum ReviewTextRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.claim.reviews.enumerated().flatMap { index, review in
      language(review, "reviews[\(index)]") + texts(review, "reviews[\(index)]")
    }
  }

  private static func language(_ review: Review, _ path: String) -> [LintFinding] {
    guard review.lang.isEmpty else { return [] }
    return [
      LintFinding(
        .reviewWithoutLanguage, "\(path).lang", "is missing; give the page's language, such as en or zh")
    ]
  }

  private static func texts(_ review: Review, _ path: String) -> [LintFinding] {
    let texts = [("rating", review.rating), ("title", review.title), ("summary", review.summary)]
    return texts.filter { $0.1.isEmpty }.map { name, _ in
      LintFinding(.incompleteReview, "\(path).\(name)", "is missing, and readers are shown it; add it")
    }
  }
}
