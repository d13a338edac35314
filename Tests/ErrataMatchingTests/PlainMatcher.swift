import ErrataIndex
import ErrataModel
import ErrataStance
import ErrataTestSupport
import ErrataText

@testable import ErrataMatching

/// The matcher as plainly as can be: every entry whose seeds give it rank enough is aligned, with memory that no
/// other entry was aligned in and in no order that saves work; the best 8 are scored, and of the best 32 those that
/// share half of them or of the item, and negatives.
struct PlainMatcher {
  let claims: [SmallIndex.Claim]
  let index: SegmentedIndex
  let seeds: NaiveSeeds
  let model: ScoreModel
  private let stance = StanceClassifier()

  init(_ claims: [SmallIndex.Claim]) throws {
    self.claims = claims
    index = try SmallIndex.make(claims)
    seeds = NaiveSeeds(claims.map(SmallIndex.indexed))
    model = try EmbeddedModel.model.get()
  }

  /// An entry that was aligned with an item.
  private struct Aligned {
    var candidate: Candidate
    var entry: IndexReader.Entry
    var alignment: Alignment
    var overlap: Overlap
    var score: Double
    var scratch: MatchScratch

    /// Best first; equal ones by claim, and of one claim by rank.
    func isBetter(than other: Aligned) -> Bool {
      if score != other.score { return score > other.score }
      let (own, others) = (alignment.completeness, other.alignment.completeness)
      if own != others { return own > others }
      if entry.claim != other.entry.claim { return entry.claim < other.entry.claim }
      return candidate.rank != other.candidate.rank
        ? candidate.rank > other.candidate.rank : candidate.entry < other.candidate.entry
    }
  }

  /// The matches of a text.
  func match(_ text: String, top: Int, minimumScore: Double, parent: Parent?) -> [Match] {
    var read = MatchScratch()
    read.read(text)
    read.positions.build(read.units)
    read.overlap.enter(read.units, read.weights, read.positions)
    let candidates = seeds.candidates(for: read.units).prefix(MatchLimits.alignedEntries).enumerated().filter {
      $0 < 8 || $1.rank >= Float($1.mass) / 2 || index.entry($1.entry).field == .negative
    }
    let aligned = candidates.map { align($0.element, read) }
    let byClaim = Dictionary(grouping: aligned, by: \.entry.claim)
    let best = byClaim.values.compactMap { entries in
      entries.filter { $0.entry.field == .wording }.min { $0.isBetter(than: $1) }
    }
    return best.filter { $0.score >= minimumScore }.sorted { $0.isBetter(than: $1) }.prefix(top).map { best in
      let negatives = (byClaim[best.entry.claim] ?? []).filter { $0.entry.field == .negative }
      return hit(best, negative: negatives.map(\.alignment.entryCoverage).max(), parent: parent)
    }
  }

  private func align(_ candidate: Candidate, _ read: MatchScratch) -> Aligned {
    var scratch = read
    let entry = index.entry(candidate.entry)
    let alignment = Aligner(index: index).align(
      entry: entry, units: scratch.units, weights: scratch.weights.conditional, mass: scratch.mass,
      positions: scratch.positions, scratch: &scratch.alignment)
    let overlap = OverlapMeter(index: index).measure(
      entry, itemBits: scratch.weights.own, positions: scratch.positions, scratch: &scratch.overlap)
    return Aligned(
      candidate: candidate, entry: entry, alignment: alignment, overlap: overlap,
      score: score(entry, alignment, overlap, scratch), scratch: scratch)
  }

  private func score(
    _ entry: IndexReader.Entry, _ alignment: Alignment, _ overlap: Overlap, _ scratch: MatchScratch
  ) -> Double {
    let (own, item) = (index.units(of: entry), scratch.units)
    guard alignment.pairedUnits > 0 else { return 0 }
    if Array(own.hashes) == item.hashes { return 0.9999 }
    if own.flags.allSatisfy({ $0.contains(.link) }) || item.flags.allSatisfy({ $0.contains(.link) }) { return 0 }
    var features: [Double] = []
    MatchFeatures.write(
      alignment, overlap, entryUnits: own.count, itemUnits: item.count, itemBits: WeightScale.bits(scratch.mass),
      into: &features)
    let score = model.score(features)
    let isQuoted = alignment.entryCoverage == 1 && alignment.longestBits == alignment.entryBits
    if isQuoted && alignment.entryBits >= 40 { return max(0.98, score) }
    let isPart = alignment.longestBits >= max(80, 0.45 * alignment.entryBits)
    return isPart && score >= 0.7 ? max(0.99 + min(200, alignment.longestBits) / 100_000, score) : score
  }

  private func hit(_ best: Aligned, negative: Double?, parent: Parent?) -> Match {
    let (scratch, claim) = (best.scratch, claims[best.entry.claim])
    let ranges = ranges(scratch)
    let context = StanceContext(
      isRepostComment: parent?.kind == .repost, claim: Normalizer().normalize(claim.wordings[best.entry.number]))
    let finding = stance.classify(scratch.text, spans: ranges, context: context)
    let fits = negative.map { $0 >= 0.6 && $0 >= best.alignment.entryCoverage } ?? false
    let reason =
      fits
      ? .negativeEntry : Guards.objection(GuardContext(scratch, best.alignment, background: .embedded))
    let spans = ranges.map { scratch.text.sourceRange(of: $0) }
    return Match(
      claim: claim.id, wording: best.entry.number, score: best.score,
      spans: spans.map { ByteSpan(start: $0.lowerBound, end: $0.upperBound) },
      stance: finding, outcome: reason == nil ? .none : .suppressed, reason: reason)
  }

  /// Paired units of the item, joined over gaps of two at most.
  private func ranges(_ scratch: MatchScratch) -> [Range<Int>] {
    let paired = scratch.alignment.pairs.filter { $0 >= 0 }.map(Int.init).sorted()
    var stretches: [[Int]] = []
    for unit in paired {
      if let last = stretches.last?.last, unit - last <= 3 {
        stretches[stretches.count - 1].append(unit)
      } else {
        stretches.append([unit])
      }
    }
    return stretches.compactMap { units in
      guard let first = units.first, let last = units.last else { return nil }
      return Int(scratch.units.starts[first])..<Int(scratch.units.ends[last])
    }
  }
}
