/// What one label or boost contributes to an item's weight.
public struct WeightTerm: Hashable, Sendable {
  /// The label's value, or `nil` for a boost.
  public var label: LabelValue?
  /// The claim behind it, where there is one.
  public var claim: String?
  /// The policy rule.
  public var rule: String
  /// The rule's weight for a match of score 1 that is new.
  public var limit: Double
  /// From 0 to 1: how far the score lies above the cut.
  public var strength: Double
  /// From 0 to 1: what is left of the effect after the label's age.
  public var decay: Double
  /// The term's own weight: `1 - (1 - limit) * strength * decay`.
  public var weight: Double

  /// Makes a term.
  public init(
    label: LabelValue?, claim: String?, rule: String, limit: Double, strength: Double, decay: Double,
    weight: Double
  ) {
    self.label = label
    self.claim = claim
    self.rule = rule
    self.limit = limit
    self.strength = strength
    self.decay = decay
    self.weight = weight
  }
}

/// A ranking multiplier with what it is made of: exactly 1 when nothing limits, in [floor, 1) when limited, above 1
/// only for debunks.
public struct Weight: Hashable, Sendable {
  /// The multiplier.
  public var value: Double
  /// What it is made of; empty when nothing limits or boosts.
  public var terms: [WeightTerm]

  /// Makes a weight.
  public init(value: Double, terms: [WeightTerm] = []) {
    self.value = value
    self.terms = terms
  }

  /// Nothing limits.
  public static let unlimited = Weight(value: 1)
}
