package import ErrataJSON
package import ErrataModel

/// Writes pins as JSON: `corpora/schema/pins.schema.json`.
package enum PinEncoder {
  /// Writes the pins of one query as `{"id","query","pins":[…]}`.
  package static func encode(id: String, query: String, pins: [Pin], into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("query", query)
      writer.member("pins", pins) { encode($1, into: &$0) }
    }
  }

  /// Writes one pin.
  package static func encode(_ pin: Pin, into writer: inout JSONWriter) {
    writer.object { writer in
      members(of: pin, &writer)
    }
  }

  /// Writes the members of a pin's object.
  package static func members(of pin: Pin, _ writer: inout JSONWriter) {
    writer.member("claim", pin.claim)
    writer.member("verdict", pin.verdict.rawValue)
    writer.member("score", pin.score)
    if let review = pin.reviews.first {
      writer.key("review")
      encode(review, into: &writer)
    }
    writer.key("why")
    encode(pin.why, into: &writer)
    writer.member("text", pin.text)
    writer.member("lang", pin.lang)
    if pin.reviews.count > 1 { writer.member("reviews", pin.reviews) { encode($1, into: &$0) } }
    if pin.isConflicting { writer.member("conflicting", true) }
  }

  private static func encode(_ why: Pin.Why, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("terms", why.terms) { $0.string($1) }
      if !why.spans.isEmpty {
        writer.key("spans")
        DecisionEncoder.encode(why.spans, into: &writer)
      }
      writer.member("phrase", why.phrase)
      writer.member("reading", why.reading)
      guard !why.scoreTerms.isEmpty else { return }
      writer.key("score")
      writer.object { writer in for term in why.scoreTerms { writer.member(term.name, term.value) } }
    }
  }

  private static func encode(_ review: Review, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("publisher", review.publisher)
      writer.member("url", review.url)
      writer.member("datePublished", review.datePublished)
      if !review.title.isEmpty { writer.member("title", review.title) }
      if !review.rating.isEmpty { writer.member("rating", review.rating) }
      if !review.summary.isEmpty { writer.member("summary", review.summary) }
      if !review.lang.isEmpty { writer.member("lang", review.lang) }
    }
  }
}
