/// Finds pairs of sets of which the smaller is mostly contained in the larger, without comparing all with
/// all.
///
/// Prefix filtering (Chaudhuri, Ganti and Kaushik 2006): when at least c of a set's n members are in another
/// set, then among any n - c + 1 of them one is. So each set looks up only its rarest members in an inverted
/// index over all sets, and few sets come back to be compared in full.
struct ContainmentFinder {
  /// Two sets, by their indices, `a` before `b`.
  struct Pair {
    /// Index of the earlier set.
    let a: Int
    /// Index of the later set.
    let b: Int
    /// Share of the smaller set that is in the larger.
    let containment: Double
  }

  private let sets: [[UInt32]]
  private let owners: [Int]
  private let threshold: Double
  private let minimum: Int
  private let postings: [UInt32: [Int]]

  /// Indexes sets of ascending members. Sets with the same owner are never paired, nor those below a size.
  init(sets: [[UInt32]], owners: [Int], threshold: Double, minimum: Int) {
    self.sets = sets
    self.owners = owners
    self.threshold = threshold
    self.minimum = minimum
    var postings: [UInt32: [Int]] = [:]
    for (index, set) in sets.enumerated() {
      for member in set { postings[member, default: []].append(index) }
    }
    self.postings = postings
  }

  /// All pairs at or above the threshold, in no particular order.
  func pairs() -> [Pair] {
    sets.indices.filter { sets[$0].count >= minimum }.flatMap { small in
      candidates(for: small).compactMap { pair(small, $0) }
    }
  }

  /// Larger sets, or later ones of the same size, that share one of the rarest members.
  private func candidates(for small: Int) -> Set<Int> {
    let set = sets[small]
    let needed = Int((threshold * Double(set.count)).rounded(.up))
    let rarest = set.sorted { a, b in
      (postings[a]?.count ?? 0, a) < (postings[b]?.count ?? 0, b)
    }.prefix(set.count - needed + 1)
    var found: Set<Int> = []
    for member in rarest {
      for other in postings[member] ?? [] where owners[other] != owners[small] {
        let isLarger = sets[other].count > set.count || (sets[other].count == set.count && other > small)
        if isLarger { found.insert(other) }
      }
    }
    return found
  }

  private func pair(_ small: Int, _ large: Int) -> Pair? {
    let shared = ContainmentFinder.common(sets[small], sets[large])
    let containment = Double(shared) / Double(sets[small].count)
    guard containment >= threshold else { return nil }
    return Pair(a: min(small, large), b: max(small, large), containment: containment)
  }

  /// Number of members that two ascending sets share.
  static func common(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var i = 0
    var j = 0
    var count = 0
    while i < a.count, j < b.count {
      let (first, second) = (a[i], b[j])
      if first == second { count += 1 }
      if first <= second { i += 1 }
      if second <= first { j += 1 }
    }
    return count
  }
}
