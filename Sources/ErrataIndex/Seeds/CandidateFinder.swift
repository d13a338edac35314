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
  /// Groups that stand in place of the base's, and the keys of those that don't.
  private var changed: [SeedTable.Group] = []
  private var unchangedKeys: [UInt64] = []
  private var rough = RoughSums()
  private var sums = SumTable()

  /// Memory that grows on first use.
  package init() {}

  /// Shared weight, times its share, below which an entry isn't worth aligning, in eighths of a bit: one rare pair that
  /// is all of a text, in a small index.
  ///
  /// Among more entries more share something by chance: every doubling asks for three bits more, one for each of the
  /// three seeds in which a unit counts. Beyond 131,072 entries it asks for six: ordinary texts share set phrases
  /// besides, which among so many entries have all been said.
  package static func minimumRank(entries: Int) -> Float {
    let doublings = Float(binaryLogarithm(max(1, Double(entries) / 16_384)))
    return 48 + 24 * doublings + 24 * max(0, doublings - 3)
  }

  /// Finds the best entries that may match, in place of what was found before.
  ///
  /// - Parameter limit: most entries to find.
  /// - Complexity: linear in the item's units; each seed leads to a bounded number of entries. Allocates nothing once
  ///   warm.
  package mutating func find(_ units: borrowing Units, in index: SegmentedIndex, limit: Int) {
    found.removeAll(keepingCapacity: true)
    let overlay = index.overlay
    let seeds = overlay?.seeds.table ?? index.base.seeds
    seeds.collect(units, into: &keys)
    guard keys.count > 0 else { return }
    changed.removeAll(keepingCapacity: true)
    if let overlay {
      lookUp(seeds, overlay.seeds)
    } else {
      keys.withKeys { seeds.lookUp($0, into: &groups) }
    }
    let itemMass = accumulate(seeds.words, overlay?.seeds.words ?? [], atLeast: UInt32(index.minimumRank))
    select(index, itemMass: itemMass, limit: limit)
  }

  /// Finds the best entries of an index of one file.
  package mutating func find(_ units: borrowing Units, in index: IndexReader, limit: Int) {
    find(units, in: SegmentedIndex(index), limit: limit)
  }

  /// Finds the groups of the keys: those of the overlay come first, the base is asked for the others.
  private mutating func lookUp(_ seeds: SeedTable, _ overlay: SeedOverlay) {
    unchangedKeys.removeAll(keepingCapacity: true)
    keys.withKeys { keys in
      for key in keys {
        if let group = overlay.group(of: key) {
          if !group.entries.isEmpty { changed.append(group) }
        } else {
          unchangedKeys.append(key)
        }
      }
    }
    unchangedKeys.withUnsafeBufferPointer { seeds.lookUp($0, into: &groups) }
  }

  /// Adds up the weights of the seeds of each entry that may reach a mass; returns the weight of all seeds.
  ///
  /// Most entries share one or two seeds. They are told by rough sums, which entries may share: those need no table of
  /// who is who, and no branch that can't be foreseen.
  private mutating func accumulate(
    _ words: UnsafeBufferPointer<UInt32>, _ changedWords: [UInt32], atLeast minimum: UInt32
  ) -> UInt32 {
    changedWords.withUnsafeBufferPointer { changedWords in
      var (mass, visits): (UInt32, Int) = (0, 0)
      for group in groups { (mass, visits) = (mass &+ group.weight, visits &+ group.entries.count) }
      for group in changed { (mass, visits) = (mass &+ group.weight, visits &+ group.entries.count) }
      rough.prepare(visits)
      for group in groups { rough.add(max(1, group.weight), to: words, at: group.entries) }
      for group in changed { rough.add(max(1, group.weight), to: changedWords, at: group.entries) }
      sums.prepare(visits)
      sums.withAdder { adder in
        for group in groups { CandidateFinder.add(group, words, rough, atLeast: minimum, to: &adder) }
        for group in changed { CandidateFinder.add(group, changedWords, rough, atLeast: minimum, to: &adder) }
      }
      return mass
    }
  }

  @inline(__always)
  private static func add(
    _ group: SeedTable.Group, _ words: UnsafeBufferPointer<UInt32>, _ rough: borrowing RoughSums,
    atLeast minimum: UInt32, to adder: inout SumTable.Adder
  ) {
    let weight = max(1, group.weight)
    for position in group.entries where rough.sum(of: words[position]) >= minimum {
      adder.add(weight, to: words[position])
    }
  }

  private mutating func select(_ index: SegmentedIndex, itemMass: UInt32, limit: Int) {
    var best: [Candidate] = []
    swap(&best, &found)
    let (minimum, masses, overlay) = (index.minimumRank, index.base.seeds.masses, index.overlay)
    sums.drain(atLeast: UInt32(minimum)) { entry, mass in
      let whole: UInt32
      if let overlay {
        guard Int(entry) < overlay.entryStarts[overlay.deltas.count] else { return }
        whole = overlay.seeds.mass(ofEntry: Int(entry))
      } else {
        guard Int(entry) < masses.count else { return }
        whole = masses[Int(entry)]
      }
      let rank = Float(mass) * min(1, Float(mass) / Float(max(1, min(whole, itemMass))))
      guard rank >= minimum else { return }
      // Asked last: it waits for memory. Groups of seeds that deltas touched have no such entries anyway.
      if let overlay, overlay.isDead(claim: overlay.claim(ofEntry: Int(entry), index.base)) { return }
      CandidateFinder.keep(Candidate(entry: Int(entry), mass: mass, rank: rank), of: index, limit: limit, in: &best)
    }
    swap(&best, &found)
  }

  /// Puts a candidate in its place among the best so far: higher ranks first, of equal ones those that come first.
  private static func keep(_ candidate: Candidate, of index: SegmentedIndex, limit: Int, in best: inout [Candidate]) {
    func isBetter(_ a: Candidate, _ b: Candidate) -> Bool {
      if a.rank != b.rank { return a.rank > b.rank }
      return index.overlay?.precedes(entry: a.entry, b.entry, base: index.base) ?? (a.entry < b.entry)
    }
    if best.count == limit {
      guard let last = best.last, isBetter(candidate, last) else { return }
      best.removeLast()
    }
    var place = best.count
    while place > 0, isBetter(candidate, best[place - 1]) { place -= 1 }
    best.insert(candidate, at: place)
  }
}
