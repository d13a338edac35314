internal import ErrataModel

/// A claim without a review can't produce a label.
enum MissingReviewRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    guard claim.claim.reviews.isEmpty, claim.claim.status != .retracted else { return [] }
    let isLive = claim.claim.status == .published
    let advice = isLive ? "add one, or set the status to draft" : "add one before it is published"
    return [
      LintFinding(
        .noReview, "reviews", "is empty, and a claim without a review can't produce a label; \(advice)",
        severity: isLive ? .error : .warning)
    ]
  }
}
