package import ErrataJSON
internal import ErrataModel

/// Reads claims from JSON texts, one after the other, in reused memory.
///
/// A well-formed claim is read in place, without values for what need not be kept. On any irregularity the text is read
/// anew by `JSONParser` and `ClaimDecoder`, so that there is one set of rules and messages.
package struct ClaimReader: Sendable {
  /// Longest list that is read in place: the parser's bound of values is far above.
  private static let listLimit = 1000

  private var walker = JSONWalker()
  private var string: [UInt8] = []

  /// A reader for any number of texts.
  package init() {}

  /// Reads a claim and collects every fault, as `ClaimDecoder` does.
  ///
  /// - Throws: `JSONError`.
  /// - Complexity: O(n) in the bytes.
  package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> ClaimDecoder.Decoded {
    if let claim = readInPlace(bytes.span) { return ClaimDecoder.Decoded(claim: claim, faults: []) }
    return ClaimDecoder.decode(try JSONParser.parse(bytes))
  }

  /// Reads a claim that is as expected in every way; `nil` for any other, right or wrong.
  mutating func readInPlace(_ bytes: Span<UInt8>) -> Claim? {
    walker = JSONWalker()
    walker.skipBlanks(bytes)
    var claim = Claim(id: "", text: "", lang: "", verdict: .unproven, reviews: [])
    let isWhole = members(bytes, of: ClaimReader.claimFields, needed: Field.neededInClaim) {
      $0.member($1, bytes, &claim)
    }
    walker.skipBlanks(bytes)
    return isWhole && walker.isAtEnd(bytes) ? claim : nil
  }
}

// Fields.
extension ClaimReader {
  private enum Field: UInt32 {
    case id, claim, lang, variants, topics, verdict, reviews, queries, negatives, validFrom, expires, status, note
    case negativeQueries, publisher, url, datePublished, rating, title, summary

    var bit: UInt32 { 1 << rawValue }

    static let neededInClaim = id.bit | claim.bit | lang.bit | verdict.bit
    static let neededInReview = publisher.bit | url.bit | datePublished.bit
  }

  /// A field with its name, packed as in `JSONWalker.Name`.
  private struct KnownField {
    var low: UInt64
    var high: UInt64
    var field: Field

    init(_ name: StaticString, _ field: Field) {
      (low, high) = (0, 0)
      self.field = field
      for index in 0..<name.utf8CodeUnitCount {
        let byte = UInt64(name.utf8Start[index]) << UInt64(index % 8 * 8)
        if index < 8 { low |= byte } else { high |= byte }
      }
    }
  }

  private static let claimFields = [
    KnownField("id", .id), KnownField("claim", .claim), KnownField("lang", .lang), KnownField("variants", .variants),
    KnownField("topics", .topics), KnownField("verdict", .verdict), KnownField("reviews", .reviews),
    KnownField("queries", .queries), KnownField("negatives", .negatives), KnownField("validFrom", .validFrom),
    KnownField("expires", .expires), KnownField("status", .status), KnownField("note", .note),
    KnownField("negativeQueries", .negativeQueries),
  ]

  private static let reviewFields = [
    KnownField("publisher", .publisher), KnownField("url", .url), KnownField("datePublished", .datePublished),
    KnownField("lang", .lang), KnownField("rating", .rating), KnownField("title", .title),
    KnownField("summary", .summary),
  ]

  /// Reads the members of an object, each of a known field and none twice; `false` for any other object, and where a
  /// needed field is missing.
  private mutating func members(
    _ bytes: Span<UInt8>, of fields: [KnownField], needed: UInt32, _ read: (inout ClaimReader, Field) -> Bool
  ) -> Bool {
    guard walker.skip(UInt8(ascii: "{"), bytes) else { return false }
    var seen: UInt32 = 0
    repeat {
      guard let name = walker.name(bytes), name.range.count <= 16,
        let known = fields.first(where: { $0.low == name.low && $0.high == name.high }),
        seen & known.field.bit == 0
      else { return false }
      // A null is as good as no member; a needed one then is missing.
      if walker.next(bytes) == UInt8(ascii: "n") {
        guard walker.skip(word: "null", bytes), known.field.bit & needed == 0 else { return false }
      } else {
        guard read(&self, known.field) else { return false }
      }
      seen |= known.field.bit
    } while walker.skipComma(bytes)
    return walker.skip(UInt8(ascii: "}"), bytes) && seen & needed == needed
  }

