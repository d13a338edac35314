/// A short wording fits texts that mean something else.
enum TooShortRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.wordings.compactMap { wording in
      let length =
        wording.characters * settings.minimumWords + wording.words * settings.minimumCharacters
      guard length < settings.minimumWords * settings.minimumCharacters else { return nil }
      return LintFinding(
        .tooShort, wording.field,
        "is too short to match safely; say it in \(settings.minimumCharacters) characters or "
          + "\(settings.minimumWords) words at least")
    }
  }
}
