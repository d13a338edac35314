package import ErrataJSON
package import ErrataModel

/// Reads claims from JSON. The format is closed: an unknown field is a fault, since it is most often a misspelled one.
package enum ClaimDecoder {
  /// A claim, as far as it could be read, with all faults found in it.
  package struct Decoded: Sendable {
    /// The claim; fields that could not be read are empty.
    package var claim: Claim
    /// What is wrong with it; empty for a good one.
    package var faults: [FieldFault]
  }

  /// Reads a claim and collects every fault.
  package static func decode(_ value: JSONValue) -> Decoded {
    var fields = FieldReader(value)
    var unknown: [String] = []
    let reviews = fields.array("reviews").enumerated().map { index, value in
      var inner = FieldReader(value, path: "reviews[\(index)]")
      let review = self.review(&inner)
      fields.add(inner.faults)
      unknown += inner.unknownFields
      return review
    }
    let claim = Claim(
      id: fields.requiredString("id") ?? "", text: fields.requiredString("claim") ?? "",
      lang: fields.requiredString("lang") ?? "", variants: fields.strings("variants"),
      topics: fields.strings("topics").map(Topic.init(rawValue:)),
      verdict: fields.requiredWord("verdict", Verdict.self) ?? .unproven,
      reviews: reviews,
      queries: fields.strings("queries"), negativeQueries: fields.strings("negativeQueries"),
      negatives: fields.strings("negatives"),
      validFrom: fields.time("validFrom"),
      expires: fields.time("expires"), status: fields.word("status", ClaimStatus.self) ?? .published,
      note: fields.string("note"))
    for name in unknown + fields.unknownFields {
      fields.add([FieldFault(field: name, code: "unknown-field", message: unknownMessage(name))])
    }
    return Decoded(claim: claim, faults: fields.faults)
  }

  private static func review(_ fields: inout FieldReader) -> Review {
    Review(
      publisher: fields.requiredString("publisher") ?? "", url: url(&fields) ?? "",
      datePublished: date(&fields) ?? "", lang: fields.string("lang") ?? "",
      rating: fields.string("rating") ?? "",
      title: fields.string("title") ?? "", summary: fields.string("summary") ?? "")
  }

  private static func url(_ fields: inout FieldReader) -> String? {
    guard let url = fields.requiredString("url") else { return nil }
    let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
    let isClean = url.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value >= 0x20 }
    guard isWeb, isClean, url.utf8.count > 10 else {
      fields.fault("url", "bad-url", "\"\(url)\" isn't a web address, expected https://… without blanks")
      return nil
    }
    return url
  }

  private static func date(_ fields: inout FieldReader) -> String? {
    guard let text = fields.requiredString("datePublished") else { return nil }
    guard Timestamp(text) != nil else {
      fields.fault(
        "datePublished", "bad-date",
        "\"\(text)\" isn't a date, expected YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339")
      return nil
    }
    return text
  }

  private static func unknownMessage(_ name: String) -> String {
    "isn't a field of the format; see corpora/README.md for the fields"
  }
}
