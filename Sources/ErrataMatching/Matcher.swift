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
  package let index: IndexReader
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
    index: IndexReader, wording: @escaping WordingText = { _, _ in nil },
    background: BackgroundModel = .embedded, model: ScoreModel = .fitted,
    normalizer: Normalizer = Normalizer()
  ) throws {
    self.index = index
    self.wording = wording
    self.background = background
    self.model = model
    self.normalizer = normalizer
    stance = try StanceClassifier()
  }

  /// The best entry of a claim so far.
  private struct Best {
    var claim: Int
    var entry: Int
    var score: Double
    var alignment: Alignment
  }

  /// The claims that fit an item, best first; of equal scores the more complete match, then the lower claim number.
  ///
  /// - Parameters:
  ///   - item: the item, for its language and parent.
  ///   - text: the item's text in UTF-8.
  ///   - top: most claims to return.
  ///   - minimumScore: scores below it are left out.
  package func match(
    _ item: Item, text: Span<UInt8>, top: Int, minimumScore: Double, scratch: inout MatchScratch
  ) -> [ClaimHit] {
    scratch.read(text, normalizer: normalizer, background: background)
    var candidates: [Candidate] = []
    Candidates.find(
      scratch.units, in: index, limit: MatchLimits.alignedEntries, scratch: &scratch.candidates,
      into: &candidates)
    guard !candidates.isEmpty else { return [] }
    scratch.positions.build(scratch.units)
    var best: [Int: Best] = [:]
    var negatives: [Int: Double] = [:]
    for candidate in candidates {
      let entry = index.entry(candidate.entry)
      let alignment = align(entry, &scratch)
      if entry.field == .negative {
        negatives[entry.claim] = max(negatives[entry.claim] ?? 0, alignment.entryCoverage)
        continue
      }
      let score = model.score(alignment)
      let known = best[entry.claim]
      if (score, alignment.completeness) > (known?.score ?? -1, known?.alignment.completeness ?? 0) {
        best[entry.claim] = Best(
          claim: entry.claim, entry: candidate.entry, score: score, alignment: alignment)
      }
    }
    let kept = best.values.filter { $0.score >= minimumScore }.sorted { a, b in
      // Scores near 1 are alike; among them the more complete match goes first, so that a copy finds its own claim.
      if a.score != b.score { return a.score > b.score }
      let (first, second) = (a.alignment.completeness, b.alignment.completeness)
      return first != second ? first > second : a.claim < b.claim
    }
    return kept.prefix(top).map { hit($0, item: item, negative: negatives[$0.claim], &scratch) }
  }

  private func align(_ entry: IndexReader.Entry, _ scratch: inout MatchScratch) -> Alignment {
    Aligner(index: index).align(
      entry: entry, units: scratch.units, weights: scratch.weights, mass: scratch.mass,
      positions: scratch.positions, scratch: &scratch.alignment)
  }

  private func hit(_ best: Best, item: Item, negative: Double?, _ scratch: inout MatchScratch) -> ClaimHit {
    let entry = index.entry(best.entry)
    let alignment = align(entry, &scratch)
    let ranges = matchedRanges(scratch)
    let claimText = foldedWording(best, number: entry.number, &scratch)
    let finding = stance.classify(
      scratch.text, spans: ranges,
      context: StanceContext(isRepostComment: item.parent?.kind == .repost, claim: claimText),
      scratch: &scratch.stance)
    let reason = objection(alignment, negative: negative, scratch)
    let match = Match(
      claim: index.id(ofClaim: best.claim), wording: entry.number, score: best.score,
      terms: ScoreModel.terms(alignment), spans: ranges.map { sourceSpan($0, scratch.text) }, stance: finding,
      outcome: reason == nil ? .none : .suppressed, reason: reason)
    return ClaimHit(claim: best.claim, match: match)
  }

  /// The folded text of an entry, kept by the thread: popular claims match again and again.
  private func foldedWording(_ best: Best, number: Int, _ scratch: inout MatchScratch) -> FoldedText? {
    scratch.wordings.enter(index.revision)
    if let known = scratch.wordings.texts[best.entry] { return known }
    let text = wording(best.claim, number).map(normalizer.normalize)
    scratch.wordings.texts[best.entry] = text
    return text
  }

  /// A negative entry that fits at least as well speaks against the match; then the guards do.
  private func objection(
    _ alignment: Alignment, negative: Double?, _ scratch: MatchScratch
  ) -> SuppressionReason? {
    if let negative, negative >= 0.6, negative >= alignment.entryCoverage { return .negativeEntry }
    return Guards.objection(
      GuardContext(
        entryHashes: scratch.alignment.hashes, entryFlags: scratch.alignment.flags,
        pairs: scratch.alignment.pairs, taken: scratch.alignment.taken, units: scratch.units,
        alignment: alignment))
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
