internal import ErrataModel

/// A claim that has expired, or never began, makes no label.
enum LifetimeRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    guard let expires = claim.claim.expires else { return [] }
    if let validFrom = claim.claim.validFrom, validFrom >= expires {
      return [
        LintFinding(
          .expiresBeforeValid, "validFrom",
          "\(validFrom) isn't before expires, \(expires), so the claim could never match; mend one of the two"
        )
      ]
    }
    guard expires <= settings.now, claim.claim.status == .published else { return [] }
    return [
      LintFinding(.expired, "expires", "\(expires) has passed; extend it, or set the status to retracted")
    ]
  }
}
