internal import ErrataIndex
internal import ErrataModel

/// The numbers by which a pin is judged, for the first units of a query.
///
/// "Bits" are the information of units in ordinary texts; "chained" bits that of a unit after its left neighbour, so
/// that all of a name counts as one.
enum PinFeatures {
  /// Names, in the order of the model's table.
  static let names = [
    "queryUnits", "queryBits", "queryChainedBits", "unitShare", "pairShare", "bestUnitShare", "bestPairShare",
    "bestChainedBits", "bestChainedShare", "runBits", "runShare", "entryShare", "entryPairShare", "windowShare",
    "rarest1", "rarest2", "rarest3", "rarestPair1", "rarestPair2", "missing1", "missing2", "missingRun",
    "sharedUnits", "sharedPairs", "missingNumbers", "asking", "checking", "claimSize", "entrySize", "rarestAmong",
    "sumAmong", "rival", "titleShare", "summaryShare", "characters", "rankUnits", "rankPairs",
    "rankShare", "rankLead", "run2", "run3", "runs", "otherUnits",
  ]

  /// What is to be known of the query's units.
  struct Query {
    let query: PinQuery
    let weights: UnitWeights
    /// Information of each unit, and of each pair, among the claims, in eighths of a bit; 0 where no claim has it.
    let amongUnits: [UInt8]
    let among: [UInt8]
  }

  /// How a claim stands against the other candidates, for a prefix of the query.
  struct Standing {
    /// Chained bits that the best other claim shares.
    var rival = 0.0
    /// What the claim would be ranked by: the information among claims of the units, and of the pairs, that it shares,
    /// less for a long claim (as BM25 does it; Robertson, Zaragoza and Taylor 2004).
    var units = 0.0
    var pairs = 0.0
    /// The same of the best other claim, together.
    var best = 0.0

    /// Sum by which claims are ranked.
    var sum: Double { units + 0.4 * pairs }
  }

  /// Sums of the information among claims that a claim shares with the first `end` units.
  static func rank(_ input: Query, _ masks: PinMasks, end: Int, relativeLength: Double) -> Standing {
    var (units, pairs) = (0, 0)
    for unit in 0..<end where input.query.isContent(unit) {
      if input.query.isFirst(unit), masks.units >> UInt64(unit) & 1 == 1 { units += Int(input.amongUnits[unit]) }
      guard unit > 0, input.query.isContentPair(unit - 1), Int(input.query.pairFirsts[unit - 1]) == unit - 1 else {
        continue
      }
      if masks.pairs >> UInt64(unit - 1) & 1 == 1 { pairs += Int(input.among[unit - 1]) }
    }
    let norm = 2.5 / (1 + 1.5 * (0.25 + 0.75 * relativeLength))
    return Standing(units: WeightScale.bits(units) * norm, pairs: WeightScale.bits(pairs) * norm)
  }

  /// The six largest of many values.
  typealias Largest = Overlap.Largest

  /// What is added up over the units of a prefix.
  private struct Sums {
    var units = 0, own = 0, chained = 0, pairs = 0
    var shared = 0, sharedPairs = 0, title = 0, summary = 0
    var best = 0, bestPairs = 0, bestChained = 0, bestAll = 0, bestAllPairs = 0
    var sharedCount = 0, pairCount = 0, characters = 0, missingNumbers = 0
    var run = 0, longestRun = 0, runLength = 0, runCount = 0, otherUnits = 0, gap = 0, longestGap = 0
    var among = 0
    var rarest = Largest(), rarestPairs = Largest(), missing = Largest(), rareAmong = Largest(), runs = Largest()

    /// Ends a run of shared neighbours: one character by itself is none, a word is.
    mutating func endRun(isWord: Bool) {
      if runLength > 1 || isWord && runLength > 0 {
        runs.insert(UInt8(clamping: run))
        runCount += 1
      } else {
        otherUnits += runLength
      }
      runLength = 0
    }
  }

  /// Writes the values for the first `end` units of a query and a claim.
  ///
  /// - Parameters:
  ///   - standing: how the claim stands against the others.
  ///   - length: units of the claim.
  ///   - window: bits of the query's units that stand together in the entry.
  static func write(
    _ input: Query, _ masks: PinMasks, _ entry: PinMasks.PinEntry, end: Int, standing: Standing,
    length: Int, window: Double, into values: inout [Double]
  ) {
    let sums = add(input, masks, entry, end)
    let query = input.query
    let ends = end == 64 ? UInt64.max : (UInt64(1) << UInt64(end)) - 1
    let (own, pairs, chained) = (Double(max(1, sums.own)), Double(max(1, sums.pairs)), Double(max(1, sums.chained)))
    values.removeAll(keepingCapacity: true)
    values.append(Double(sums.units))
    values.append(WeightScale.bits(sums.own))
    values.append(WeightScale.bits(sums.chained))
    values.append(Double(sums.shared) / own)
    values.append(Double(sums.sharedPairs) / pairs)
    values.append(Double(sums.best) / own)
    values.append(Double(sums.bestPairs) / pairs)
    values.append(WeightScale.bits(sums.bestChained))
    values.append(Double(sums.bestChained) / chained)
    values.append(WeightScale.bits(sums.longestRun))
    values.append(Double(sums.longestRun) / chained)
    values.append(WeightScale.bits(sums.bestAll) / max(1, entry.bits))
    values.append(WeightScale.bits(sums.bestAllPairs) / max(1, entry.pairBits))
    values.append(min(1, window / WeightScale.bits(max(1, sums.own))))
    for rank in 0..<3 { values.append(sums.rarest[rank]) }
    for rank in 0..<2 { values.append(sums.rarestPairs[rank]) }
    for rank in 0..<2 { values.append(sums.missing[rank]) }
    values.append(WeightScale.bits(sums.longestGap))
    values.append(Double(sums.sharedCount))
    values.append(Double(sums.pairCount))
    values.append(Double(sums.missingNumbers))
    values.append(query.asking & ends != 0 ? 1 : 0)
    values.append(query.checking & ends != 0 ? 1 : 0)
    values.append(MatchFeatures.sizeClass(length))
    values.append(MatchFeatures.sizeClass(entry.count))
    values.append(sums.rareAmong[0])
    values.append(WeightScale.bits(sums.among))
    values.append(standing.rival / max(1, WeightScale.bits(sums.bestChained)))
    values.append(Double(sums.title) / own)
    values.append(Double(sums.summary) / own)
    values.append(Double(sums.characters) / Double(max(1, sums.units)))
    values.append(standing.units)
    values.append(standing.pairs)
    values.append(standing.sum / max(1, standing.sum, standing.best))
    values.append(standing.sum - standing.best)
    values.append(sums.runs[1])
    values.append(sums.runs[2])
    values.append(Double(sums.runCount))
    values.append(Double(sums.otherUnits))
  }

