/// A negative phrase whose words are all in a search phrase would keep the pin away from that very search.
enum NegativeQueryRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.negativeQueries.compactMap { negative in
      let words = Set(negative.key)
      guard let query = claim.queries.first(where: { words.isSubset(of: $0.key) }) else { return nil }
      return LintFinding(
        .negativeQueryIsQuery, negative.field,
        "has only words of \(query.field), which could then never pin; add the word that makes it another subject")
    }
  }
}
