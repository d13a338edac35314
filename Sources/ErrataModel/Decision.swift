/// The labels and weight of one item under one corpus revision and one policy version, at a time.
public struct Decision: Hashable, Sendable {
  /// The item's id.
  public var id: String
  /// Labels, by rank, then by score.
  public var labels: [Label]
  /// Matches that did not become labels, with why.
  public var suppressed: [Suppression]
  /// Matches for the review queue.
  public var queued: [QueuedMatch]
  /// The ranking weight.
  public var weight: Weight
  /// The corpus revision: the digest of its content.
  public var corpusRevision: String
  /// The policy's name and version with the digest of its content.
  public var policyVersion: String
  /// The normalizer's version.
  public var normalizerVersion: String
  /// The clock that was passed in.
  public var decidedAt: Timestamp
  /// The item was longer than the engine looks at; what lies beyond was not judged.
  public var isTruncated: Bool
  /// For an item that reposts, quotes or answers another one: what its own text says of that, when that isn't to assert
  /// it too. One that refutes or questions it doesn't inherit the other's labels.
  public var remark: Stance?

  /// Makes a decision.
  public init(
    id: String, labels: [Label], suppressed: [Suppression], queued: [QueuedMatch], weight: Weight,
    corpusRevision: String, policyVersion: String, normalizerVersion: String, decidedAt: Timestamp,
    isTruncated: Bool = false, remark: Stance? = nil
  ) {
    self.id = id
    self.labels = labels
    self.suppressed = suppressed
    self.queued = queued
    self.weight = weight
    self.corpusRevision = corpusRevision
    self.policyVersion = policyVersion
    self.normalizerVersion = normalizerVersion
    self.decidedAt = decidedAt
    self.isTruncated = isTruncated
    self.remark = remark
  }
}
