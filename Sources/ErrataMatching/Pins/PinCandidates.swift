internal import ErrataIndex

/// Finds the claims that a query may be about: for each prefix of the query those that share most with it.
///
/// Terms are taken in the query's order and each by itself, so that what a prefix finds the whole query finds too.
struct PinCandidates {
  /// A claim with the bits that it shares with the query so far.
  struct Candidate {
    var claim: Int
    var sum: Float
  }

  /// The claims that were among the best at some prefix.
  private(set) var found: [Int] = []
  /// Those that share most with the whole query, best first.
  var leading: [Int] { best.map(\.claim) }
  private var best: [Candidate] = []
  private var sums: [Float] = []
  private var touched: [UInt32] = []

  /// The best that are looked at: of the whole query, and of each prefix of it.
  private static let kept = 7
  private static let ofPrefix = 2
  /// Least share of the best one's bits that another one must have.
  private static let leastShare: Float = 0.45
  /// Terms with longer postings lead to no claim by themselves: too many have them.
  private static let postingBytes = 1024
  /// Least weight of a character that leads to claims by itself, in eighths of a bit: one text in 64 has it.
  private static let leastCharacter: UInt8 = 48
  /// Least of the shared bits of a claim that is worth a look.
  private static let leastBits: Float = 14

  /// Finds the candidates of a query.
  mutating func find(_ query: PinQuery, _ units: Units, _ weights: UnitWeights, in index: SegmentedIndex) {
    found.removeAll(keepingCapacity: true)
    best.removeAll(keepingCapacity: true)
    if sums.count < index.claimNumbers { sums = [Float](repeating: 0, count: index.claimNumbers) }
    for unit in 0..<query.count where query.isContent(unit) {
      if query.isFirst(unit) {
        let isWord = TermReader.isTerm(units.flags[unit])
        let share: Float = isWord ? 1 : 0.3
        // A common character says nothing by itself, and very many claims have it.
        if isWord || weights.own[unit] >= PinCandidates.leastCharacter {
          add(Hashing.term(units.hashes[unit]), Float(weights.own[unit]) / 8 * share, index)
        }
      }
      if unit > 0, query.isContentPair(unit - 1), Int(query.pairFirsts[unit - 1]) == unit - 1 {
        let key = Hashing.term(units.hashes[unit - 1], units.hashes[unit])
        add(key, Float(weights.pair[unit - 1]) / 8 * 0.4, index)
      }
      take(PinCandidates.ofPrefix)
    }
    take(PinCandidates.kept)
    for claim in touched { sums[Int(claim)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  /// Adds the best so far to what was found.
  private mutating func take(_ count: Int) {
    let least = (best.first?.sum ?? 0) * PinCandidates.leastShare
    for candidate in best.prefix(count) where candidate.sum >= least {
      if !found.contains(candidate.claim) { found.append(candidate.claim) }
    }
  }

  private mutating func add(_ key: UInt32, _ bits: Float, _ index: SegmentedIndex) {
    guard bits > 0, let term = index.term(key), term.bytes <= PinCandidates.postingBytes else { return }
    var last = -1
    index.forEachPosting(of: term) { entry, _ in
      let claim = index.claim(ofEntry: entry)
      guard claim != last, index.field(ofEntry: entry) != .negative else { return }
      last = claim
      add(bits, to: claim)
    }
  }

  @inline(__always)
  private mutating func add(_ bits: Float, to claim: Int) {
    if sums[claim] == 0 { touched.append(UInt32(truncatingIfNeeded: claim)) }
    sums[claim] += bits
    let sum = sums[claim]
    guard sum >= PinCandidates.leastBits else { return }
    if best.count < PinCandidates.kept || sum > best[best.count - 1].sum { place(claim, sum) }
  }

  private mutating func place(_ claim: Int, _ sum: Float) {
    if let old = best.firstIndex(where: { $0.claim == claim }) {
      best.remove(at: old)
    } else if best.count == PinCandidates.kept {
      best.removeLast()
    }
    var position = best.count
    while position > 0, best[position - 1].sum < sum { position -= 1 }
    best.insert(Candidate(claim: claim, sum: sum), at: position)
  }
}
