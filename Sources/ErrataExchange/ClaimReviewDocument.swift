package import ErrataJSON
package import ErrataModel

/// A fact-check as schema.org's `ClaimReview` in JSON-LD: one object stands for one review of one claim.
package struct ClaimReviewDocument: Hashable, Sendable {
  /// What a rating is in numbers, where the publisher has said so.
  package struct Scale: Hashable, Sendable {
    /// The rating.
    package var rating: Double
    /// The best that there is.
    package var best: Double
    /// The worst that there is.
    package var worst: Double

    /// Makes a scale.
    package init(rating: Double, best: Double, worst: Double) {
      self.rating = rating
      self.best = best
      self.worst = worst
    }
  }

  /// The claim's id in the corpus that wrote it; `nil` for what others have published.
  package var claim: String?
  /// The claim, in one sentence.
  package var claimReviewed: String
  /// The claim's language; `nil` when it isn't known.
  package var claimLanguage: String?
  /// The review.
  package var review: Review
  /// The rating in numbers; never made up: `nil` when it isn't known.
  package var scale: Scale?

  /// Makes a document.
  package init(
    claim: String?, claimReviewed: String, claimLanguage: String? = nil, review: Review, scale: Scale? = nil
  ) {
    self.claim = claim
    self.claimReviewed = claimReviewed
    self.claimLanguage = claimLanguage
    self.review = review
    self.scale = scale
  }

  /// The documents of a claim, one for each review.
  package static func all(of claim: Claim) -> [ClaimReviewDocument] {
    claim.reviews.map {
      ClaimReviewDocument(claim: claim.id, claimReviewed: claim.text, claimLanguage: claim.lang, review: $0)
    }
  }

  /// Writes it as JSON-LD. Fields that aren't known are left out.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("@context", "https://schema.org")
      writer.member("@type", "ClaimReview")
      writer.member("claimReviewed", claimReviewed)
      writer.member("url", review.url)
      writer.key("author")
      writer.object { writer in
        writer.member("@type", "Organization")
        writer.member("name", review.publisher)
      }
      writer.member("datePublished", review.datePublished)
      member("inLanguage", review.lang, &writer)
      member("headline", review.title, &writer)
      member("description", review.summary, &writer)
      writer.key("itemReviewed")
      writer.object { writer in
        writer.member("@type", "Claim")
        writer.member("identifier", claim)
        writer.member("text", claimReviewed)
        member("inLanguage", claimLanguage ?? "", &writer)
      }
      if scale != nil || !review.rating.isEmpty { encodeRating(into: &writer) }
    }
  }

  private func encodeRating(into writer: inout JSONWriter) {
    writer.key("reviewRating")
    writer.object { writer in
      writer.member("@type", "Rating")
      member("alternateName", review.rating, &writer)
      guard let scale else { return }
      writer.member("ratingValue", scale.rating)
      writer.member("bestRating", scale.best)
      writer.member("worstRating", scale.worst)
    }
  }

  private func member(_ name: String, _ text: String, _ writer: inout JSONWriter) {
    if !text.isEmpty { writer.member(name, text) }
  }

  /// Reads a document and collects every fault. Fields that Errata has no use for are passed over.
  package static func decode(_ value: JSONValue) -> (document: ClaimReviewDocument, faults: [FieldFault]) {
    var fields = FieldReader(value)
    if let type = fields.requiredString("@type"), type != "ClaimReview" {
      fields.fault("@type", "wrong-type", "\"\(type)\" isn't known here, expected ClaimReview")
    }
    if let context = fields.string("@context"), !contexts.contains(context) {
      fields.fault("@context", "unknown-context", "\"\(context)\" isn't known here, expected https://schema.org")
    }
    let claimReviewed = fields.requiredString("claimReviewed") ?? ""
    let review = Review(
      publisher: nested("author", &fields, isRequired: true) { $0.requiredString("name") } ?? "",
      url: url(&fields) ?? "", datePublished: date(&fields) ?? "", lang: fields.string("inLanguage") ?? "",
      rating: nested("reviewRating", &fields) { $0.string("alternateName") } ?? "",
      title: fields.string("headline") ?? "", summary: fields.string("description") ?? "")
    let document = ClaimReviewDocument(
      claim: nested("itemReviewed", &fields) { $0.string("identifier") }, claimReviewed: claimReviewed,
      claimLanguage: nested("itemReviewed", &fields) { $0.string("inLanguage") }, review: review,
      scale: nested("reviewRating", &fields, scale))
    return (document, fields.faults)
  }

  private static let contexts: Set<String> = [
    "https://schema.org", "http://schema.org", "https://schema.org/", "http://schema.org/",
  ]

  private static func nested<Value>(
    _ name: String, _ fields: inout FieldReader, isRequired: Bool = false, _ read: (inout FieldReader) -> Value?
  ) -> Value? {
    guard let value = fields.value(name) else {
      if isRequired { fields.fault(name, "missing-field", "is missing, expected an object") }
      return nil
    }
    var inner = FieldReader(value, path: fields.path(of: name))
    let found = read(&inner)
    fields.add(inner.faults.filter { !fields.faults.contains($0) })
    return found
  }

  private static func scale(_ fields: inout FieldReader) -> Scale? {
    guard let rating = number("ratingValue", &fields), let best = number("bestRating", &fields),
      let worst = number("worstRating", &fields)
    else { return nil }
    guard min(best, worst)...max(best, worst) ~= rating else {
      fields.fault("ratingValue", "out-of-range", "\(rating) is outside of \(worst) to \(best)")
      return nil
    }
    return Scale(rating: rating, best: best, worst: worst)
  }

  /// Publishers write numbers as strings too.
  private static func number(_ name: String, _ fields: inout FieldReader) -> Double? {
    if case .string(let text) = fields.value(name) {
      guard let number = Double(text), number.isFinite else {
        fields.fault(name, "wrong-type", "expected a number, found \"\(text)\"")
        return nil
      }
      return number
    }
    return fields.number(name)
  }

  private static func url(_ fields: inout FieldReader) -> String? {
    guard let url = fields.requiredString("url") else { return nil }
    guard url.hasPrefix("https://") || url.hasPrefix("http://"),
      url.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace && $0.value >= 0x20 })
    else {
      fields.fault("url", "bad-url", "\"\(url)\" isn't a web address, expected https://… without blanks")
      return nil
    }
    return url
  }

  private static func date(_ fields: inout FieldReader) -> String? {
    guard let text = fields.requiredString("datePublished") else { return nil }
    guard Timestamp(text) != nil else {
      fields.fault(
        "datePublished", "bad-date", "\"\(text)\" isn't a date, expected YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339")
      return nil
    }
    return text
  }
}
