/// An entry that shares seeds with an item.
package struct Candidate: Hashable, Sendable {
  /// The entry's number in the index.
  package var entry: Int
  /// Sum of the weights of the shared seeds, in eighths of a bit.
  package var mass: UInt32
  /// What it is ordered by: the mass, times the share of the entry, or of the item, that it makes up.
  package var rank: Float

  /// Makes a candidate.
  package init(entry: Int, mass: UInt32, rank: Float) {
    self.entry = entry
    self.mass = mass
    self.rank = rank
  }

  /// Share of the entry, or of the item, that the shared seeds make up.
  package var share: Float { mass == 0 ? 0 : rank / Float(mass) }

  /// Higher ranks first; equal ranks by number.
  @inline(__always)
  static func isBetter(_ a: Candidate, _ b: Candidate) -> Bool {
    a.rank != b.rank ? a.rank > b.rank : a.entry < b.entry
  }
}

/// Finds entries that share informative seeds with an item. Keep one for each thread: its memory is reused.
///
/// Every distinct seed of the item adds its weight to the entries that have it. What counts is shared weight times the
/// share of the entry, or of the item, that it makes up: a long post about the same subject shares much with many
/// claims but little of each.
package struct CandidateFinder {
  /// What the last search found, wordings and negatives, best first.
  package private(set) var found: [Candidate] = []
  private var keys = KeySet()
  private var groups: [SeedTable.Group] = []
  private var rough = RoughSums()
  private var sums = SumTable()

  /// Memory that grows on first use.
  package init() {}

  /// Shared weight, times its share, below which an entry isn't worth aligning, in eighths of a bit: one rare pair that
  /// is all of a text, in a small index.
  ///
  /// Among more entries more share something by chance: every doubling asks for four and a half bits more, one and a
  /// half for each of the three seeds in which a unit counts. One would do for texts of random units; ordinary ones
  /// share set phrases besides.
  package static func minimumRank(entries: Int) -> Float {
    48 + 36 * Float(binaryLogarithm(max(1, Double(entries) / 16_384)))
  }

  /// Finds the best entries that may match, in place of what was found before.
  ///
  /// - Parameter limit: most entries to find.
  /// - Complexity: linear in the item's units; each seed leads to a bounded number of entries. Allocates nothing once
  ///   warm.
  package mutating func find(_ units: borrowing Units, in index: IndexReader, limit: Int) {
    found.removeAll(keepingCapacity: true)
    let seeds = index.seeds
    seeds.collect(units, into: &keys)
    guard keys.count > 0 else { return }
    keys.withKeys { seeds.lookUp($0, into: &groups) }
    let itemMass = accumulate(seeds, atLeast: UInt32(index.minimumRank))
    select(seeds, itemMass: itemMass, minimum: index.minimumRank, limit: limit)
  }

  /// Adds up the weights of the seeds of each entry that may reach a mass; returns the weight of all seeds.
  ///
  /// Most entries share one or two seeds. They are told by rough sums, which entries may share: those need no table of
  /// who is who, and no branch that can't be foreseen.
  private mutating func accumulate(_ seeds: SeedTable, atLeast minimum: UInt32) -> UInt32 {
    var mass: UInt32 = 0
    var visits = 0
    for group in groups {
      mass &+= group.weight
      visits &+= group.entries.count
    }
    rough.prepare(visits)
    for group in groups { rough.add(max(1, group.weight), to: seeds.words, at: group.entries) }
    sums.prepare(visits)
    sums.withAdder { adder in
      for group in groups {
        let weight = max(1, group.weight)
        for position in group.entries where rough.sum(of: seeds.words[position]) >= minimum {
          adder.add(weight, to: seeds.words[position])
        }
      }
    }
    return mass
  }

  private mutating func select(_ seeds: SeedTable, itemMass: UInt32, minimum: Float, limit: Int) {
    var best: [Candidate] = []
    swap(&best, &found)
    let masses = seeds.masses
    sums.drain(atLeast: UInt32(minimum)) { entry, mass in
      guard Int(entry) < masses.count else { return }
      let smaller = max(1, min(masses[Int(entry)], itemMass))
      let rank = Float(mass) * min(1, Float(mass) / Float(smaller))
      guard rank >= minimum else { return }
      CandidateFinder.keep(Candidate(entry: Int(entry), mass: mass, rank: rank), limit: limit, in: &best)
    }
    swap(&best, &found)
  }

  /// Puts a candidate in its place among the best so far.
  private static func keep(_ candidate: Candidate, limit: Int, in best: inout [Candidate]) {
    if best.count == limit {
      guard let last = best.last, Candidate.isBetter(candidate, last) else { return }
      best.removeLast()
    }
    var place = best.count
    while place > 0, Candidate.isBetter(candidate, best[place - 1]) { place -= 1 }
    best.insert(candidate, at: place)
  }
}
