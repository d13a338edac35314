package import ErrataIndex
package import ErrataText

/// A claim that a search found.
package struct SearchResult: Hashable, Sendable {
  /// The claim's number in the index.
  package var claim: Int
  /// Its score; comparable within one search only.
  package var score: Double
  /// What the score is made of.
  package var features: RankFeatures
}

/// Memory of a search: one sum a claim, and the list of sums in use.
package struct SearchScratch {
  var match = MatchScratch()
  var sums: [Float] = []
  var touched: [UInt32] = []
  var query = QueryUnits()

  /// Fresh memory.
  package init() {}
}

/// Ranks claims for a text of any length, without cuts: BM25 over fields (Robertson, Zaragoza and Taylor 2004) makes a
/// short list, alignment with the item orders it.
package struct Searcher: Sendable {
  private let index: IndexReader
  private let background: BackgroundModel
  private let normalizer: Normalizer

  /// A searcher over an index.
  package init(
    index: IndexReader, background: BackgroundModel = .embedded, normalizer: Normalizer = Normalizer()
  ) {
    self.index = index
    self.background = background
    self.normalizer = normalizer
  }

  private static let saturation = 1.5
  private static let lengthShare = 0.75
  /// Claims that are aligned.
  private static let shortList = 50

  /// The best claims for a text, best first; equal scores by claim number.
  package func search(_ query: Span<UInt8>, top: Int, scratch: inout SearchScratch) -> [SearchResult] {
    scratch.match.read(query, normalizer: normalizer, background: background)
    sum(&scratch)
    var results = scratch.touched.map { claim in
      let bm25 = Double(scratch.sums[Int(claim)])
      scratch.sums[Int(claim)] = 0
      return SearchResult(claim: Int(claim), score: bm25, features: RankFeatures())
    }
    scratch.touched.removeAll(keepingCapacity: true)
    results.sort(by: Searcher.isBetter)
    let short = max(top, Searcher.shortList)
    if results.count > short { results.removeLast(results.count - short) }
    rerank(&results, &scratch)
    return Array(results.prefix(top))
  }

  private static func isBetter(_ a: SearchResult, _ b: SearchResult) -> Bool {
    a.score != b.score ? a.score > b.score : a.claim < b.claim
  }

  private func sum(_ scratch: inout SearchScratch) {
    if scratch.sums.count < index.claimCount { scratch.sums = [Float](repeating: 0, count: index.claimCount) }
    Candidates.collectTerms(
      scratch.match.units, singles: .all, in: index, scratch: &scratch.match.candidates)
    var budget = MatchLimits.postingBytes
    for term in scratch.match.candidates.terms {
      budget -= term.bytes
      guard budget > 0 else { return }
      // A term that nearly every claim has weighs 0 when rounded; a sum of 0 would mean that the claim is new.
      addTerm(term.number, bits: WeightScale.bits(max(1, index.rankWeight(ofTerm: term.number))), &scratch)
    }
  }

  /// Entries of a claim are neighbours, so the frequency of a term in a claim is complete when the claim changes.
  private func addTerm(_ term: Int, bits: Double, _ scratch: inout SearchScratch) {
    var claim = -1
    var frequency = 0.0
    index.forEachPosting(ofTerm: term) { number, count in
      let weight = Searcher.fieldWeight(index.field(ofEntry: number))
      guard weight > 0 else { return }
      let next = index.claim(ofEntry: number)
      if next != claim {
        add(frequency, bits: bits, to: claim, &scratch)
        claim = next
        frequency = 0
      }
      frequency += weight * Double(count)
    }
    add(frequency, bits: bits, to: claim, &scratch)
  }

  @inline(__always)
  private func add(_ frequency: Double, bits: Double, to claim: Int, _ scratch: inout SearchScratch) {
    guard claim >= 0, frequency > 0 else { return }
    if scratch.sums[claim] == 0 { scratch.touched.append(UInt32(claim)) }
    let relative = Double(index.length(ofClaim: claim)) / index.averageLength
    let norm = Searcher.saturation * (1 - Searcher.lengthShare + Searcher.lengthShare * relative)
    scratch.sums[claim] += Float(bits * frequency / (norm + frequency))
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

  private func rerank(_ results: inout [SearchResult], _ scratch: inout SearchScratch) {
    scratch.match.positions.build(scratch.match.units)
    scratch.query.fill(scratch.match.units)
    let best = results.first?.score ?? 1
    for position in results.indices {
      var features = RankFeatures()
      features.bm25 = results[position].score
      features.bm25Share = best > 0 ? results[position].score / best : 0
      measure(claim: results[position].claim, &features, &scratch)
      results[position].features = features
      results[position].score = (features.score * 10_000).rounded() / 10_000
    }
    results.sort(by: Searcher.isBetter)
  }

  private func measure(claim: Int, _ features: inout RankFeatures, _ scratch: inout SearchScratch) {
    let aligner = Aligner(index: index)
    for number in index.entries(ofClaim: claim) {
      let entry = index.entry(number)
      guard entry.field != .negative else { continue }
      let alignment = aligner.align(
        entry: entry, units: scratch.match.units, weights: scratch.match.weights, mass: scratch.match.mass,
        positions: scratch.match.positions, scratch: &scratch.match.alignment)
      features.entryCoverage = max(features.entryCoverage, alignment.entryCoverage)
      let shared = scratch.query.sharedWeight(scratch.match.alignment.hashes, weights: scratch.match.alignment.weights)
      features.claimOverlap = max(features.claimOverlap, Double(shared) / Double(max(1, entry.mass)))
    }
  }
}

/// The distinct units of a query.
struct QueryUnits {
  private var hashes = Set<UInt32>()

  /// Enters a query.
  mutating func fill(_ units: Units) {
    hashes.removeAll(keepingCapacity: true)
    for hash in units.hashes { hashes.insert(hash) }
  }

  /// Weight of those of a text's units that the query has.
  func sharedWeight(_ text: [UInt32], weights: [UInt8]) -> UInt32 {
    zip(text, weights).reduce(0) { sum, unit in hashes.contains(unit.0) ? sum &+ UInt32(unit.1) : sum }
  }
}
