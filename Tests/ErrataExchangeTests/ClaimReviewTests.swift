import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

/// Fact-checks as schema.org's ClaimReview.
@Suite struct ClaimReviewTests {
  private static let review = Review(
    publisher: "Example Checks", url: "https://example.org/checks/7", datePublished: "2024-03-01", lang: "en",
    rating: "False", title: "Sock tea heals nothing", summary: "No study has tried it.")

  private static let document = ClaimReviewDocument(
    claim: "sock-tea", claimReviewed: "Tea of socks heals legs.", claimLanguage: "en", review: review)

  @Test func `a review is written with the names of schema org, and no number is made up`() {
    #expect(
      written { ClaimReviewTests.document.encode(into: &$0) } == """
        {"@context":"https://schema.org","@type":"ClaimReview","claimReviewed":"Tea of socks heals legs.",\
        "url":"https://example.org/checks/7","author":{"@type":"Organization","name":"Example Checks"},\
        "datePublished":"2024-03-01","inLanguage":"en","headline":"Sock tea heals nothing",\
        "description":"No study has tried it.",\
        "itemReviewed":{"@type":"Claim","identifier":"sock-tea","text":"Tea of socks heals legs.","inLanguage":"en"},\
        "reviewRating":{"@type":"Rating","alternateName":"False"}}
        """)
  }

  @Test func `what was written is read back the same`() throws {
    var scaled = ClaimReviewTests.document
    scaled.scale = ClaimReviewDocument.Scale(rating: 1, best: 5, worst: 1)
    var bare = ClaimReviewTests.document
    (bare.claim, bare.claimLanguage) = (nil, nil)
    (bare.review.rating, bare.review.title, bare.review.summary, bare.review.lang) = ("", "", "", "")
    for before in [ClaimReviewTests.document, scaled, bare] {
      let (after, faults) = ClaimReviewDocument.decode(try json(written { before.encode(into: &$0) }))
      #expect(after == before && faults == [])
    }
  }

  @Test func `a claim has a document for each review`() {
    var other = ClaimReviewTests.review
    other.url = "https://example.net/1"
    let claim = Claim(
      id: "sock-tea", text: "Tea of socks heals legs.", lang: "en", verdict: .false,
      reviews: [ClaimReviewTests.review, other])
    let documents = ClaimReviewDocument.all(of: claim)
    #expect(documents.map(\.review) == claim.reviews)
    #expect(documents.first == ClaimReviewTests.document)
  }

  @Test func `what publishers write is read, numbers in quotes and other fields too`() throws {
    let text = #"""
      {"@context":"http://schema.org","@type":"ClaimReview","sdLicense":"x","claimReviewed":"C","url":"https://a.b/c",
       "author":{"@type":"Organization","name":"P","url":"https://a.b"},"datePublished":"2024",
       "itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"Q"}},
       "reviewRating":{"@type":"Rating","ratingValue":"2","bestRating":5,"worstRating":"1","alternateName":"Half"}}
      """#
    let (document, faults) = ClaimReviewDocument.decode(try json(text))
    #expect(faults == [])
    #expect(document.scale == ClaimReviewDocument.Scale(rating: 2, best: 5, worst: 1))
    #expect(document.review.publisher == "P" && document.review.rating == "Half" && document.claim == nil)
  }

  static let bad: [(change: (from: String, to: String), field: String, code: String)] = [
    ((#""ClaimReview""#, #""Review""#), "@type", "wrong-type"),
    ((#""https://schema.org""#, #""https://other.example""#), "@context", "unknown-context"),
    ((#""claimReviewed":"Tea of socks heals legs.","#, ""), "claimReviewed", "missing-field"),
    (("https://example.org/checks/7", "javascript:x"), "url", "bad-url"),
    (("2024-03-01", "yesterday"), "datePublished", "bad-date"),
    ((#""name":"Example Checks""#, #""name":"""#), "author.name", "empty-field"),
    ((#"{"@type":"Organization","name":"Example Checks"}"#, #""P""#), "author", "wrong-type"),
    ((#""ratingValue":1,"#, #""ratingValue":7,"#), "reviewRating.ratingValue", "out-of-range"),
    ((#""ratingValue":1,"#, #""ratingValue":"x","#), "reviewRating.ratingValue", "wrong-type"),
  ]

  @Test(arguments: bad)
  func `a document that can't be used is refused by its field`(
    _ row: (change: (from: String, to: String), field: String, code: String)
  ) throws {
    var document = ClaimReviewTests.document
    document.scale = ClaimReviewDocument.Scale(rating: 1, best: 5, worst: 1)
    let text = written { document.encode(into: &$0) }
    let changed = text.split(separator: row.change.from, maxSplits: 1, omittingEmptySubsequences: false)
      .joined(separator: row.change.to)
    #expect(changed != text)
    let faults = ClaimReviewDocument.decode(try json(changed)).faults
    #expect(faults.map { [$0.field, $0.code] } == [[row.field, row.code]], "\(faults)")
  }
}
