package import ErrataJSON
package import ErrataModel

/// Writes reviews as JSON-LD of the type ClaimReview (schema.org/ClaimReview).
package enum ClaimReviewEncoder {
  /// Writes the review of a pinned claim.
  package static func encode(_ review: Review, of pin: Pin, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("@context", "https://schema.org")
      writer.member("@type", "ClaimReview")
      writer.member("url", review.url)
      writer.member("datePublished", review.datePublished)
      if !review.lang.isEmpty { writer.member("inLanguage", review.lang) }
      if !review.title.isEmpty { writer.member("name", review.title) }
      writer.member("claimReviewed", pin.text)
      if !review.summary.isEmpty { writer.member("reviewBody", review.summary) }
      writer.key("author")
      writer.object { writer in
        writer.member("@type", "Organization")
        writer.member("name", review.publisher)
      }
      writer.key("reviewRating")
      writer.object { writer in
        writer.member("@type", "Rating")
        writer.member("alternateName", review.rating.isEmpty ? pin.verdict.rawValue : review.rating)
      }
    }
  }
}
