import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

@Suite struct ClaimDecoderTests {
  private static let review =
    #"{"publisher":"Example Check","url":"https://example.org/7","datePublished":"2024-05-01"}"#

  /// A good claim with some members added, or put in the place of its own.
  private static func claim(_ members: String...) -> String {
    let own = [
      "id": #""id":"sock-tea""#, "claim": #""claim":"Sock tea heals.""#, "lang": #""lang":"en""#,
      "verdict": #""verdict":"false""#, "reviews": #""reviews":[\#(review)]"#,
    ]
    let kept = own.filter { name, _ in !members.contains { $0.hasPrefix("\"\(name)\":") } }.sorted {
      $0.key < $1.key
    }
    return "{" + (kept.map(\.value) + members).joined(separator: ",") + "}"
  }

  @Test func `a claim needs id, text, language, verdict and may have reviews`() throws {
    let decoded = ClaimDecoder.decode(try json(Self.claim()))
    #expect(decoded.faults.isEmpty)
    #expect(
      decoded.claim
        == Claim(
          id: "sock-tea", text: "Sock tea heals.", lang: "en", verdict: .false,
          reviews: [
            Review(
              publisher: "Example Check", url: "https://example.org/7", datePublished: "2024-05-01", lang: "",
              rating: "", title: "", summary: "")
          ]))
    #expect(ClaimDecoder.decode(try json(Self.claim(#""reviews":[]"#))).faults.isEmpty)
  }

  @Test func `every field of a claim is read`() throws {
    let text = """
      {"id":"c","claim":"A","lang":"en","variants":["B"],"topics":["health"],"verdict":"misleading",
       "reviews":[{"publisher":"P","url":"http://example.org/7","datePublished":"2024","lang":"de","rating":"Falsch",
       "title":"T","summary":"S"}],"queries":["q"],"negatives":["n"],"validFrom":"2024-01-01",
       "expires":"2025-01-01T00:00:00Z","status":"paused","note":"N"}
      """
    let decoded = ClaimDecoder.decode(try json(text))
    #expect(decoded.faults.isEmpty)
    #expect(
      decoded.claim
        == Claim(
          id: "c", text: "A", lang: "en", variants: ["B"], topics: [Topic(rawValue: "health")],
          verdict: .misleading,
          reviews: [
            Review(
              publisher: "P", url: "http://example.org/7", datePublished: "2024", lang: "de",
              rating: "Falsch",
              title: "T", summary: "S")
          ],
          queries: ["q"], negatives: ["n"], validFrom: Timestamp("2024-01-01"),
          expires: Timestamp("2025-01-01"),
          status: .paused, note: "N"))
  }

  @Test func `all faults of a claim are found at once`() throws {
    let decoded = ClaimDecoder.decode(try json(#"{"claim":1,"topics":"x","extra":0}"#))
    #expect(decoded.faults.map(\.field).sorted() == ["claim", "extra", "id", "lang", "topics", "verdict"])
    #expect(decoded.claim.id.isEmpty && decoded.claim.text.isEmpty)
    #expect(decoded.claim.verdict == .unproven)
  }

  @Test func `unknown fields are faults, those of reviews too`() throws {
    let review = #"{"publisher":"P","url":"https://example.org/7","datePublished":"2024","author":"x"}"#
    let decoded = ClaimDecoder.decode(
      try json(Self.claim(#""reviews":[\#(Self.review),\#(review)]"#, #""Lang":"en""#)))
    #expect(decoded.faults.map(\.field) == ["reviews[1].author", "Lang"])
    #expect(Set(decoded.faults.map(\.code)) == ["unknown-field"])
    #expect(
      Set(decoded.faults.map(\.message))
        == ["isn't a field of the format; see corpora/README.md for the fields"])
  }

  private static let verdicts = "false, misleading, unproven, disputed, satire, fiction, outdated, true"

  private static let faults = [
    FaultCase("7", "", "wrong-type", "expected an object, found a number"),
    FaultCase(claim(#""id":null"#), "id", "missing-field", "is missing, expected a string"),
    FaultCase(claim(#""id":" ""#), "id", "empty-field", "is empty, expected text"),
    FaultCase(claim(#""id":7"#), "id", "wrong-type", "expected a string, found a number"),
    FaultCase(claim(#""claim":null"#), "claim", "missing-field", "is missing, expected a string"),
    FaultCase(claim(#""claim":"""#), "claim", "empty-field", "is empty, expected text"),
    FaultCase(claim(#""lang":null"#), "lang", "missing-field", "is missing, expected a string"),
    FaultCase(
      claim(#""verdict":null"#), "verdict", "missing-field", "is missing, expected one of: \(verdicts)"),
    FaultCase(
      claim(#""verdict":"wrong""#), "verdict", "unknown-word",
      "\"wrong\" isn't known here, expected one of: \(verdicts)"),
    FaultCase(claim(#""verdict":false"#), "verdict", "wrong-type", "expected a string, found a boolean"),
    FaultCase(
      claim(#""note":"a""#, #""note":"b""#), "note", "duplicate-field",
      "stands 2 times in the object, expected once"),
    FaultCase(claim(#""variants":"B""#), "variants", "wrong-type", "expected an array, found a string"),
    FaultCase(
      claim(#""variants":["B",2]"#), "variants[1]", "wrong-type", "expected a string, found a number"),
    FaultCase(claim(#""topics":[[]]"#), "topics[0]", "wrong-type", "expected a string, found an array"),
    FaultCase(claim(#""queries":{}"#), "queries", "wrong-type", "expected an array, found an object"),
    FaultCase(claim(#""negatives":[null]"#), "negatives[0]", "wrong-type", "expected a string, found null"),
    FaultCase(
      claim(#""validFrom":"soon""#), "validFrom", "bad-time",
      #""soon" isn't a time, expected RFC 3339 such as 2024-05-01T12:00:00Z"#),
    FaultCase(claim(#""expires":2025"#), "expires", "wrong-type", "expected a string, found a number"),
    FaultCase(
      claim(#""status":"live""#), "status", "unknown-word",
      #""live" isn't known here, expected one of: draft, published, paused, retracted"#),
    FaultCase(claim(#""note":[]"#), "note", "wrong-type", "expected a string, found an array"),
    FaultCase(claim(#""reviews":{}"#), "reviews", "wrong-type", "expected an array, found an object"),
  ]

  @Test(arguments: faults) func `a faulty claim is reported by field`(_ fault: FaultCase) throws {
    #expect(ClaimDecoder.decode(try json(fault.text)).faults.first == fault.fault)
  }

  @Test(arguments: faults.dropFirst()) func `one mistake is one fault`(_ fault: FaultCase) throws {
    #expect(ClaimDecoder.decode(try json(fault.text)).faults.count == 1)
  }

  /// A claim with one review, made of these members.
  private static func reviewed(_ publisher: String, _ url: String, _ date: String, _ more: String = "")
    -> String
  {
    claim(#""reviews":[{"publisher":\#(publisher),"url":\#(url),"datePublished":\#(date)\#(more)}]"#)
  }

  @Test(arguments: [
    FaultCase(claim(#""reviews":["x"]"#), "reviews[0]", "wrong-type", "expected an object, found a string"),
    FaultCase(
      reviewed("null", #""https://example.org/7""#, #""2024""#), "reviews[0].publisher", "missing-field",
      "is missing, expected a string"),
    FaultCase(
      reviewed(#""P""#, "null", #""2024""#), "reviews[0].url", "missing-field",
      "is missing, expected a string"),
    FaultCase(
      reviewed(#""P""#, #""https://example.org/7""#, "null"), "reviews[0].datePublished", "missing-field",
      "is missing, expected a string"),
    FaultCase(
      reviewed(#""P""#, #""https://example.org/7""#, #""May 2024""#), "reviews[0].datePublished", "bad-date",
      #""May 2024" isn't a date, expected YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339"#),
    FaultCase(
      reviewed(#""P""#, #""https://example.org/7""#, #""2023-02-29""#), "reviews[0].datePublished",
      "bad-date",
      #""2023-02-29" isn't a date, expected YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339"#),
    FaultCase(
      reviewed(#""P""#, #""https://example.org/7""#, #""2024""#, #","rating":1"#), "reviews[0].rating",
      "wrong-type",
      "expected a string, found a number"),
    FaultCase(
      reviewed(#""P""#, #""https://example.org/7""#, #""2024""#, #","title":[]"#), "reviews[0].title",
      "wrong-type",
      "expected a string, found an array"),
    FaultCase(
      reviewed(#""P""#, #""https://example.org/7""#, #""2024""#, #","summary":{}"#), "reviews[0].summary",
      "wrong-type",
      "expected a string, found an object"),
    FaultCase(
      reviewed(#""P""#, #""https://example.org/7""#, #""2024""#, #","lang":0"#), "reviews[0].lang",
      "wrong-type",
      "expected a string, found a number"),
  ]) func `a faulty review is reported by field`(_ fault: FaultCase) throws {
    #expect(ClaimDecoder.decode(try json(fault.text)).faults.first == fault.fault)
  }

  @Test(arguments: [
    "example.org/7", "ftp://example.org/7", "javascript:alert(1)", "data:text/html,x", "https://",
    "https:/example.org",
    "HTTPS://example.org/7", " https://example.org/7", "https://example.org/a b",
    "https://example.org/\u{3000}",
    "https://example.org/\u{1}",
  ]) func `an address that can't be opened is refused`(_ url: String) throws {
    let text = Self.reviewed(#""P""#, written { $0.string(url) }, #""2024""#)
    let decoded = ClaimDecoder.decode(try json(text))
    #expect(
      decoded.faults == [
        FieldFault(
          field: "reviews[0].url", code: "bad-url",
          message: "\"\(url)\" isn't a web address, expected https://… without blanks")
      ])
    #expect(decoded.claim.reviews.map(\.url) == [""])
  }

  @Test(arguments: [
    "http://t.cn/a", "https://example.org", "https://例子.中国/辟谣?a=1#b", "https://example.org/%20",
  ])
  func `a web address is taken`(_ url: String) throws {
    let decoded = ClaimDecoder.decode(try json(Self.reviewed(#""P""#, "\"\(url)\"", #""2024""#)))
    #expect(decoded.faults.isEmpty)
    #expect(decoded.claim.reviews.map(\.url) == [url])
  }
}
