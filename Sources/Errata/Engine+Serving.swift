internal import ErrataIndex
internal import ErrataMarkup
internal import ErrataPolicy

// What a service needs besides judging.
extension Engine {
  /// A decision without the labels of some claims: they are suppressed as `quarantined`, and the weight is that of the
  /// labels that are left. The same decision and claims give the same result, so that it can be computed again.
  package func quarantining(_ claims: Set<String>, in decision: Decision) -> Decision {
    var result = decision
    result.labels = []
    for label in decision.labels {
      guard let evidence = label.reason.evidence, claims.contains(evidence.claim) else {
        result.labels.append(label)
        continue
      }
      result.suppressed.append(
        Suppression(
          claim: evidence.claim, reason: .quarantined, score: evidence.score, stance: evidence.stance,
          spans: evidence.spans, review: evidence.review))
    }
    guard result.labels.count < decision.labels.count else { return decision }
    result.weight = Weigher(policy: policy).weigh(labels: result.labels, now: decision.decidedAt)
    return result
  }

  /// Judges an item again as a recorded decision was made: at its time, and with the claims kept back that were
  /// quarantined then.
  package func decide(_ item: Item, again decision: Decision, session: inout Session) -> Decision {
    let again = decide(item, now: decision.decidedAt, session: &session)
    let quarantined = decision.suppressed.filter { $0.reason == .quarantined }.map(\.claim)
    return quarantined.isEmpty ? again : quarantining(Set(quarantined), in: again)
  }

  /// The text of an item, without markup.
  package static func plainText(of item: Item) -> String {
    String(decoding: ItemSource(item.content, extractor: HTMLExtractor()).bytes, as: UTF8.self)
  }

  /// Claims in the index.
  package var claimCount: Int { index.claimCount }

  /// A claim of the index by its id; `nil` when it isn't there. O(log n).
  package func claim(id: String) -> Claim? {
    let place = firstPlace { $0 >= id }
    guard place < index.claimCount, index.id(ofClaim: place) == id else { return nil }
    return ClaimCache.decode(place, in: index)
  }

  /// Claims in the order of their ids, from the first after an id.
  package func claims(after id: String?, limit: Int) -> [Claim] {
    let start = id.map { id in firstPlace { $0 > id } } ?? 0
    return (start..<min(index.claimCount, start + limit)).compactMap { ClaimCache.decode($0, in: index) }
  }

  private func firstPlace(where isReached: (String) -> Bool) -> Int {
    var (low, high) = (0, index.claimCount)
    while low < high {
      let middle = (low + high) / 2
      if isReached(index.id(ofClaim: middle)) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
