internal import ErrataIndex

/// What an entry and an item have in common wherever it stands: bits of distinct units and of pairs of neighbours.
///
/// The aligner asks for one place and order; this asks only how much of the claim's wording is there, which is what a
/// paraphrase keeps.
struct Overlap {
  /// Bits of the shared units, and of all distinct units of the entry and of the item.
  var units = Shared()
  /// The same of pairs of neighbours.
  var pairs = Shared()
  /// The bits of the shared units, most telling first.
  var rarest = Largest()
  /// The bits of the shared pairs, most telling first.
  var rarestPairs = Largest()
  /// The bits of the entry's units that the item lacks, most telling first.
  var missing = Largest()
  /// Bits of the entry's distinct units that stand together in one stretch of the item, the best one.
  var windowBits = 0.0
  /// Bits of the item's distinct units that stand together in one stretch of the entry, the best one.
  var entryWindowBits = 0.0
  /// Distinct shared units.
  var sharedCount = 0
  /// Those of more than eight bits.
  var telling = 0
  /// Distinct numbers of the entry that the item has.
  var numbers = 0
  /// Distinct numbers of the entry that the item lacks.
  var missingNumbers = 0

  /// Bits in common and on either side.
  struct Shared {
    var shared = 0.0
    var entry = 0.0
    var item = 0.0

    /// Share of the entry.
    var ofEntry: Double { shared / max(1, entry) }
    /// Share of the item.
    var ofItem: Double { shared / max(1, item) }
  }

  /// The six largest of many values, in descending order.
  struct Largest {
    private var values = InlineArray<6, UInt8>(repeating: 0)

    /// Takes a value in.
    @inline(__always)
    mutating func insert(_ value: UInt8) {
      guard value > values[5] else { return }
      var place = 5
      while place > 0, values[place - 1] < value {
        values[place] = values[place - 1]
        place -= 1
      }
      values[place] = value
    }

    /// The value of a rank, in bits; 0 where there is none.
    subscript(_ rank: Int) -> Double { WeightScale.bits(values[rank]) }
  }
}

/// Memory for measuring overlaps: where shared units stand in the item.
struct OverlapScratch {
  /// Bits of the item's distinct units and pairs.
  var itemBits = (units: 0.0, pairs: 0.0)
  /// Places of the entry's units in the item.
  var places: [Place] = []
  /// The entry's units that the item has, in order, each with the unit of the item that is the same first.
  var shared: [Place] = []
  var seen: [Int32] = []

  /// A place in the item where a unit of the entry stands.
  struct Place {
    var position: Int32
    var unit: Int32
  }

  /// Sums up the item's distinct units and pairs.
  mutating func enter(_ units: Units, _ weights: UnitWeights, _ positions: PositionMap) {
    var sums = (units: 0, pairs: 0)
    for unit in 0..<units.count {
      if positions.first(of: Hashing.term(units.hashes[unit])) == unit { sums.units += Int(weights.own[unit]) }
      guard unit + 1 < units.count else { break }
      let pair = Hashing.term(units.hashes[unit], units.hashes[unit + 1])
      if positions.first(of: pair) == unit { sums.pairs += Int(weights.pair[unit]) }
    }
    itemBits = (WeightScale.bits(sums.units), WeightScale.bits(sums.pairs))
  }
}

/// Measures what an entry and an item have in common.
struct OverlapMeter {
  let index: SegmentedIndex

  /// Bits above which a unit is telling: one text in 256 has it.
  private static let tellingWeight: UInt8 = 64

