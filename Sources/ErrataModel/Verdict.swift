/// What the published reviews say of a claim.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// The reviews find the claim wrong.
  case `false`
  /// A true core, presented so that it misleads.
  case misleading
  /// No evidence for it was found.
  case unproven
  /// The reviews disagree.
  case disputed
  /// Satire that circulates as fact.
  case satire
  /// Fiction that circulates as fact.
  case fiction
  /// It was right once and isn't any more.
  case outdated
  /// The reviews find the claim right. It never leads to a label.
  case `true`
}
