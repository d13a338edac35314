/// What lies above the base of an index: deltas, which of the claims below are replaced or withdrawn, and the seeds as
/// they are with all that. Made when the index is opened, immutable after that.
final class IndexOverlay: Sendable {
  /// The deltas, oldest first.
  let deltas: [IndexReader]
  /// The first claim's number, and the first entry's, of each delta, and what would be the next delta's.
  let claimStarts: [Int]
  let entryStarts: [Int]
  /// What there is in all, without what was replaced or withdrawn.
  let counts: Counts
  /// The seeds.
  let seeds: SeedOverlay
  private let live: LiveClaims

  /// Numbers of what there is.
  struct Counts: Hashable, Sendable {
    var claims: Int
    var entries: Int
    /// Sum of the claims' lengths.
    var length: UInt64
  }

  /// Puts deltas above a base.
  ///
  /// - Parameters:
  ///   - deltas: each with the ids of the claims that it withdraws, oldest first.
  ///   - documents: number of documents of the background table by which all segments were weighed.
  /// - Throws: `IndexError`.
  /// - Complexity: linear in the size of the deltas, with some waits for memory a seed; the base's size counts by its
  ///   logarithm.
  init(base: IndexReader, deltas: [(index: IndexReader, withdrawn: [String])], documents: Int) throws(IndexError) {
    let live = LiveClaims(base: base, deltas: deltas)
    self.live = live
    self.deltas = deltas.map(\.index)
    claimStarts = deltas.reduce(into: [base.claimCount]) { $0.append($0[$0.count - 1] + $1.index.claimCount) }
    entryStarts = deltas.reduce(into: [base.entryCount]) { $0.append($0[$0.count - 1] + $1.index.entryCount) }
    var counts = Counts(claims: base.claimCount, entries: base.entryCount, length: base.totalLength)
    for claim in live.deadInBase { counts.remove(claim, of: base) }
    for (number, delta) in self.deltas.enumerated() {
      for claim in 0..<delta.claimCount where live.isLive[number][claim] { counts.add(claim, of: delta) }
    }
    self.counts = counts
    seeds = try SeedOverlay(
      base: base, deltas: self.deltas, entryStarts: entryStarts, live: live,
      documents: SeedBuilder.documents(background: documents, entries: counts.entries))
  }

  /// What all claims' numbers are below.
  var claimNumbers: Int { claimStarts[deltas.count] }

  /// The delta and the number in it of a claim; `nil` for one of the base.
  @inline(__always)
  func place(ofClaim claim: Int) -> (segment: Int, number: Int)? { IndexOverlay.place(of: claim, in: claimStarts) }

  /// The delta and the number in it of an entry; `nil` for one of the base.
  @inline(__always)
  func place(ofEntry entry: Int) -> (segment: Int, number: Int)? { IndexOverlay.place(of: entry, in: entryStarts) }

  @inline(__always)
  private static func place(of number: Int, in starts: [Int]) -> (segment: Int, number: Int)? {
    guard number >= starts[0] else { return nil }
    var segment = starts.count - 2
    while segment > 0, number < starts[segment] { segment -= 1 }
    return (segment, number - starts[segment])
  }

  /// Whether a claim was replaced or withdrawn.
  func isDead(claim: Int) -> Bool {
    guard let (segment, number) = place(ofClaim: claim) else { return live.isDeadInBase(claim) }
    return !live.isLive[segment][number]
  }

  /// What claims are ordered by, as by their ids.
  func order(ofClaim claim: Int) -> UInt64 {
    guard let (segment, number) = place(ofClaim: claim) else { return LiveClaims.order(ofBase: claim) }
    return live.order[segment][number]
  }

  /// Whether an entry comes before another one: by their claims' ids, then by their order in the claim.
  func precedes(entry: Int, _ other: Int, base: IndexReader) -> Bool {
    let (a, b) = (claim(ofEntry: entry, base), claim(ofEntry: other, base))
    return a == b ? entry < other : order(ofClaim: a) < order(ofClaim: b)
  }

  /// An entry's claim.
  func claim(ofEntry entry: Int, _ base: IndexReader) -> Int {
    guard let (segment, number) = place(ofEntry: entry) else { return base.claim(ofEntry: entry) }
    return claimStarts[segment] + deltas[segment].claim(ofEntry: number)
  }
}

extension IndexOverlay.Counts {
  fileprivate mutating func add(_ claim: Int, of index: IndexReader) {
    claims += 1
    entries += index.entries(ofClaim: claim).count
    length &+= UInt64(index.length(ofClaim: claim))
  }

  fileprivate mutating func remove(_ claim: Int, of index: IndexReader) {
    claims -= 1
    entries -= index.entries(ofClaim: claim).count
    length &-= min(length, UInt64(index.length(ofClaim: claim)))
  }
}
