internal import ErrataIndex

/// A query of one short word would pin the debunk to searches for anything.
enum GeneralQueryRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.queries.filter(isGeneral).map {
      LintFinding(
        .generalQuery, $0.field, "is too general for a pin; add the word that makes it this claim")
    }
  }

  /// Nothing, one word of fewer than five letters, or one or two characters of a script without spaces.
  static func isGeneral(_ query: LintedText) -> Bool {
    if query.words == 0 { return query.characters <= 2 }
    guard query.units.count == 1 else { return false }
    return query.units.ends[0] - query.units.starts[0] < 5
  }
}
