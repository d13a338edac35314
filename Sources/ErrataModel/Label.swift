/// What a label says.
public enum LabelValue: String, Hashable, Sendable, CaseIterable, Comparable {
  /// A claim that the reviews found wrong.
  case rumor
  /// A claim on which the reviews disagree, or for which evidence lacks.
  case disputed
  /// Made-up content: satire, drama, a story.
  case fictional

  /// By rank: `rumor` first.
  public static func < (a: LabelValue, b: LabelValue) -> Bool {
    func rank(_ value: LabelValue) -> Int { allCases.firstIndex(of: value) ?? allCases.count }
    return rank(a) < rank(b)
  }
}

/// Where a label comes from.
public enum LabelSource: String, Hashable, Sendable, CaseIterable {
  /// A match with a claim.
  case match
  /// The author's own declaration.
  case declaration
  /// An item that this one passes on.
  case propagation
  /// A person's decision.
  case curator
}

/// What stands behind an automatic label. It has no initializer without all of its parts: a label without evidence
/// can't be built.
public struct Evidence: Hashable, Sendable {
  /// The claim's id.
  public let claim: String
  /// The corpus revision in which the claim stood so.
  public let corpusRevision: String
  /// The URL of the review that is shown.
  public let review: String
  /// Matched byte ranges of the item's text.
  public let spans: [ByteSpan]
  /// The match's score.
  public let score: Double
  /// How the item uses the claim.
  public let stance: Stance
  /// The normalizer that produced the spans.
  public let normalizerVersion: String
  /// The policy rule that applied.
  public let rule: String

  /// The rule that evidence names when a person confirmed the match.
  public static let curatorRule = "curator"

  /// Makes evidence from all its parts.
  public init(
    claim: String, corpusRevision: String, review: String, spans: [ByteSpan], score: Double, stance: Stance,
    normalizerVersion: String, rule: String
  ) {
    self.claim = claim
    self.corpusRevision = corpusRevision
    self.review = review
    self.spans = spans
    self.score = score
    self.stance = stance
    self.normalizerVersion = normalizerVersion
    self.rule = rule
  }
}

/// How an item came by a label of another one that it passes on.
public struct Inheritance: Hashable, Sendable {
  /// The claim; `nil` for what the root's author declared.
  public var claim: String?
  /// The URL of the review behind the root's label.
  public var review: String?
  /// The item that has the label for reasons of its own.
  public var root: String
  /// The item next to this one from which it has the label; the root itself after one hop.
  public var via: String
  /// Edges between the root and this item, from 1.
  public var hops: Int

  /// The rule that inherited labels name.
  public static let rule = "propagation"

  /// Makes an inheritance from all its parts.
  public init(claim: String?, review: String?, root: String, via: String, hops: Int) {
    self.claim = claim
    self.review = review
    self.root = root
    self.via = via
    self.hops = hops
  }
}

/// Why an item carries a label.
public enum Reason: Hashable, Sendable {
  /// A match, with its evidence.
  case match(Evidence)
  /// The author declared it, under this policy rule.
  case declaration(Declaration, rule: String)
  /// An item that this one passes on has it.
  case inherited(Inheritance)

  /// The source that answers give.
  public var source: LabelSource {
    switch self {
    case .match(let evidence): evidence.rule == Evidence.curatorRule ? .curator : .match
    case .declaration: .declaration
    case .inherited: .propagation
    }
  }

  /// The policy rule that applied.
  public var rule: String {
    switch self {
    case .match(let evidence): evidence.rule
    case .declaration(_, let rule): rule
    case .inherited: Inheritance.rule
    }
  }

  /// The evidence, for a match.
  public var evidence: Evidence? {
    switch self {
    case .match(let evidence): evidence
    case .declaration, .inherited: nil
    }
  }

  /// The claim behind it, if there is one.
  public var claim: String? {
    switch self {
    case .match(let evidence): evidence.claim
    case .declaration: nil
    case .inherited(let inheritance): inheritance.claim
    }
  }
}

/// A label on an item.
public struct Label: Hashable, Sendable {
  /// What it says.
  public var value: LabelValue
  /// Why it is there.
  public var reason: Reason
  /// When it was issued.
  public var issuedAt: Timestamp
  /// From when on it counts no more.
  public var expires: Timestamp?
  /// For `fictional` found by the platform: the author did not declare it.
  public var isUndeclared: Bool

  /// Makes a label.
  public init(
    value: LabelValue, reason: Reason, issuedAt: Timestamp, expires: Timestamp? = nil,
    isUndeclared: Bool = false
  ) {
    self.value = value
    self.reason = reason
    self.issuedAt = issuedAt
    self.expires = expires
    self.isUndeclared = isUndeclared
  }

  /// Whether it counts at a time.
  public func isLive(at now: Timestamp) -> Bool {
    expires.map { now < $0 } ?? true
  }
}

/// A match that did not become a label, recorded like one.
public struct Suppression: Hashable, Sendable {
  /// The claim's id.
  public var claim: String
  /// Why.
  public var reason: SuppressionReason
  /// The match's score.
  public var score: Double
  /// How the item uses the claim.
  public var stance: Stance
  /// Matched byte ranges of the item's text.
  public var spans: [ByteSpan]
  /// The review that a reader would be shown.
  public var review: String

  /// Makes a suppression.
  public init(
    claim: String, reason: SuppressionReason, score: Double, stance: Stance, spans: [ByteSpan], review: String
  ) {
    self.claim = claim
    self.reason = reason
    self.score = score
    self.stance = stance
    self.spans = spans
    self.review = review
  }
}

/// A match between the two cuts, for the review queue.
public struct QueuedMatch: Hashable, Sendable {
  /// The claim's id.
  public var claim: String
  /// The match's score.
  public var score: Double
  /// How the item uses the claim.
  public var stance: Stance
  /// Matched byte ranges of the item's text.
  public var spans: [ByteSpan]
  /// The review that a reader would be shown.
  public var review: String

  /// Makes a queue entry.
  public init(claim: String, score: Double, stance: Stance, spans: [ByteSpan], review: String) {
    self.claim = claim
    self.score = score
    self.stance = stance
    self.spans = spans
    self.review = review
  }
}
