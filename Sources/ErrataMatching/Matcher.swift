package import ErrataIndex
package import ErrataModel
internal import ErrataStance
package import ErrataText

/// An item and a claim of the index that belong together.
package struct ClaimHit: Sendable {
  /// The claim's number in the index.
  package var claim: Int
  /// The match; its outcome is `.suppressed` where a guard objects and `.none` otherwise: the policy's cuts decide.
  package var match: Match
}

/// Finds the claims that an item carries. It keeps no state, and no content makes it fail.
package struct Matcher: Sendable {
  /// The index that is searched.
  package let index: SegmentedIndex
  /// What is rare in ordinary text.
  package let background: BackgroundModel
  private let normalizer: Normalizer
  private let stance: StanceClassifier
  private let model: ScoreModel
  private let wording: WordingText

  /// Gives the text of a claim's wording, for telling its own words from the item's; `nil` where it isn't known.
  package typealias WordingText = @Sendable (_ claim: Int, _ wording: Int) -> String?

  /// A matcher over an index.
  ///
  /// - Throws: an error of the embedded stance rules, which a test rules out.
  package init(
    index: SegmentedIndex, wording: @escaping WordingText = { _, _ in nil },
    background: BackgroundModel = .embedded, model: ScoreModel, normalizer: Normalizer = Normalizer()
  ) throws {
    self.index = index
    self.wording = wording
    self.background = background
    self.model = model
    self.normalizer = normalizer
    stance = StanceClassifier()
  }

  /// The claims that fit an item, best first; of equal scores the more complete match, then the lower id.
  ///
  /// - Parameters:
  ///   - item: the item, for its language and parent.
  ///   - text: the item's text in UTF-8.
  ///   - top: most claims to return.
  ///   - minimumScore: scores below it are left out.
  ///   - guardedScore: the guards are asked of scores from it up; what lies below has no consequence.
  ///   - explains: give each match the terms of its score.
  package func match(
    _ item: Item, text: Span<UInt8>, top: Int, minimumScore: Double, guardedScore: Double = 0, explains: Bool = false,
    scratch: inout MatchScratch
  ) -> [ClaimHit] {
    scratch.read(text, normalizer: normalizer)
    scratch.candidates.find(scratch.units, in: index, limit: MatchLimits.alignedEntries)
    guard !scratch.candidates.found.isEmpty else { return [] }
    scratch.weigh(text, background)
    scratch.positions.build(scratch.units)
    scratch.overlap.enter(scratch.units, scratch.weights, scratch.positions)
    scratch.matched.removeAll(keepingCapacity: true)
    let doubtful = MatchLimits.doubtfulEntries(among: index.entryCount)
    for (place, candidate) in scratch.candidates.found.enumerated() {
      let entry = index.entry(candidate.entry)
      guard place < doubtful || candidate.share >= MatchLimits.clearShare || entry.field == .negative else { continue }
      let alignment = align(entry, &scratch)
      if entry.field == .negative {
        scratch.matched.note(negative: alignment.entryCoverage, claim: entry.claim)
      } else {
        let score = score(entry, alignment, &scratch)
        scratch.matched.note(
          MatchedEntry(entry: candidate.entry, score: score, completeness: alignment.completeness),
          claim: entry.claim, order: index.order(ofClaim: entry.claim))
      }
    }
    return scratch.matched.best(atLeast: minimumScore).prefix(top).map {
      hit($0, item: item, guardedScore: guardedScore, explains: explains, &scratch)
    }
  }

  /// What the text that was matched last says of the item that it reposts, quotes or answers: its stance as a whole,
  /// since a remark such as "not true" names no claim.
  ///
  /// - Returns: `nil` without a parent, and for a text that says nothing against it.
  package func remark(of item: Item, scratch: inout MatchScratch) -> Stance? {
    guard item.parent != nil, stance.findCues(scratch.text, scratch: &scratch.stance) else { return nil }
    let context = StanceContext(isRemark: true)
    let found = stance.judge(scratch.text, spans: [], context: context, scratch: &scratch.stance)
    return found.stance == .asserts ? nil : found.stance
  }

  /// The score of an aligned entry; its features are left in the scratch.
  private func score(_ entry: IndexReader.Entry, _ alignment: Alignment, _ scratch: inout MatchScratch) -> Double {
    measure(entry, alignment, &scratch)
    guard alignment.pairedUnits > 0 else { return 0 }
    if isCopy(scratch) { return Matcher.copyScore }
    if isLink(scratch) { return 0 }
    let score = model.score(scratch.features)
    if isQuoted(alignment) { return max(score, Matcher.quoteScore) }
    return score >= Matcher.likelyScore ? max(score, partScore(alignment)) : score
  }

  /// Leaves the features of an aligned entry in the scratch.
  private func measure(_ entry: IndexReader.Entry, _ alignment: Alignment, _ scratch: inout MatchScratch) {
    let overlap = OverlapMeter(index: index).measure(
      entry, itemBits: scratch.weights.own, positions: scratch.positions, scratch: &scratch.overlap)
    MatchFeatures.write(
      alignment, overlap, entryUnits: entry.units.count, itemUnits: scratch.units.count,
      itemBits: WeightScale.bits(scratch.mass), into: &scratch.features)
  }

  /// The least score of a text that has the claim's whole wording in one piece: of 627 such pairs of development data
  /// two were wrong.
  private static let quoteScore = 0.98
  /// Bits that the wording must tell for it: shorter ones are common sayings.
  private static let quoteBits = 40.0

  private func isQuoted(_ alignment: Alignment) -> Bool {
    alignment.entryCoverage == 1 && alignment.longestBits == alignment.entryBits
      && alignment.entryBits >= Matcher.quoteBits
  }

  /// From this score up, a long run of the wording settles the matter.
  private static let likelyScore = 0.7
  /// Bits of a run, and its share of the wording, that make it a part that was copied.
  private static let (partBits, partShare) = (80.0, 0.45)

  /// The least score of a likely match that has nearly half of the wording in one piece: of 77 such queries of
  /// development data three went to another claim than the one that was judged to be right. The trees have seen too
  /// few of them to tell which are surest: the longer the run, the better.
  private func partScore(_ alignment: Alignment) -> Double {
    guard alignment.longestBits >= Matcher.partBits,
      alignment.longestBits >= Matcher.partShare * alignment.entryBits
    else { return 0 }
    return 0.99 + min(alignment.longestBits, 200) / 100_000
  }

  /// The score of a text that is the claim's wording and nothing else: as near to certain as four decimals allow.
  private static let copyScore = 0.9999

  private func isCopy(_ scratch: MatchScratch) -> Bool {
    scratch.alignment.hashes == scratch.units.hashes
  }

  /// A text that is nothing but a web address is the same address or none: parts of addresses are alike everywhere.
  private func isLink(_ scratch: MatchScratch) -> Bool {
    scratch.units.flags.allSatisfy { $0.contains(.link) }
      || scratch.alignment.flags.allSatisfy { UnitFlags(rawValue: $0).contains(.link) }
  }

  private func align(_ entry: IndexReader.Entry, _ scratch: inout MatchScratch) -> Alignment {
    Aligner(index: index).align(
      entry: entry, units: scratch.units, weights: scratch.weights.conditional, mass: scratch.mass,
      positions: scratch.positions, scratch: &scratch.alignment)
  }

  private func hit(
    _ matched: MatchedClaim, item: Item, guardedScore: Double, explains: Bool, _ scratch: inout MatchScratch
  ) -> ClaimHit {
    let best = matched.best
    let entry = index.entry(best.entry)
    let alignment = align(entry, &scratch)
    let ranges = matchedRanges(scratch)
    let finding = stance(of: item, entry, number: best.entry, ranges: ranges, &scratch)
    let reason = best.score < guardedScore ? nil : objection(alignment, negative: matched.negative, scratch)
    let match = Match(
      claim: index.id(ofClaim: matched.claim), wording: entry.number, score: best.score,
      terms: explains ? terms(entry, alignment, &scratch) : [],
      spans: ranges.map { sourceSpan($0, scratch.text) }, stance: finding,
      outcome: reason == nil ? .none : .suppressed, reason: reason)
    return ClaimHit(claim: matched.claim, match: match)
  }

  private func terms(
    _ entry: IndexReader.Entry, _ alignment: Alignment, _ scratch: inout MatchScratch
  ) -> [ScoreTerm] {
    measure(entry, alignment, &scratch)
    return MatchFeatures.terms(scratch.features, effects: model.match.contributions(scratch.features))
  }

  private func stance(
    of item: Item, _ entry: IndexReader.Entry, number: Int, ranges: [Range<Int>], _ scratch: inout MatchScratch
  ) -> StanceFinding {
    guard stance.findCues(scratch.text, scratch: &scratch.stance) else {
      return StanceFinding(stance: .asserts, cues: [])
    }
    let claim = foldedWording(entry, number: number, &scratch)
    return stance.judge(
      scratch.text, spans: ranges,
      context: StanceContext(isRepostComment: item.parent?.kind == .repost, claim: claim), scratch: &scratch.stance)
  }

  /// The folded text of an entry, kept by the thread: popular claims match again and again.
  private func foldedWording(
    _ entry: IndexReader.Entry, number: Int, _ scratch: inout MatchScratch
  ) -> FoldedText? {
    scratch.wordings.enter(index.identity)
    if let known = scratch.wordings.texts[number] { return known }
    let text = wording(entry.claim, entry.number).map(normalizer.normalize)
    scratch.wordings.texts[number] = text
    return text
  }

  /// A negative entry that fits at least as well speaks against the match; then the guards do.
  private func objection(
    _ alignment: Alignment, negative: Double?, _ scratch: MatchScratch
  ) -> SuppressionReason? {
    if let negative, negative >= 0.6, negative >= alignment.entryCoverage { return .negativeEntry }
    return Guards.objection(GuardContext(scratch, alignment, background: background))
  }

  /// Paired units of the item as ranges of folded scalars; gaps of at most two units are bridged.
  private func matchedRanges(_ scratch: MatchScratch) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var open: Range<Int>?
    for unit in scratch.alignment.taken.indices where scratch.alignment.taken[unit] {
      if let current = open, unit - current.upperBound <= 2 {
        open = current.lowerBound..<unit + 1
      } else {
        if let current = open { ranges.append(scratch.units.scalarRange(of: current)) }
        open = unit..<unit + 1
      }
    }
    if let current = open { ranges.append(scratch.units.scalarRange(of: current)) }
    return ranges
  }

  private func sourceSpan(_ range: Range<Int>, _ text: FoldedText) -> ByteSpan {
    let source = text.sourceRange(of: range)
    return ByteSpan(start: source.lowerBound, end: source.upperBound)
  }
}
