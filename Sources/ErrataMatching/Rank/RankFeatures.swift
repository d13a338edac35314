internal import ErrataIndex
package import ErrataModel

/// What speaks for a claim in a search, in numbers that compare between queries.
package struct RankFeatures: Hashable, Sendable {
  /// BM25 of the claim over its texts.
  package var bm25 = 0.0
  /// BM25 as a share of the best claim's.
  package var bm25Share = 0.0
  /// Share of the claim's bits, in the text of it that has most of them, that the query has, wherever they stand.
  package var claimOverlap = 0.0
  /// The largest share of one of the claim's texts that aligns with the query.
  package var entryCoverage = 0.0

  /// Names and values, for explanations and fitting.
  package var terms: [ScoreTerm] {
    [
      ScoreTerm(name: "bm25", value: bm25), ScoreTerm(name: "bm25Share", value: bm25Share),
      ScoreTerm(name: "claimOverlap", value: claimOverlap), ScoreTerm(name: "entryCoverage", value: entryCoverage),
    ]
  }

  /// The score of the claim: BM25 decides, and among its near equals the claim of which the query has more.
  package var score: Double { 5 * bm25Share + claimOverlap + entryCoverage }
}
