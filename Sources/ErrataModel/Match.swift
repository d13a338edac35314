/// What became of a match.
public enum Outcome: String, Hashable, Sendable, CaseIterable {
  /// At or above the `apply` cut, asserted, and nothing speaks against it: the policy may label it.
  case apply
  /// Between the `review` and `apply` cuts: for the review queue.
  case review
  /// High enough, but a guard or the stance speaks against it.
  case suppressed
  /// Below the `review` cut.
  case none
}

/// Why a match was kept from becoming a label. The raw value is stable and documented.
public enum SuppressionReason: String, Hashable, Sendable, CaseIterable {
  /// The item denies the claim.
  case refutes
  /// The item asks whether the claim is so.
  case questions
  /// The item tells that the claim circulates.
  case reports
  /// A number or unit contradicts the claim's.
  case number
  /// A date or time of day contradicts the claim's.
  case date
  /// A name or place contradicts the claim's.
  case name
  /// One side negates what the other asserts.
  case negation
  /// The text is too short to judge.
  case tooShort
  /// The item is older than the claim.
  case olderThanClaim
  /// The claim has expired.
  case expired
  /// A negative entry fits at least as well.
  case negativeEntry
  /// What is shared is only common wording.
  case commonWording
  /// The author declared the content as what the label would say.
  case declared
  /// An unexpired manual decision stands against it.
  case manual
  /// The policy has no rule for this verdict and topic.
  case noRule
  /// The claim suddenly hit far more items than before, and is kept back until somebody has looked at it.
  case quarantined
}

/// One named number that entered a score, for explanations.
public struct ScoreTerm: Hashable, Sendable {
  /// Name, in camelCase.
  public var name: String
  /// Its value.
  public var value: Double
  /// What it adds to the log odds of the score, beside what the other terms add.
  public var effect: Double

  /// Makes a term.
  public init(name: String, value: Double, effect: Double = 0) {
    self.name = name
    self.value = value
    self.effect = effect
  }
}

/// An item and a claim that belong together, with score, spans and stance.
public struct Match: Hashable, Sendable {
  /// The claim's id.
  public var claim: String
  /// The wording that fitted best: 0 is the claim's text, 1… its variants.
  public var wording: Int
  /// From 0 to 1.
  public var score: Double
  /// What the score is made of.
  public var terms: [ScoreTerm]
  /// Matched byte ranges of the item's own text, in order, not overlapping.
  public var spans: [ByteSpan]
  /// How the item uses the claim, and why we think so.
  public var stance: StanceFinding
  /// What became of it.
  public var outcome: Outcome
  /// Why it was suppressed, when it was.
  public var reason: SuppressionReason?

  /// Makes a match from its parts.
  public init(
    claim: String, wording: Int, score: Double, terms: [ScoreTerm] = [], spans: [ByteSpan],
    stance: StanceFinding,
    outcome: Outcome, reason: SuppressionReason? = nil
  ) {
    self.claim = claim
    self.wording = wording
    self.score = score
    self.terms = terms
    self.spans = spans
    self.stance = stance
    self.outcome = outcome
    self.reason = reason
  }
}

/// The two score cuts, chosen by the policy.
public struct Cuts: Hashable, Sendable {
  /// At and above it a label is attached.
  public var apply: Double
  /// From it up to `apply` the match goes to the review queue.
  public var review: Double

  /// Makes cuts; both from 0 to 1, `review` not above `apply`.
  public init(apply: Double, review: Double) {
    self.apply = apply
    self.review = review
  }
}