  /// Measures an entry against the item whose terms stand in `positions`.
  ///
  /// - Complexity: linear in the entry's units, times at most `PositionMap.visitLimit` places of each.
  func measure(
    _ entry: IndexReader.Entry, itemBits: [UInt8], positions: PositionMap, scratch: inout OverlapScratch
  ) -> Overlap {
    let itemUnits = itemBits.count
    var overlap = Overlap()
    overlap.units.item = scratch.itemBits.units
    overlap.pairs.item = scratch.itemBits.pairs
    scratch.places.removeAll(keepingCapacity: true)
    scratch.shared.removeAll(keepingCapacity: true)
    var sums = Sums()
    var previous: UInt32?
    let texts = index.units(of: entry)
    for unit in 0..<texts.count {
      let hash = texts.hashes[unit]
      if let previous {
        addPair(previous, hash, weight: texts.pairBits[unit - 1], positions, &sums, &overlap)
      }
      previous = hash
      let number = Int32(truncatingIfNeeded: unit)
      let first = positions.first(of: Hashing.term(hash))
      if first >= 0 {
        scratch.shared.append(OverlapScratch.Place(position: number, unit: Int32(truncatingIfNeeded: first)))
      }
      let weight = texts.bits[unit]
      guard weight > 0 else { continue }
      sums.units += Int(weight)
      if first >= 0 {
        add(hash, number, positions, &scratch)
        sums.sharedUnits += Int(weight)
        overlap.rarest.insert(weight)
        overlap.sharedCount += 1
        if weight > OverlapMeter.tellingWeight { overlap.telling += 1 }
        if texts.flags[unit].contains(.number) { overlap.numbers += 1 }
      } else {
        overlap.missing.insert(weight)
        if texts.flags[unit].contains(.number) { overlap.missingNumbers += 1 }
      }
    }
    sums.write(to: &overlap)
    scratch.places.sort { ($0.position, $0.unit) < ($1.position, $1.unit) }
    overlap.windowBits = bestWindow(scratch.places, width: texts.count * 2 + 8, &scratch.seen) { unit in
      texts.bits[unit]
    }
    overlap.entryWindowBits = bestWindow(scratch.shared, width: itemUnits * 2 + 8, &scratch.seen) { unit in
      itemBits[unit]
    }
    return overlap
  }

  private struct Sums {
    var units = 0
    var sharedUnits = 0
    var pairs = 0
    var sharedPairs = 0

    func write(to overlap: inout Overlap) {
      overlap.units.entry = WeightScale.bits(units)
      overlap.units.shared = WeightScale.bits(sharedUnits)
      overlap.pairs.entry = WeightScale.bits(pairs)
      overlap.pairs.shared = WeightScale.bits(sharedPairs)
    }
  }

  /// Counts the pair that ends at a unit.
  @inline(__always)
  private func addPair(
    _ first: UInt32, _ second: UInt32, weight: UInt8, _ positions: PositionMap, _ sums: inout Sums,
    _ overlap: inout Overlap
  ) {
    guard weight > 0 else { return }
    sums.pairs += Int(weight)
    guard positions.first(of: Hashing.term(first, second)) >= 0 else { return }
    sums.sharedPairs += Int(weight)
    overlap.rarestPairs.insert(weight)
  }

  /// Notes where a unit stands in the item.
  @inline(__always)
  private func add(_ hash: UInt32, _ unit: Int32, _ positions: PositionMap, _ scratch: inout OverlapScratch) {
    positions.forEachPosition(of: Hashing.term(hash)) {
      scratch.places.append(OverlapScratch.Place(position: Int32(truncatingIfNeeded: $0), unit: unit))
    }
  }

  /// The most bits of distinct units whose places, in ascending order, lie in one stretch of a width.
  private func bestWindow(
    _ places: [OverlapScratch.Place], width: Int, _ seen: inout [Int32], bits: (Int) -> UInt8
  ) -> Double {
    let units = places.reduce(0) { max($0, Int($1.unit) + 1) }
    if seen.count < units { seen += [Int32](repeating: 0, count: units - seen.count) }
    for place in places { seen[Int(place.unit)] = 0 }
    var (sum, best, first) = (0, 0, 0)
    for place in places {
      if seen[Int(place.unit)] == 0 { sum += Int(bits(Int(place.unit))) }
      seen[Int(place.unit)] += 1
      while Int(place.position - places[first].position) > width {
        let left = Int(places[first].unit)
        seen[left] -= 1
        if seen[left] == 0 { sum -= Int(bits(left)) }
        first += 1
      }
      best = max(best, sum)
    }
    return WeightScale.bits(best)
  }
}
