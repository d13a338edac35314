package import ErrataIndex
package import ErrataModel
package import ErrataText

/// A claim that a search found.
package struct SearchResult: Hashable, Sendable {
  /// The claim's number in the index.
  package var claim: Int
  /// Its score; comparable within one search only.
  package var score: Double
  /// What the score is made of.
  package var terms: [ScoreTerm]
}

/// Memory of a search: two sums a claim, and the list of sums in use.
package struct SearchScratch {
  var match = MatchScratch()
  var terms = QueryTerms()
  var sums = ClaimSums()
  var wording: [Double] = []
  var title: [Double] = []
  var values: [Double] = []

  /// Fresh memory.
  package init() {}
}

/// Ranks claims for a text of any length, without cuts: BM25 over fields (Robertson, Zaragoza and Taylor 2004) makes a
/// short list, trees fitted to rank (LambdaMART; Burges 2010) order it by what its texts have in common with the query.
package struct Searcher: Sendable {
  private let index: SegmentedIndex
  private let background: BackgroundModel
  private let normalizer: Normalizer
  private let model: ScoreModel

  /// A searcher over an index.
  package init(
    index: SegmentedIndex, background: BackgroundModel = .embedded, model: ScoreModel,
    normalizer: Normalizer = Normalizer()
  ) {
    self.index = index
    self.background = background
    self.normalizer = normalizer
    self.model = model
  }

  /// Claims that are aligned, at least, and those of them that are there for their containment.
  private static let shortList = 100
  private static let contained = 25

  /// The best claims for a text, best first; equal scores by id.
  package func search(_ query: Span<UInt8>, top: Int, scratch: inout SearchScratch) -> [SearchResult] {
    scratch.match.read(query, normalizer: normalizer)
    scratch.match.weigh(query, background)
    ClaimRanker(index: index).sum(&scratch)
    let list = shortened(scratch.sums.drain(), to: max(top, Searcher.shortList))
    return Array(reranked(list, &scratch).prefix(top))
  }

  /// The claims with the highest sums, and those of the rest that are contained best.
  private func shortened(_ totals: [ClaimSums.Total], to count: Int) -> [ClaimSums.Total] {
    guard totals.count > count else { return totals }
    let sorted = totals.sorted { ClaimSums.Total.isBetter($0, $1, in: index) }
    let first = count - Searcher.contained
    let contained = sorted[first...]
      .map { (total: $0, share: $0.containment(length: index.length(ofClaim: $0.claim))) }
      .sorted {
        guard $0.share == $1.share else { return $0.share > $1.share }
        return index.order(ofClaim: $0.total.claim) < index.order(ofClaim: $1.total.claim)
      }
    return Array(sorted[..<first]) + contained.prefix(Searcher.contained).map(\.total)
  }

  private func reranked(_ list: [ClaimSums.Total], _ scratch: inout SearchScratch) -> [SearchResult] {
    scratch.match.positions.build(scratch.match.units)
    scratch.match.overlap.enter(scratch.match.units, scratch.match.weights, scratch.match.positions)
    let best = (units: list.map(\.units).max() ?? 0, pairs: list.map(\.pairs).max() ?? 0)
    var results = list.map { total in
      measure(total, best: best, &scratch)
      return SearchResult(
        claim: total.claim, score: (model.rank.sum(scratch.values) * 10_000).rounded() / 10_000,
        terms: RankFeatures.terms(scratch.values))
    }
    results.sort {
      guard $0.score == $1.score else { return $0.score > $1.score }
      return index.order(ofClaim: $0.claim) < index.order(ofClaim: $1.claim)
    }
    return results
  }

  /// Leaves the features of a claim in `scratch.values`.
  private func measure(_ total: ClaimSums.Total, best: (units: Float, pairs: Float), _ scratch: inout SearchScratch) {
    scratch.wording.removeAll(keepingCapacity: true)
    scratch.title.removeAll(keepingCapacity: true)
    for number in index.entries(ofClaim: total.claim) {
      let entry = index.entry(number)
      switch entry.field {
      case .wording, .query: measure(entry, &scratch, \.wording)
      case .title: measure(entry, &scratch, \.title)
      case .summary, .negative: continue
      }
    }
    scratch.values.removeAll(keepingCapacity: true)
    scratch.values.append(Double(total.units))
    scratch.values.append(best.units > 0 ? Double(total.units / best.units) : 0)
    scratch.values.append(Double(total.pairs))
    scratch.values.append(best.pairs > 0 ? Double(total.pairs / best.pairs) : 0)
    scratch.values.append(MatchFeatures.sizeClass(index.length(ofClaim: total.claim)))
    for text in [scratch.wording, scratch.title] {
      scratch.values += text.isEmpty ? [Double](repeating: 0, count: RankFeatures.textCount) : text
    }
  }

  /// Keeps the values of the text, of those of a field, that has most of its words in the query.
  private func measure(
    _ entry: IndexReader.Entry, _ scratch: inout SearchScratch, _ field: WritableKeyPath<SearchScratch, [Double]>
  ) {
    let alignment = Aligner(index: index).align(
      entry: entry, units: scratch.match.units, weights: scratch.match.weights.conditional,
      mass: scratch.match.mass, positions: scratch.match.positions, scratch: &scratch.match.alignment)
    let overlap = OverlapMeter(index: index).measure(
      entry, itemBits: scratch.match.weights.own, positions: scratch.match.positions,
      scratch: &scratch.match.overlap)
    RankFeatures.write(alignment, overlap, entryUnits: entry.units.count, into: &scratch.match.features)
    let share = RankFeatures.shareIndex
    if scratch[keyPath: field].isEmpty || scratch.match.features[share] > scratch[keyPath: field][share] {
      scratch[keyPath: field] = scratch.match.features
    }
  }
}
