package import ErrataIndex
package import ErrataModel
internal import ErrataExchange
internal import ErrataJSON

/// Compiles a corpus revision to an index: published claims that have a review, in the order of their ids.
package enum IndexCompiler {
  /// The index file's bytes. The same revision gives the same bytes.
  ///
  /// - Throws: `IndexError.tooLarge`.
  package static func compile(
    _ claims: [Claim], revision: String, background: BackgroundModel = .embedded
  ) throws(IndexError) -> [UInt8] {
    var builder = IndexBuilder(revision: revision, background: background)
    let live = claims.filter(isLive)
    for claim in live.sorted(by: { $0.id < $1.id }) { try builder.add(indexed(claim)) }
    return builder.finish()
  }

  /// Whether a claim goes into an index: it is published and has a review.
  package static func isLive(_ claim: Claim) -> Bool {
    claim.status == .published && !claim.reviews.isEmpty
  }

  private static func indexed(_ claim: Claim) -> IndexedClaim {
    var writer = JSONWriter()
    ClaimEncoder.encode(claim, into: &writer)
    return IndexedClaim(id: claim.id, payload: writer.bytes, entries: entries(of: claim))
  }

  /// The texts of a claim, empty ones left out.
  static func entries(of claim: Claim) -> [IndexedClaim.Entry] {
    numbered(claim.wordings, .wording) + numbered(claim.negatives, .negative)
      + numbered(claim.reviews.map(\.title), .title) + numbered(claim.reviews.map(\.summary), .summary)
      + numbered(claim.queries, .query)
  }

  private static func numbered(_ texts: [String], _ field: EntryField) -> [IndexedClaim.Entry] {
    texts.enumerated().compactMap { number, text in
      text.isEmpty ? nil : IndexedClaim.Entry(field: field, number: number, text: text)
    }
  }
}
