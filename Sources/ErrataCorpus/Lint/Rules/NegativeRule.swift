/// A negative entry that equals a wording would silence the claim.
enum NegativeRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.negatives.compactMap { negative in
      guard let same = claim.wordings.first(where: { $0.key == negative.key }) else {
        return nil
      }
      return LintFinding(
        .negativeIsWording, negative.field,
        "is the same as \(same.field) once normalized, so the claim could never match; remove one of the two")
    }
  }
}
