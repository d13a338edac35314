internal import ErrataModel

/// One sentence seldom finds its own paraphrases.
enum FewVariantsRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    let count = claim.claim.variants.count
    guard count < settings.minimumVariants else { return [] }
    return [
      LintFinding(
        .fewVariants, "variants",
        "has \(count), expected \(settings.minimumVariants) or more; add other wordings that circulate")
    ]
  }
}
