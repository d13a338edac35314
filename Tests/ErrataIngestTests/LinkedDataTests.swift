import ErrataIngest
import ErrataModel
import Testing

/// `ClaimReview` in JSON, as it should be and as it is.
@Suite struct LinkedDataTests {
  /// A review with some of its members replaced.
  static func review(_ changes: [String: String] = [:]) -> String {
    var members = [
      "@type": #""ClaimReview""#, "url": #""https://ponds.example/swans""#, "datePublished": #""2024-03-01""#,
      "inLanguage": #""en""#, "author": #"{"@type":"Organization","name":"Bureau of Ponds"}"#,
      "claimReviewed": #""The swans of Oldtown obey the traffic lights.""#,
      "reviewRating": #"{"@type":"Rating","alternateName":"False"}"#,
    ]
    for (name, value) in changes { members[name] = value.isEmpty ? nil : value }
    return "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
  }

  @Test func `a review as schema.org has it becomes a claim`() throws {
    let review = Self.review([
      "headline": #""Do swans read?""#, "description": #""They don't.""#,
      "itemReviewed": #"{"@type":"Claim","author":{"name":"A reader"},"datePublished":"2024-02-01"}"#,
    ])
    let result = try Importing.run(review)
    let expected = Claim(
      id: "ponds-example-d7795df4c22e", text: "The swans of Oldtown obey the traffic lights.", lang: "en",
      verdict: .false,
      reviews: [
        Review(
          publisher: "Bureau of Ponds", url: "https://ponds.example/swans", datePublished: "2024-03-01", lang: "en",
          rating: "False", title: "Do swans read?", summary: "They don't.")
      ])
    #expect(try result.only == expected)
    #expect(result.codes(.taken) == ["false"] && result.codes(.leftOut).isEmpty && result.codes(.mended).isEmpty)
  }

  /// Places where a review can stand.
  @Test(arguments: [
    "[%]", #"{"@graph":[{"@type":"WebPage"},%]}"#, #"{"@type":"DataFeed","dataFeedElement":[{"item":[%]}]}"#,
    #"{"@type":"DataFeed","dataFeedElement":{"item":%}}"#, #"[{"@type":"DataFeed","dataFeedElement":[%]}]"#,
    #"{"@type":"NewsArticle","review":%}"#, #"{"@type":"MediaReview","associatedClaimReview":{"review":[%]}}"#,
    #"{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":%}]}"#, "  \u{FEFF}%",
    #"{"a":{"b":{"c":[[%]]}}}"#,
  ])
  func `a review is found wherever it stands`(_ frame: String) throws {
    let text = frame.replacing("%", with: Self.review())
    let result = try Importing.run(text)
    #expect(try result.only.verdict == .false)
    #expect(result.codes(.leftOut).isEmpty)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var changes: [String: String]
    var claim = "The swans of Oldtown obey the traffic lights."
    var publisher = "Bureau of Ponds"
    var url = "https://ponds.example/swans"
    var date = "2024-03-01"
    var verdict = Verdict.false

    var testDescription: String { name }
  }

