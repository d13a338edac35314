internal import ErrataIndex
internal import ErrataModel
internal import ErrataText

/// A text of a claim, folded and cut as matching sees it.
struct LintedText: Sendable {
  /// The field's path, such as `variants[2]`.
  let field: String
  /// The folded text.
  let folded: FoldedText
  /// The folded text's units.
  let units: Units

  /// What is equal in texts that match alike: the units, without marks and blanks.
  var key: [UInt32] { units.hashes }

  /// Number of characters of scripts without spaces.
  var characters: Int { units.flags.count { $0.contains(.ideograph) } }

  /// Number of words and numbers.
  var words: Int { units.count - characters }

  /// Prepares a text.
  init(field: String, text: String, normalizer: Normalizer) {
    self.field = field
    folded = normalizer.normalize(text)
    var units = Units()
    UnitReader.read(folded, into: &units)
    self.units = units
  }
}

/// A claim as the rules look at it.
struct LintedClaim: Sendable {
  /// The claim and its place.
  let entry: LocatedClaim
  /// The claim's text and its variants.
  let wordings: [LintedText]
  /// The negative entries.
  let negatives: [LintedText]
  /// The search phrases.
  let queries: [LintedText]
  /// The search phrases that keep the pin away.
  let negativeQueries: [LintedText]

  /// The claim itself.
  var claim: Claim { entry.claim }

  /// Prepares a claim.
  init(_ entry: LocatedClaim, normalizer: Normalizer) {
    func prepared(_ name: String, _ texts: [String]) -> [LintedText] {
      texts.enumerated().map { LintedText(field: "\(name)[\($0)]", text: $1, normalizer: normalizer) }
    }
    self.entry = entry
    let claim = entry.claim
    wordings =
      [LintedText(field: "claim", text: claim.text, normalizer: normalizer)]
      + prepared("variants", claim.variants)
    negatives = prepared("negatives", claim.negatives)
    queries = prepared("queries", claim.queries)
    negativeQueries = prepared("negativeQueries", claim.negativeQueries)
  }
}
