/// Which claims of a base and its deltas stand, and how all of them are ordered by their ids.
struct LiveClaims: Sendable {
  /// Numbers of the base's claims that were replaced or withdrawn, ascending.
  private(set) var deadInBase: [Int] = []
  /// For each delta, which of its claims stand.
  private(set) var isLive: [[Bool]]
  /// For each delta, what its claims are ordered by.
  private(set) var order: [[UInt64]]

  /// The last delta that speaks of an id decides: it has the claim, or withdraws it.
  init(base: IndexReader, deltas: [(index: IndexReader, withdrawn: [String])]) {
    isLive = deltas.map { [Bool](repeating: false, count: $0.index.claimCount) }
    order = deltas.map { [UInt64](repeating: 0, count: $0.index.claimCount) }
    var seen: Set<String> = []
    var standing: [(id: String, delta: Int, claim: Int, place: Int)] = []
    for (number, delta) in deltas.enumerated().reversed() {
      for claim in 0..<delta.index.claimCount {
        let id = delta.index.id(ofClaim: claim)
        guard seen.insert(id).inserted else { continue }
        isLive[number][claim] = true
        standing.append((id, number, claim, takePlace(of: id, in: base)))
      }
      for id in delta.withdrawn where seen.insert(id).inserted { _ = takePlace(of: id, in: base) }
    }
    deadInBase.sort()
    standing.sort { $0.place != $1.place ? $0.place < $1.place : $0.id < $1.id }
    for (rank, claim) in standing.enumerated() {
      order[claim.delta][claim.claim] = UInt64(claim.place) << 32 | UInt64(rank)
    }
  }

  /// Where an id's claim stands or would stand in the base; one that stands there does so no more.
  private mutating func takePlace(of id: String, in base: IndexReader) -> Int {
    let (claim, isThere) = base.place(ofID: id)
    if isThere { deadInBase.append(claim) }
    return claim
  }

  /// Whether a claim of the base was replaced or withdrawn. O(log n) in the number of these.
  func isDeadInBase(_ claim: Int) -> Bool {
    var (low, high) = (0, deadInBase.count)
    while low < high {
      let middle = (low + high) / 2
      if deadInBase[middle] < claim { low = middle + 1 } else { high = middle }
    }
    return low < deadInBase.count && deadInBase[low] == claim
  }

  /// What a claim of the base is ordered by: behind the claims of deltas that belong before it.
  static func order(ofBase claim: Int) -> UInt64 { UInt64(claim) << 32 | UInt64(UInt32.max) }
}
