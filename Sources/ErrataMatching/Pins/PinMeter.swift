internal import ErrataIndex

/// What the texts of a claim have of a query, as masks over its units.
struct PinMasks {
  /// Units, and pairs by their first unit, of wordings, titles and curators' phrases.
  var units: UInt64 = 0
  var pairs: UInt64 = 0
  /// The same of titles alone, and of summaries.
  var titleUnits: UInt64 = 0
  var summaryUnits: UInt64 = 0
  var summaryPairs: UInt64 = 0
  /// Its texts that have something of the query.
  var entries: [PinEntry] = []

  /// A text of the claim.
  struct PinEntry {
    var units: UInt64
    var pairs: UInt64
    /// Bits of all its distinct units and pairs.
    var bits: Double
    var pairBits: Double
    /// Number of its units.
    var count: Int
    var field: EntryField
    var number: Int
    /// Where units of the query stand in it, in `PinMeter.places`.
    var places: Range<Int>
  }
}

/// Reads the texts of claims against a query.
struct PinMeter {
  /// Where a unit of the query stands in a text.
  struct Place {
    var position: Int32
    var unit: UInt8
  }

  private(set) var places: [Place] = []

  /// Forgets the claims of the query before.
  mutating func removeAll() { places.removeAll(keepingCapacity: true) }

  /// Reads a claim's texts.
  ///
  /// - Complexity: linear in them.
  mutating func measure(_ claim: Int, _ positions: PositionMap, in index: SegmentedIndex) -> PinMasks {
    var masks = PinMasks()
    for number in index.entries(ofClaim: claim) {
      let record = index.entry(number)
      let entry = measure(record, positions, in: index)
      switch record.field {
      case .wording, .query:
        masks.units |= entry.units
        masks.pairs |= entry.pairs
      case .title:
        masks.units |= entry.units
        masks.pairs |= entry.pairs
        masks.titleUnits |= entry.units
      case .summary:
        masks.summaryUnits |= entry.units
        masks.summaryPairs |= entry.pairs
      case .negative: break
      }
      if record.field != .summary, entry.units != 0 { masks.entries.append(entry) }
    }
    return masks
  }

  private mutating func measure(
    _ entry: IndexReader.Entry, _ positions: PositionMap, in index: SegmentedIndex
  ) -> PinMasks.PinEntry {
    let text = index.units(of: entry)
    let start = places.count
    var (units, pairs, bits, pairBits) = (UInt64(0), UInt64(0), 0, 0)
    var isPreviousShared = false
    for unit in 0..<text.count {
      bits += Int(text.bits[unit])
      pairBits += Int(text.pairBits[unit])
      let first = positions.first(of: Hashing.term(text.hashes[unit]))
      let isShared = first >= 0 && first < PinQuery.limit
      if isShared {
        units |= UInt64(1) << UInt64(first)
        places.append(Place(position: Int32(truncatingIfNeeded: unit), unit: UInt8(truncatingIfNeeded: first)))
        if isPreviousShared {
          let pair = positions.first(of: Hashing.term(text.hashes[unit - 1], text.hashes[unit]))
          if pair >= 0, pair < PinQuery.limit { pairs |= UInt64(1) << UInt64(pair) }
        }
      }
      isPreviousShared = isShared
    }
    return PinMasks.PinEntry(
      units: units, pairs: pairs, bits: WeightScale.bits(bits), pairBits: WeightScale.bits(pairBits),
      count: text.count, field: entry.field, number: entry.number, places: start..<places.count)
  }

  /// The most bits of distinct content units, of the first `end` of the query, that stand together in one stretch of a
  /// text, twice as long as the query and eight more.
  func window(_ entry: PinMasks.PinEntry, _ query: PinQuery, _ own: [UInt8], end: Int) -> Double {
    let width = Int32(truncatingIfNeeded: end * 2 + 8)
    var counts = InlineArray<64, UInt8>(repeating: 0)
    var (sum, best, first) = (0, 0, entry.places.lowerBound)
    for place in entry.places {
      let unit = Int(places[place].unit)
      guard unit < end, query.isContent(unit) else { continue }
      if counts[unit] == 0 { sum += Int(own[unit]) }
      counts[unit] &+= 1
      while places[place].position - places[first].position > width {
        let left = Int(places[first].unit)
        first += 1
        guard left < end, query.isContent(left), counts[left] > 0 else { continue }
        counts[left] -= 1
        if counts[left] == 0 { sum -= Int(own[left]) }
      }
      best = max(best, sum)
    }
    return WeightScale.bits(best)
  }
}
