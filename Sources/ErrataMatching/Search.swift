package import ErrataIndex
package import ErrataText

/// A claim that a search found.
package struct SearchResult: Hashable, Sendable {
  /// The claim's number in the index.
  package var claim: Int
  /// Its score, 0 or more; comparable within one search only.
  package var score: Double
}

/// Memory of a search: one sum a claim, and the list of sums in use.
package struct SearchScratch {
  var match = MatchScratch()
  var sums: [Float] = []
  var touched: [UInt32] = []

  /// Fresh memory.
  package init() {}
}

/// Ranks claims for a text of any length, without cuts: BM25 over fields (Robertson, Zaragoza and Taylor 2004) makes a
/// short list, alignment with the item orders it.
package struct Searcher: Sendable {
  private let index: IndexReader
  private let background: BackgroundModel
  private let normalizer: Normalizer
  private let averageUnits: Double

  /// A searcher over an index.
  package init(
    index: IndexReader, background: BackgroundModel = .embedded, normalizer: Normalizer = Normalizer()
  ) {
    self.index = index
    self.background = background
    self.normalizer = normalizer
    averageUnits = max(1, Double(index.unitCount) / Double(max(1, index.entryCount)))
  }

  private static let saturation = 1.2
  private static let lengthShare = 0.75
  /// Claims that are aligned.
  private static let shortList = 50

  /// The best claims for a text, best first; equal scores by claim number.
  package func search(_ query: Span<UInt8>, top: Int, scratch: inout SearchScratch) -> [SearchResult] {
    scratch.match.read(query, normalizer: normalizer, background: background)
    sum(&scratch)
    var results = scratch.touched.map { SearchResult(claim: Int($0), score: Double(scratch.sums[Int($0)])) }
    for claim in scratch.touched { scratch.sums[Int(claim)] = 0 }
    scratch.touched.removeAll(keepingCapacity: true)
    results.sort(by: Searcher.isBetter)
    let short = max(top, Searcher.shortList)
    if results.count > short { results.removeLast(results.count - short) }
    rerank(&results, &scratch.match)
    return Array(results.prefix(top))
  }

  private static func isBetter(_ a: SearchResult, _ b: SearchResult) -> Bool {
    a.score != b.score ? a.score > b.score : a.claim < b.claim
  }

  private func sum(_ scratch: inout SearchScratch) {
    if scratch.sums.count < index.claimCount { scratch.sums = [Float](repeating: 0, count: index.claimCount) }
    Candidates.collectTerms(scratch.match.units, in: index, scratch: &scratch.match.candidates)
    var budget = MatchLimits.postingBytes
    for term in scratch.match.candidates.terms {
      budget -= term.bytes
      guard budget > 0 else { return }
      addTerm(term.number, bits: WeightScale.bits(term.weight), &scratch)
    }
  }

  /// Entries of a claim are neighbours, so the frequency of a term in a claim is complete when the claim changes.
  private func addTerm(_ term: Int, bits: Double, _ scratch: inout SearchScratch) {
    var claim = -1
    var frequency = 0.0
    index.forEachPosting(ofTerm: term) { number, count in
      let entry = index.entry(number)
      let weight = Searcher.fieldWeight(entry.field)
      guard weight > 0 else { return }
      if entry.claim != claim {
        add(frequency, bits: bits, to: claim, &scratch)
        claim = entry.claim
        frequency = 0
      }
      let length = 1 - Searcher.lengthShare + Searcher.lengthShare * Double(entry.units.count) / averageUnits
      frequency += weight * Double(count) / length
    }
    add(frequency, bits: bits, to: claim, &scratch)
  }

  @inline(__always)
  private func add(_ frequency: Double, bits: Double, to claim: Int, _ scratch: inout SearchScratch) {
    guard claim >= 0 else { return }
    if scratch.sums[claim] == 0 { scratch.touched.append(UInt32(claim)) }
    scratch.sums[claim] += Float(bits * frequency / (Searcher.saturation + frequency))
  }

  private static func fieldWeight(_ field: EntryField) -> Double {
    switch field {
    case .wording: 1
    case .title: 1
    case .query: 1
    case .summary: 0.5
    case .negative: 0
    }
  }

  private func rerank(_ results: inout [SearchResult], _ scratch: inout MatchScratch) {
    scratch.positions.build(scratch.units)
    let aligner = Aligner(index: index)
    for position in results.indices {
      var bonus = 0.0
      for number in index.entries(ofClaim: results[position].claim) {
        let entry = index.entry(number)
        guard entry.field != .negative else { continue }
        let alignment = aligner.align(
          entry: entry, units: scratch.units, weights: scratch.weights, mass: scratch.mass,
          positions: scratch.positions, scratch: &scratch.alignment)
        bonus = max(bonus, alignment.entryCoverage + alignment.itemCoverage)
      }
      results[position].score = ((1 + bonus) * results[position].score * 10_000).rounded() / 10_000
    }
    results.sort(by: Searcher.isBetter)
  }
}
