/// An entry that was aligned and scored.
struct MatchedEntry {
  /// Its number in the index.
  var entry: Int
  /// Its score, from the likeness of the texts alone.
  var score: Double
  /// How much of both sides is shared: 2 for the same text.
  var completeness: Double
}

/// A claim of which some wording was aligned, with the best one.
struct MatchedClaim {
  /// The claim's number in the index.
  var claim: Int
  /// What claims are ordered by, as by their ids.
  var order: UInt64
  /// Its best wording.
  var best: MatchedEntry
  /// Share of a negative entry of the claim that the item has.
  var negative: Double?

  var score: Double { best.score }

  /// Scores near 1 are alike; among them the more complete match is better, so that a copy finds its own claim.
  static func isBetter(_ a: MatchedClaim, _ b: MatchedClaim) -> Bool {
    if a.score != b.score { return a.score > b.score }
    if a.best.completeness != b.best.completeness { return a.best.completeness > b.best.completeness }
    return a.order < b.order
  }
}

/// The claims of the candidates of one item: few, so that a list serves.
struct MatchedClaims {
  private var claims: [MatchedClaim] = []
  private var negatives: [(claim: Int, share: Double)] = []

  /// Forgets the claims of the item before.
  mutating func removeAll(keepingCapacity: Bool) {
    claims.removeAll(keepingCapacity: keepingCapacity)
    negatives.removeAll(keepingCapacity: keepingCapacity)
  }

  /// Takes in a wording.
  mutating func note(_ entry: MatchedEntry, claim: Int, order: UInt64) {
    let matched = MatchedClaim(claim: claim, order: order, best: entry)
    guard let known = claims.firstIndex(where: { $0.claim == claim }) else { return claims.append(matched) }
    if MatchedClaim.isBetter(matched, claims[known]) { claims[known] = matched }
  }

  /// Takes in a negative entry, by the share of it that the item has.
  mutating func note(negative share: Double, claim: Int) {
    negatives.append((claim, share))
  }

  /// The claims with a score of at least `minimum`, best first.
  func best(atLeast minimum: Double) -> [MatchedClaim] {
    var best = claims.filter { $0.score >= minimum }
    for index in best.indices where !negatives.isEmpty {
      best[index].negative = negatives.filter { $0.claim == best[index].claim }.map(\.share).max()
    }
    best.sort(by: MatchedClaim.isBetter)
    return best
  }
}
