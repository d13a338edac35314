internal import ErrataIndex

/// BM25 sums of claims, over units and over pairs apart.
struct ClaimSums {
  private var units: [Float] = []
  private var pairs: [Float] = []
  private var touched: [UInt32] = []

  /// What a claim collected.
  struct Total {
    var claim: Int
    var units: Float
    var pairs: Float

    /// The order of the short list: pairs count less, since each is two units that count already.
    var sum: Float { units + Total.pairShare * pairs }

    private static let pairShare: Float = 0.4

    /// The order of the second short list: pairs for the claim's length, which finds the short claim in a long message.
    func containment(length: Int) -> Float { pairs / Float(length + Total.lengthFloor) }

    private static let lengthFloor = 20

    static func isBetter(_ a: Total, _ b: Total, in index: SegmentedIndex) -> Bool {
      a.sum != b.sum ? a.sum > b.sum : index.order(ofClaim: a.claim) < index.order(ofClaim: b.claim)
    }
  }

  /// Makes room for a number of claims.
  mutating func prepare(_ claims: Int) {
    guard units.count < claims else { return }
    units = [Float](repeating: 0, count: claims)
    pairs = units
  }

  /// Adds to a claim.
  @inline(__always)
  mutating func add(_ value: Float, to claim: Int, isPair: Bool) {
    if units[claim] == 0, pairs[claim] == 0 { touched.append(UInt32(truncatingIfNeeded: claim)) }
    if isPair { pairs[claim] += value } else { units[claim] += value }
  }

  /// Takes the totals out and begins anew.
  mutating func drain() -> [Total] {
    let totals = touched.map { claim in
      let claim = Int(claim)
      defer {
        units[claim] = 0
        pairs[claim] = 0
      }
      return Total(claim: claim, units: units[claim], pairs: pairs[claim])
    }
    touched.removeAll(keepingCapacity: true)
    return totals
  }
}

/// Sums BM25 (Robertson, Zaragoza and Taylor 2004) over the fields of claims for the terms of a query.
struct ClaimRanker {
  let index: SegmentedIndex

  private static let saturation = 1.5
  private static let lengthShare = 0.75

  /// Adds up the query's terms, rarest first, until the budget of postings is spent.
  func sum(_ scratch: inout SearchScratch) {
    scratch.sums.prepare(index.claimNumbers)
    scratch.terms.read(scratch.match.units, in: index)
    var budget = MatchLimits.postingBytes
    for term in scratch.terms.terms {
      budget -= term.term.bytes
      guard budget > 0 else { return }
      guard let weight = index.rankWeight(of: term.term) else { continue }
      // A term that nearly every claim has weighs 0 when rounded; a sum of 0 would mean that the claim is new.
      let bits = WeightScale.bits(max(1, weight))
      add(term.term, bits: bits, isPair: term.isPair, &scratch.sums)
    }
  }

  /// Entries of a claim are neighbours, so the frequency of a term in a claim is complete when the claim changes.
  private func add(_ term: SegmentedIndex.Term, bits: Double, isPair: Bool, _ sums: inout ClaimSums) {
    var claim = -1
    var frequency = 0.0
    index.forEachPosting(of: term) { number, count in
      let weight = ClaimRanker.fieldWeight(index.field(ofEntry: number))
      guard weight > 0 else { return }
      let next = index.claim(ofEntry: number)
      if next != claim {
        add(frequency, bits: bits, to: claim, isPair: isPair, &sums)
        claim = next
        frequency = 0
      }
      frequency += weight * Double(count)
    }
    add(frequency, bits: bits, to: claim, isPair: isPair, &sums)
  }

  @inline(__always)
  private func add(_ frequency: Double, bits: Double, to claim: Int, isPair: Bool, _ sums: inout ClaimSums) {
    guard claim >= 0, frequency > 0 else { return }
    let relative = Double(index.length(ofClaim: claim)) / index.averageLength
    let norm = ClaimRanker.saturation * (1 - ClaimRanker.lengthShare + ClaimRanker.lengthShare * relative)
    sums.add(Float(bits * frequency / (norm + frequency)), to: claim, isPair: isPair)
  }

  private static func fieldWeight(_ field: EntryField) -> Double {
    switch field {
    case .wording, .title, .query: 1
    case .summary: 0.5
    case .negative: 0
    }
  }
}