  static let faults: [Fault] = [
    Fault(name: "author as text", changes: ["author": #""Bureau of Ponds""#]),
    Fault(name: "author as a list", changes: ["author": #"[{"name":["Bureau of Ponds","B"]}]"#]),
    Fault(name: "no author", changes: ["author": ""], publisher: "ponds.example"),
    Fault(
      name: "author as an address", changes: ["author": #""https://www.ponds.example/""#], publisher: "ponds.example"),
    Fault(
      name: "publisher in the place of the author",
      changes: [
        "author": "null", "publisher": #"{"name":"Bureau of Ponds"}"#,
      ]),
    Fault(name: "rating as text", changes: ["reviewRating": #""Mostly false""#], verdict: .misleading),
    Fault(name: "rating as a list", changes: ["reviewRating": #"[{"alternateName":"False"}]"#]),
    Fault(name: "words where the number belongs", changes: ["reviewRating": #"{"ratingValue":"Faux"}"#]),
    Fault(
      name: "only numbers",
      changes: [
        "reviewRating": #"{"ratingValue":"1","bestRating":5,"worstRating":"1"}"#
      ]),
    Fault(name: "type as a list and an address", changes: ["@type": #"["Review","http://schema.org/ClaimReview"]"#]),
    Fault(name: "url as an object", changes: ["url": #"{"@id":"https://ponds.example/swans"}"#]),
    Fault(name: "url as a list", changes: ["url": #"["https://ponds.example/swans"]"#]),
    Fault(
      name: "url with tracking and blanks",
      changes: [
        "url": #"" https://Ponds.example/swans?utm_source=x&fbclid=1#top""#
      ]),
    Fault(
      name: "claim in itemReviewed",
      changes: [
        "claimReviewed": "",
        "itemReviewed": #"{"@type":"Claim","name":"The swans of Oldtown obey the traffic lights."}"#,
      ]),
    Fault(
      name: "claim nested twice",
      changes: [
        "claimReviewed": "",
        "itemReviewed":
          #"{"itemReviewed":{"@type":"Claim","text":"The swans of Oldtown obey the traffic lights."}}"#,
      ]),
    Fault(
      name: "claim with markup and entities",
      changes: [
        "claimReviewed":
          #""<p>The swans of&nbsp;Oldtown &amp;lt;b&amp;gt;obey&amp;lt;/b&amp;gt; the traffic lights.</p>""#
      ]),
    Fault(
      name: "script in the claim",
      changes: [
        "claimReviewed": #""The swans of Oldtown<script>alert(1)</script> obey the traffic lights.""#
      ]),
    Fault(name: "claim as a list", changes: ["claimReviewed": #"["The swans of Oldtown obey the traffic lights."]"#]),
    Fault(
      name: "date in the manner of RFC 822", changes: ["datePublished": #""Fri, 01 Mar 2024 10:00:00 +0100""#],
      date: "2024-03-01T10:00:00+01:00"),
    Fault(name: "time without a zone", changes: ["datePublished": #""2024-03-01T10:00:00""#]),
    Fault(name: "date in words", changes: ["datePublished": #""March 1st, 2024""#]),
    Fault(name: "date in Chinese", changes: ["datePublished": #""2024年3月1日""#]),
    Fault(name: "date as seconds", changes: ["datePublished": "1709251200"], date: "2024-03-01T00:00:00Z"),
    Fault(
      name: "no date but in the address",
      changes: [
        "datePublished": "", "url": #""https://ponds.example/2024/03/01/swans""#,
      ], url: "https://ponds.example/2024/03/01/swans"),
    Fault(name: "language by its name", changes: ["inLanguage": #"{"@type":"Language","name":"English"}"#]),
    Fault(name: "language with an underscore", changes: ["inLanguage": #""en_us""#]),
    Fault(name: "no language", changes: ["inLanguage": ""]),
    Fault(
      name: "names with the vocabulary's prefix",
      changes: [
        "claimReviewed": "", "schema:claimReviewed": #""The swans of Oldtown obey the traffic lights.""#,
      ]),
    Fault(name: "rating as JSON in a string", changes: ["reviewRating": #""{\"alternateName\":\"False\"}""#]),
    Fault(
      name: "bidi controls",
      changes: [
        "claimReviewed": "\"The swans of \\u202EOldtown\\u200B obey the traffic lights.\""
      ]),
  ]

  @Test(arguments: faults)
  func `faults of the wild are read as they are meant`(_ fault: Fault) throws {
    let claim = try Importing.run(Self.review(fault.changes)).only
    #expect(claim.text == fault.claim && claim.verdict == fault.verdict && claim.status == .published)
    let review = try #require(claim.reviews.first)
    #expect(review.publisher == fault.publisher && review.url == fault.url && review.datePublished == fault.date)
  }

  @Test(arguments: [
    (["claimReviewed": ""], "no-claim"), (["claimReviewed": #""<br>""#], "no-claim"),
    (["claimReviewed": #""!!!""#], "no-claim"), (["url": ""], "no-address"),
    (["url": #""javascript:alert(1)""#], "bad-address"), (["url": #""/swans""#], "bad-address"),
    (["url": #""https://u:p@ponds.example/""#], "bad-address"), (["datePublished": ""], "no-date"),
    (["datePublished": #""03/04/2024""#], "bad-date"),
    (["claimReviewed": #""Zwany Oldtown rispektas lumojn.""#, "inLanguage": ""], "no-language"),
    (["claimReviewed": "\"\(String(repeating: "long ", count: 201))\""], "claim-too-long"),
    (["claimReviewed": "\"The swans \u{FFFD} of Oldtown\""], "damaged-text"),
  ])
  func `what lacks something that can't be made up is left out with the reason`(
    _ row: (changes: [String: String], code: String)
  ) throws {
    let result = try Importing.run(Self.review(row.changes))
    #expect(result.claims.isEmpty)
    #expect(result.codes(.leftOut) == [row.code], "\(result.report)")
    #expect(result.report.hasFaults)
  }

  @Test func `relative addresses are resolved, and what is missing comes from the settings`() throws {
    let review = Self.review(["url": #""../b/./swans?x=1""#, "author": "", "inLanguage": ""])
    let settings = Importing.settings {
      $0.base = "https://ponds.example/a/feed.json"
      $0.publisher = "Ponds"
      $0.lang = "en-GB"
    }
    let claim = try Importing.run(review, settings: settings).only
    #expect(claim.reviews[0].url == "https://ponds.example/b/swans?x=1")
    #expect(claim.reviews[0].publisher == "Ponds" && claim.lang == "en-GB")
  }

  @Test func `an author given by reference is looked up in the graph`() throws {
    let text = """
      {"@context":"https://schema.org","@graph":[
        \(Self.review(["author": ##"{"@id":"#org"}"##])),
        {"@type":"Organization","@id":"#org","name":"Bureau of Ponds"}]}
      """
    #expect(try Importing.run(text).only.reviews[0].publisher == "Bureau of Ponds")
  }

  @Test func `Google's Fact Check Tools answer gives a review for each that it lists`() throws {
    let text = """
      {"claims":[{"text":"The swans of Oldtown obey the traffic lights.","claimant":"A reader","claimReview":[
        {"publisher":{"name":"Ponds","site":"ponds.example"},"url":"https://ponds.example/1","title":"Swans",
         "reviewDate":"2024-03-01T00:00:00Z","textualRating":"False","languageCode":"en"},
        {"publisher":{"site":"lakes.example"},"url":"https://lakes.example/1","reviewDate":"2024-04-01T00:00:00Z",
         "textualRating":"Fake","languageCode":"en"}]}],"nextPageToken":"CAo"}
      """
    let result = try Importing.run(text)
    let claim = try result.only
    #expect(claim.reviews.map(\.publisher) == ["lakes.example", "Ponds"] && claim.verdict == .false)
    #expect(result.report.found == 2 && result.report.taken == 2 && result.report.merged == 1)
    #expect(result.codes(.leftOut).isEmpty)
  }

  @Test func `a review of media is taken when it says what is claimed`() throws {
    let media = #"""
      {"@type":"MediaReview","url":"https://ponds.example/m","datePublished":"2024-03-01","inLanguage":"en",
       "author":"Ponds","mediaAuthenticityCategory":"TransformedContent",
       "itemReviewed":{"@type":"MediaReviewItem","interpretedAsClaim":{
       "@type":"Claim","text":"A photo shows swans that wait at the traffic lights."}}}
      """#
    #expect(try Importing.run(media).only.verdict == .false)
    let without = try Importing.run(#"{"@type":"MediaReview","url":"https://ponds.example/m"}"#)
    #expect(without.codes(.leftOut) == ["no-claim"])
  }
}
