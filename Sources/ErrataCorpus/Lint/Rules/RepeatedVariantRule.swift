/// A variant that folds to the claim or to an earlier variant adds nothing.
enum RepeatedVariantRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    var seen: [[UInt32]: String] = [:]
    return claim.wordings.compactMap { wording in
      guard let first = seen[wording.key] else {
        seen[wording.key] = wording.field
        return nil
      }
      let code: LintCode = first == "claim" ? .variantIsClaim : .duplicateVariant
      return LintFinding(code, wording.field, "is the same as \(first) once normalized; remove it")
    }
  }
}