  private static func add(
    _ input: Query, _ masks: PinMasks, _ entry: PinMasks.PinEntry, _ end: Int
  ) -> Sums {
    var sums = Sums()
    let query = input.query
    for unit in 0..<end {
      guard query.isContent(unit) else {
        if unit > 0 { sums.endRun(isWord: query.characters >> UInt64(unit - 1) & 1 == 0) }
        continue
      }
      let first = Int(query.firsts[unit])
      let own = Int(input.weights.own[unit])
      let chained = Int(input.weights.conditional[unit])
      let isShared = masks.units >> UInt64(first) & 1 == 1
      let isInBest = entry.units >> UInt64(first) & 1 == 1
      sums.chained += chained
      if isInBest { sums.bestChained += chained }
      let hasPair = unit > 0 && query.isContentPair(unit - 1)
      let pair = hasPair ? Int(query.pairFirsts[unit - 1]) : 0
      let isPairInBest = hasPair && entry.pairs >> UInt64(pair) & 1 == 1
      if !isPairInBest, unit > 0 { sums.endRun(isWord: query.characters >> UInt64(unit - 1) & 1 == 0) }
      if isInBest { sums.runLength += 1 }
      sums.run = isPairInBest ? sums.run + chained : isInBest ? own : 0
      sums.longestRun = max(sums.longestRun, sums.run)
      sums.gap = isShared ? 0 : sums.gap + chained
      sums.longestGap = max(sums.longestGap, sums.gap)
      if first == unit { addUnit(unit, own, isShared, isInBest, input, masks, &sums) }
      guard hasPair, pair == unit - 1 else { continue }
      let weight = Int(input.weights.pair[unit - 1])
      sums.pairs += weight
      if isPairInBest { sums.bestPairs += weight }
      guard masks.pairs >> UInt64(pair) & 1 == 1 else { continue }
      sums.sharedPairs += weight
      sums.pairCount += 1
      sums.rarestPairs.insert(input.weights.pair[unit - 1])
      sums.among += Int(input.among[unit - 1])
      sums.rareAmong.insert(input.among[unit - 1])
    }
    if end > 0 { sums.endRun(isWord: query.characters >> UInt64(end - 1) & 1 == 0) }
    addWhole(input, entry, end, &sums)
    return sums
  }

  private static func addUnit(
    _ unit: Int, _ own: Int, _ isShared: Bool, _ isInBest: Bool, _ input: Query, _ masks: PinMasks,
    _ sums: inout Sums
  ) {
    let query = input.query
    sums.units += 1
    sums.own += own
    if query.characters >> UInt64(unit) & 1 == 1 { sums.characters += 1 }
    if masks.titleUnits >> UInt64(unit) & 1 == 1 { sums.title += own }
    if masks.summaryUnits >> UInt64(unit) & 1 == 1 { sums.summary += own }
    if isInBest { sums.best += own }
    if isShared {
      sums.shared += own
      sums.sharedCount += 1
      sums.rarest.insert(input.weights.own[unit])
    } else {
      sums.missing.insert(input.weights.own[unit])
      if query.numbers >> UInt64(unit) & 1 == 1 { sums.missingNumbers += 1 }
    }
  }

  /// What a text shares with the whole prefix, frames included: a claim may be worded as a question is.
  private static func addWhole(_ input: Query, _ entry: PinMasks.PinEntry, _ end: Int, _ sums: inout Sums) {
    for unit in 0..<end {
      if entry.units >> UInt64(unit) & 1 == 1 { sums.bestAll += Int(input.weights.own[unit]) }
      if unit + 1 < end, entry.pairs >> UInt64(unit) & 1 == 1 { sums.bestAllPairs += Int(input.weights.pair[unit]) }
    }
  }

  /// Chained bits of the content among the first `end` units that a mask has.
  static func chainedBits(_ mask: UInt64, _ query: PinQuery, _ weights: UnitWeights, end: Int) -> Int {
    var sum = 0
    for unit in 0..<end where query.isContent(unit) && mask >> UInt64(query.firsts[unit]) & 1 == 1 {
      sum += Int(weights.conditional[unit])
    }
    return sum
  }

  /// Names with values.
  static func terms(_ values: [Double]) -> [ScoreTerm] {
    zip(names, values).map { ScoreTerm(name: $0, value: ($1 * 10_000).rounded() / 10_000) }
  }
}
