package import ErrataModel

/// What a policy makes of one item's matches and declarations.
package struct LabelingResult: Hashable, Sendable {
  /// Labels by value; within one, the author's declaration first, then by falling score, then by claim id.
  package var labels: [Label]
  /// Matches that did not become labels, by falling score, then by claim id.
  package var suppressed: [Suppression]
  /// Matches for the review queue, by falling score, then by claim id.
  package var queued: [QueuedMatch]
  /// The claim that the item debunks, when it deserves a boost for it.
  package var boost: BoostCandidate?

  /// Makes a result.
  package init(
    labels: [Label] = [], suppressed: [Suppression] = [], queued: [QueuedMatch] = [],
    boost: BoostCandidate? = nil
  ) {
    self.labels = labels
    self.suppressed = suppressed
    self.queued = queued
    self.boost = boost
  }
}

/// An item that refutes a rumor, with what shows it.
package struct BoostCandidate: Hashable, Sendable {
  /// The id of the claim that it refutes.
  package var claim: String
  /// The match's score.
  package var score: Double

  /// Makes a candidate.
  package init(claim: String, score: Double) {
    self.claim = claim
    self.score = score
  }
}
