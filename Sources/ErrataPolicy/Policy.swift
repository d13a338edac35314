package import ErrataModel
package import ErrataPropagation

/// What a platform does with matches: which verdicts and topics earn which label, from which score on, and
/// how far a label lowers the ranking weight. Immutable; read from a file by ``load(yaml:file:)``.
package struct Policy: Hashable, Sendable {
  /// The policy's name: lowercase words joined by hyphens.
  package let name: String
  /// The `version` that the file states.
  package let release: String
  /// The SHA-256 of the file's bytes, in hexadecimal.
  package let digest: String
  /// The score cuts where a rule has none of its own.
  package let cuts: Cuts
  /// No weight of a limited item lies below it: above 0, below 1.
  package let floor: Double
  /// How the terms of several labels make one weight.
  package let combination: Combination
  /// From 0 to 1, 0 excluded: which share of its effect a label has when the score just reaches the cut.
  package let strengthAtCut: Double
  /// The rules; the first that fits a claim and an item wins.
  package let rules: [PolicyRule]
  /// What authors' own declarations give. A declaration that isn't here gives nothing.
  package let declarations: [Declaration: DeclarationRule]
  /// What debunks get; without it nothing is ever raised.
  package let boost: BoostRule?
  /// How far labels travel from item to item.
  package let propagation: PropagationRules
  /// What the loader found worth a look and let pass.
  package let warnings: [PolicyFinding]

  /// Name, version and content in one word for answers: `default@1.0+0123456789ab`.
  package var version: String { "\(name)@\(release)+\(digest.prefix(12))" }

  /// The first rule that fits, or `nil`.
  ///
  /// A claim whose reviews find it `true` fits no rule, whatever the file says. O(rules).
  package func rule(for claim: ClaimSummary, item: Item) -> PolicyRule? {
    guard claim.verdict != .true else { return nil }
    return rules.first { $0.condition.fits(claim, item) }
  }

  /// The score cuts that hold under a rule; the policy's own where there is no rule or it sets none.
  package func cuts(for rule: PolicyRule?) -> Cuts {
    Cuts(apply: rule?.apply ?? cuts.apply, review: rule?.review ?? cuts.review)
  }
}

/// How the terms of several labels make one weight.
package enum Combination: String, Hashable, Sendable, CaseIterable {
  /// The lowest term.
  case minimum
  /// All terms multiplied, though never below the floor.
  case product
}
