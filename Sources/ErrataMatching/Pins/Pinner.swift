package import ErrataIndex
package import ErrataModel
package import ErrataText

/// A claim that a query is about.
package struct PinHit: Hashable, Sendable {
  /// The claim's number in the index.
  package var claim: Int
  /// How sure it is, from 0 to 1.
  package var score: Double
  /// The number of the curator's phrase that the query has, if it is that which pins.
  package var phrase: Int?
  /// Places in the query of what the claim shares with it, as bytes.
  package var spans: [ByteSpan]
  /// What the whole query's score is made of, if that was asked for.
  package var terms: [ScoreTerm]
}

/// Memory for finding pins.
package struct PinScratch {
  var match = MatchScratch()
  var query = PinQuery()
  var candidates = PinCandidates()
  var meter = PinMeter()
  var masks: [PinMasks] = []
  var values: [Double] = []
  var among: [UInt8] = []
  var amongUnits: [UInt8] = []
  /// For each prefix, how much it says: a word or a name 1, another character of a script without spaces a half.
  var sizes: [Float] = []

  /// Fresh memory.
  package init() {}
}

/// Finds the claims that a search query is about: few, and none when in doubt.
///
/// A claim's score is the highest that any prefix of the query has, cut between units, as long as what follows says
/// little that the claim lacks: what is pinned while somebody types stays, until they turn to something else.
package struct Pinner: Sendable {
  private let index: SegmentedIndex
  private let background: BackgroundModel
  private let normalizer: Normalizer
  private let model: PinModel
  private let frames: QueryFrames
  private let pinyin: PinyinTable

  /// Bytes of a query that are read.
  package static let queryBytes = 2048
  /// Least chained bits that a claim must share.
  private static let leastBits = 12.0
  /// Least size of a prefix: less is a name or a subject, unless it is a curator's phrase.
  private static let leastSize: Float = 3
  /// Least share of a query's chained bits.
  private static let leastShare = 0.3

  /// A pinner over an index.
  package init(
    index: SegmentedIndex, background: BackgroundModel = .embedded, model: PinModel,
    normalizer: Normalizer = Normalizer()
  ) {
    self.index = index
    self.background = background
    self.normalizer = normalizer
    self.model = model
    frames = .embedded
    pinyin = .embedded
  }

  /// What was found for a query.
  package struct Found: Sendable {
    /// The claims, best first, equal scores by id.
    package var hits: [PinHit]
    /// How the query was read, where that isn't as it was written: the hits' spans are places in this.
    package var reading: String?
  }

  /// The claims of a query. Only when none reaches the cut as it is written, other readings of it are tried.
  ///
  /// - Parameters:
  ///   - minimum: scores below it are left out.
  ///   - explains: give each hit the terms of the whole query's score.
  ///   - readsOtherwise: try other readings at all.
  package func pins(
    _ query: Span<UInt8>, minimum: Double, explains: Bool = false, readsOtherwise: Bool = true,
    scratch: inout PinScratch
  ) -> Found {
    read(query, &scratch)
    let hits = found(minimum: minimum, explains: explains, &scratch)
    if let first = hits.first, first.score >= PinModel.cut { return Found(hits: hits) }
    guard readsOtherwise else { return Found(hits: hits) }
    let reader = QueryReading(index: index, background: background, pinyin: pinyin)
    guard let reading = reader.reading(of: scratch.match.text, scratch.match.units) else { return Found(hits: hits) }
    var other = read(reading.scalars, minimum: minimum, explains: explains, &scratch)
    if reading.isOfPinyin, (other.hits.first?.score ?? 0) < PinModel.cut {
      spell(&other, reading.scalars, minimum: minimum, explains: explains, &scratch)
    }
    guard let best = other.hits.first, best.score > hits.first?.score ?? 0 else { return Found(hits: hits) }
    return other
  }

  private func read(_ scalars: [UInt32], minimum: Double, explains: Bool, _ scratch: inout PinScratch) -> Found {
    var reading = QueryReading.string(scalars)
    reading.withUTF8 { read($0.span, &scratch) }
    return Found(hits: found(minimum: minimum, explains: explains, &scratch), reading: reading)
  }

  /// Claims in whose characters a reading of pinyin is tried.
  private static let spelled = 3

  /// Tries what was read from pinyin in the characters of the claims that share most with it, and keeps the best.
  private func spell(
    _ found: inout Found, _ scalars: [UInt32], minimum: Double, explains: Bool, _ scratch: inout PinScratch
  ) {
    let spelling = ClaimSpelling(index: index, pinyin: pinyin)
    var (best, last) = (scalars, scalars)
    for claim in scratch.candidates.leading.prefix(Pinner.spelled) {
      guard let spelled = spelling.spelled(scalars, as: claim) else { continue }
      let other = read(spelled, minimum: minimum, explains: explains, &scratch)
      last = spelled
      guard (other.hits.first?.score ?? 0) > found.hits.first?.score ?? 0 else { continue }
      (found, best) = (other, spelled)
    }
    // What was read last is what negative phrases are looked for in.
    if last != best { found = read(best, minimum: minimum, explains: explains, &scratch) }
  }

  /// Whether the query that was looked at last, as it was read then, has all the words of a negative phrase.
  package func isKeptAway(by phrases: [String], scratch: inout PinScratch) -> Bool {
    phrases.contains { phrase in
      var units = Units()
      UnitReader.read(normalizer.normalize(phrase), language: scratch.match.units.language, into: &units)
      guard units.count > 0 else { return false }
      return (0..<units.count).allSatisfy { scratch.match.positions.first(of: Hashing.term(units.hashes[$0])) >= 0 }
    }
  }

  private func found(minimum: Double, explains: Bool, _ scratch: inout PinScratch) -> [PinHit] {
    guard scratch.query.content != 0 || scratch.query.checking != 0 else { return [] }
    scratch.candidates.find(scratch.query, scratch.match.units, scratch.match.weights, in: index)
    guard !scratch.candidates.found.isEmpty else { return [] }
    measure(&scratch)
    size(&scratch)
    var hits: [PinHit] = []
    for (number, claim) in scratch.candidates.found.enumerated() {
      if let hit = hit(claim, number, minimum: minimum, explains: explains, &scratch) { hits.append(hit) }
    }
    return hits.sorted {
      guard $0.score == $1.score else { return $0.score > $1.score }
      return index.order(ofClaim: $0.claim) < index.order(ofClaim: $1.claim)
    }
  }

  private func read(_ query: Span<UInt8>, _ scratch: inout PinScratch) {
    let bytes = query.count > Pinner.queryBytes ? query.extracting(0..<Pinner.queryBytes) : query
    scratch.match.read(bytes, normalizer: normalizer)
    scratch.match.weigh(bytes, background)
    scratch.match.positions.build(scratch.match.units)
    scratch.query.read(scratch.match.units, scratch.match.positions, frames)
  }

  /// Reads the candidates' texts.
  private func measure(_ scratch: inout PinScratch) {
    scratch.meter.removeAll()
    scratch.masks.removeAll(keepingCapacity: true)
    for claim in scratch.candidates.found {
      scratch.masks.append(scratch.meter.measure(claim, scratch.match.positions, in: index))
    }
    scratch.among.removeAll(keepingCapacity: true)
    scratch.amongUnits.removeAll(keepingCapacity: true)
    let units = scratch.match.units
    for unit in 0..<scratch.query.count {
      let single = scratch.query.isContent(unit) ? index.term(Hashing.term(units.hashes[unit])) : nil
      scratch.amongUnits.append(single.flatMap(index.rankWeight(of:)) ?? 0)
      guard scratch.query.isContentPair(unit) else {
        scratch.among.append(0)
        continue
      }
      let term = index.term(Hashing.term(units.hashes[unit], units.hashes[unit + 1]))
      scratch.among.append(term.flatMap(index.rankWeight(of:)) ?? 0)
    }
  }

  /// Sums up what the query's prefixes say; a known place, name or thing counts once, however long it is.
  private func size(_ scratch: inout PinScratch) {
    scratch.sizes.removeAll(keepingCapacity: true)
    scratch.sizes.append(0)
    var (sum, end) = (Float(0), 0)
    for unit in 0..<scratch.query.count {
      let length = unit >= end ? ConceptTable.names.forEach(at: unit, of: scratch.match.units.hashes) { _ in } : 0
      if unit >= end, scratch.query.isContent(unit) {
        let isCharacter = scratch.query.characters >> UInt64(unit) & 1 == 1
        sum += isCharacter && length == 0 ? 0.5 : 1
      }
      end = max(end, unit + length)
      scratch.sizes.append(sum)
    }
  }

  private func hit(
    _ claim: Int, _ number: Int, minimum: Double, explains: Bool, _ scratch: inout PinScratch
  ) -> PinHit? {
    let masks = scratch.masks[number]
    let query = scratch.query
    var (best, end, phrase) = (-1.0, 0, Int?.none)
    let first = firstPrefix(masks, query, scratch.match.weights)
    for prefix in first...query.count where isWorthALook(prefix, masks, query) {
      if let number = curated(masks, scratch, end: prefix) {
        if PinModel.curated > best { (best, end, phrase) = (PinModel.curated, prefix, number) }
        break
      }
      guard minimum == 0 || scratch.sizes[prefix] >= Pinner.leastSize else { continue }
      guard evaluate(claim, number, end: prefix, minimum: minimum, &scratch) else { continue }
      let score = model.score(scratch.values)
      if score >= best { (best, end, phrase) = (score, prefix, nil) }
    }
    guard best >= minimum, end > 0 else { return nil }
    if phrase == nil, isNegative(masks, scratch) { return nil }
    var terms: [ScoreTerm] = []
    if explains, evaluate(claim, number, end: query.count, minimum: 0, &scratch) {
      terms = PinFeatures.terms(scratch.values)
    }
    return PinHit(
      claim: claim, score: best, phrase: phrase, spans: spans(masks, scratch, end: end), terms: terms)
  }

  /// The shortest prefix after which nothing stands that makes the query one about something else. What may still be
  /// typed, the last word or two characters of a script without spaces, says nothing yet.
  private func firstPrefix(_ masks: PinMasks, _ query: PinQuery, _ weights: UnitWeights) -> Int {
    let isCharacter = query.count > 0 && query.characters >> UInt64(query.count - 1) & 1 == 1
    var (prefix, foreign) = (max(1, query.count - (isCharacter ? 2 : 1)), 0)
    while prefix > 1 {
      let unit = prefix - 1
      if query.isContent(unit), (masks.units | masks.summaryUnits) >> UInt64(query.firsts[unit]) & 1 == 0 {
        foreign += Int(weights.conditional[unit])
        if foreign > Pinner.mostForeign { return prefix }
      }
      prefix -= 1
    }
    return 1
  }

  /// Most chained information, in eighths of a bit, that a claim may lack of what follows a prefix: about one word.
  private static let mostForeign = 80

  /// Whether the score may be higher than that of the prefix before: its last unit is shared, or ends a frame, or is
  /// the query's last.
  private func isWorthALook(_ end: Int, _ masks: PinMasks, _ query: PinQuery) -> Bool {
    if end == query.count { return true }
    let last = end - 1
    guard query.isContent(last) else { return true }
    return masks.units >> UInt64(query.firsts[last]) & 1 == 1
  }

  /// Leaves the features of a prefix in `scratch.values`; `false` when it shares too little to be judged.
  private func evaluate(
    _ claim: Int, _ number: Int, end: Int, minimum: Double, _ scratch: inout PinScratch
  ) -> Bool {
    let (query, weights, masks) = (scratch.query, scratch.match.weights, scratch.masks[number])
    let whole = Double(PinFeatures.chainedBits(.max, query, weights, end: end)) / WeightScale.stepsPerBit
    let shared = Double(PinFeatures.chainedBits(masks.units, query, weights, end: end)) / WeightScale.stepsPerBit
    let summary = Double(PinFeatures.chainedBits(masks.summaryUnits, query, weights, end: end)) / 8
    let most = max(shared, summary)
    guard minimum == 0 || most >= Pinner.leastBits && most >= Pinner.leastShare * whole else { return false }
    guard let entry = bestEntry(masks, query, weights, end: end) else { return false }
    let input = PinFeatures.Query(
      query: query, weights: weights, amongUnits: scratch.amongUnits, among: scratch.among)
    PinFeatures.write(
      input, masks, entry, end: end, standing: standing(number, input, end: end, scratch),
      length: index.length(ofClaim: claim), window: scratch.meter.window(entry, query, weights.own, end: end),
      into: &scratch.values)
    return true
  }

  private func standing(
    _ number: Int, _ input: PinFeatures.Query, end: Int, _ scratch: PinScratch
  ) -> PinFeatures.Standing {
    var own = PinFeatures.Standing()
    var (rival, best) = (0, 0.0)
    for (other, masks) in scratch.masks.enumerated() {
      let length = Double(index.length(ofClaim: scratch.candidates.found[other])) / index.averageLength
      let standing = PinFeatures.rank(input, masks, end: end, relativeLength: length)
      if other == number {
        own = standing
      } else {
        best = max(best, standing.sum)
        rival = max(rival, PinFeatures.chainedBits(masks.units, input.query, input.weights, end: end))
      }
    }
    own.rival = Double(rival) / WeightScale.stepsPerBit
    own.best = best
    return own
  }

  /// The text that has most of a prefix; of equal ones the shortest.
  private func bestEntry(
    _ masks: PinMasks, _ query: PinQuery, _ weights: UnitWeights, end: Int
  ) -> PinMasks.PinEntry? {
    var best: (entry: PinMasks.PinEntry, bits: Int)?
    for entry in masks.entries where entry.field != .negative {
      let bits = PinFeatures.chainedBits(entry.units, query, weights, end: end)
      if let known = best {
        if bits < known.bits || bits == known.bits && entry.count >= known.entry.count { continue }
      }
      best = (entry, bits)
    }
    return best?.entry
  }

  /// Whether a negative entry of the claim has more of the query than any of its wordings.
  private func isNegative(_ masks: PinMasks, _ scratch: PinScratch) -> Bool {
    var bits = (wording: 0, negative: 0)
    for entry in masks.entries {
      let shared = PinFeatures.chainedBits(
        entry.units, scratch.query, scratch.match.weights, end: scratch.query.count)
      if entry.field == .negative {
        bits.negative = max(bits.negative, shared)
      } else {
        bits.wording = max(bits.wording, shared)
      }
    }
    return bits.negative > bits.wording
  }

  /// The number of a curator's phrase that is all of a prefix, but for frames.
  private func curated(_ masks: PinMasks, _ scratch: PinScratch, end: Int) -> Int? {
    for entry in masks.entries where entry.field == .query {
      let own = scratch.match.weights.own
      var (shared, content, whole) = (0, 0, 0)
      for unit in 0..<end where scratch.query.isFirst(unit) {
        let isShared = entry.units >> UInt64(unit) & 1 == 1
        if isShared { shared += Int(own[unit]) }
        guard scratch.query.isContent(unit) else { continue }
        whole += Int(own[unit])
        if isShared { content += Int(own[unit]) }
      }
      let isWhole = WeightScale.bits(shared) >= entry.bits - 0.01
      if isWhole, Double(content) >= Double(whole) * Pinner.phraseShare { return entry.number }
    }
    return nil
  }

  /// Least share of a query's content that a curator's phrase must be.
  private static let phraseShare = 0.8

  /// The places of what a claim shares with a prefix: neighbours in one piece.
  private func spans(_ masks: PinMasks, _ scratch: PinScratch, end: Int) -> [ByteSpan] {
    var spans: [ByteSpan] = []
    let shared = masks.units | masks.summaryUnits
    var start: Int?
    for unit in 0...end {
      let isShared = unit < end && shared >> UInt64(scratch.query.firsts[unit]) & 1 == 1
      if isShared, start == nil { start = unit }
      guard !isShared, let first = start else { continue }
      start = nil
      let scalars = scratch.match.units.scalarRange(of: first..<unit)
      guard let low = scalars.first, let high = scalars.last else { continue }
      let text = scratch.match.text
      spans.append(ByteSpan(start: Int(text.starts[low]), end: Int(text.ends[high])))
    }
    return spans
  }
}