  private mutating func member(_ field: Field, _ bytes: Span<UInt8>, _ claim: inout Claim) -> Bool {
    switch field {
    case .id: return name(bytes, &claim.id)
    case .claim: return name(bytes, &claim.text)
    case .lang: return name(bytes, &claim.lang)
    case .variants: return list(bytes) { $0.addText(bytes, to: &claim.variants) }
    case .queries: return list(bytes) { $0.addText(bytes, to: &claim.queries) }
    case .negativeQueries: return list(bytes) { $0.addText(bytes, to: &claim.negativeQueries) }
    case .negatives: return list(bytes) { $0.addText(bytes, to: &claim.negatives) }
    case .topics:
      return list(bytes) { reader in reader.text(bytes).map { claim.topics.append(Topic(rawValue: $0)) } != nil }
    case .reviews: return list(bytes) { $0.addReview(bytes, to: &claim.reviews) }
    case .verdict: return word(bytes, &claim.verdict)
    case .status: return word(bytes, &claim.status)
    case .validFrom: return time(bytes, &claim.validFrom)
    case .expires: return time(bytes, &claim.expires)
    case .note:
      claim.note = text(bytes)
      return claim.note != nil
    default: return false
    }
  }

  private mutating func addReview(_ bytes: Span<UInt8>, to reviews: inout [Review]) -> Bool {
    var review = Review(publisher: "", url: "", datePublished: "", lang: "", rating: "", title: "", summary: "")
    let isWhole = members(bytes, of: ClaimReader.reviewFields, needed: Field.neededInReview) {
      $0.member($1, bytes, &review)
    }
    reviews.append(review)
    return isWhole
  }

  private mutating func member(_ field: Field, _ bytes: Span<UInt8>, _ review: inout Review) -> Bool {
    switch field {
    case .publisher: return name(bytes, &review.publisher)
    case .url: return url(bytes, &review.url)
    case .datePublished: return name(bytes, &review.datePublished) && review.published != nil
    case .lang: return text(bytes, &review.lang)
    case .rating: return text(bytes, &review.rating)
    case .title: return text(bytes, &review.title)
    case .summary: return text(bytes, &review.summary)
    default: return false
    }
  }
}

// Values.
extension ClaimReader {
  /// The next string, whether it is escaped or not.
  private mutating func text(_ bytes: Span<UInt8>) -> String? {
    string.removeAll(keepingCapacity: true)
    guard walker.string(bytes, into: &string) else { return nil }
    return String(decoding: string, as: UTF8.self)
  }

  private mutating func text(_ bytes: Span<UInt8>, _ field: inout String) -> Bool {
    guard let text = text(bytes) else { return false }
    field = text
    return true
  }

  private mutating func addText(_ bytes: Span<UInt8>, to texts: inout [String]) -> Bool {
    guard let text = text(bytes) else { return false }
    texts.append(text)
    return true
  }

  /// A text that certainly isn't blank: it has visible ASCII, or the first byte of a character of which no neighbour
  /// with the same first byte is a blank.
  private mutating func name(_ bytes: Span<UInt8>, _ field: inout String) -> Bool {
    text(bytes, &field) && string.contains { (0x21...0x7E).contains($0) || (0xC3...0xDF).contains($0) || $0 >= 0xE4 }
  }

  /// A web address of visible ASCII.
  private mutating func url(_ bytes: Span<UInt8>, _ field: inout String) -> Bool {
    text(bytes, &field) && string.count > 10 && string.allSatisfy { (0x21...0x7E).contains($0) }
      && (string.starts(with: "https://".utf8) || string.starts(with: "http://".utf8))
  }

  private mutating func word<Word: RawRepresentable>(_ bytes: Span<UInt8>, _ field: inout Word) -> Bool
  where Word.RawValue == String {
    guard let word = text(bytes).flatMap(Word.init(rawValue:)) else { return false }
    field = word
    return true
  }

  private mutating func time(_ bytes: Span<UInt8>, _ field: inout Timestamp?) -> Bool {
    field = text(bytes).flatMap { Timestamp($0) }
    return field != nil
  }

  private mutating func list(_ bytes: Span<UInt8>, _ read: (inout ClaimReader) -> Bool) -> Bool {
    guard walker.skip(UInt8(ascii: "["), bytes) else { return false }
    walker.skipBlanks(bytes)
    if walker.skip(UInt8(ascii: "]"), bytes) { return true }
    var count = 0
    repeat {
      count += 1
      walker.skipBlanks(bytes)
      guard count <= ClaimReader.listLimit, read(&self) else { return false }
    } while walker.skipComma(bytes)
    return walker.skip(UInt8(ascii: "]"), bytes)
  }
}
