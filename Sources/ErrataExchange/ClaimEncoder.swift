package import ErrataJSON
package import ErrataModel

/// Writes claims as JSON, in the form that `ClaimDecoder` reads: the canonical form, from which digests are made.
package enum ClaimEncoder {
  /// Writes a claim.
  package static func encode(_ claim: Claim, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", claim.id)
      writer.member("claim", claim.text)
      writer.member("lang", claim.lang)
      writer.member("variants", claim.variants) { $0.string($1) }
      writer.member("topics", claim.topics) { $0.string($1.rawValue) }
      writer.member("verdict", claim.verdict.rawValue)
      writer.member("reviews", claim.reviews) { encode($1, into: &$0) }
      writer.member("queries", claim.queries) { $0.string($1) }
      // Left out when there are none, so that the digests of older corpora stay.
      if !claim.negativeQueries.isEmpty {
        writer.member("negativeQueries", claim.negativeQueries) { $0.string($1) }
      }
      writer.member("negatives", claim.negatives) { $0.string($1) }
      writer.member("validFrom", claim.validFrom?.description)
      writer.member("expires", claim.expires?.description)
      writer.member("status", claim.status.rawValue)
      writer.member("note", claim.note)
    }
  }

  private static func encode(_ review: Review, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("publisher", review.publisher)
      writer.member("url", review.url)
      writer.member("datePublished", review.datePublished)
      writer.member("lang", review.lang)
      writer.member("rating", review.rating)
      writer.member("title", review.title)
      writer.member("summary", review.summary)
    }
  }
}
