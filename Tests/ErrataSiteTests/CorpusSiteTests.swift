import ErrataJSON
import ErrataModel
import Testing

@testable import ErrataSite

@Suite struct CorpusSiteTests {
  static let now = Timestamp(milliseconds: 1_767_225_600_000)

  static func claim(
    _ id: String, _ text: String = "Swans obey traffic lights.", status: ClaimStatus = .published,
    verdict: Verdict = .false, reviews: Int = 1, expires: String? = nil
  ) -> Claim {
    Claim(
      id: id, text: text, lang: "en", variants: ["Swans stop at red"], topics: [Topic(rawValue: "nature")],
      verdict: verdict,
      reviews: (0..<reviews).map {
        Review(
          publisher: "Bird Desk", url: "https://birds.example/\($0)?a=1&b=2", datePublished: "202\($0)-05-01",
          lang: "en", rating: "False", title: "Swans & lights", summary: "They don't <look>.")
      }, queries: ["swan lights"], expires: expires.flatMap { Timestamp($0) }, status: status)
  }

  static func files(_ claims: [SiteClaim], base: String? = "https://errata.example") throws -> [String: String] {
    let settings = try SiteSettings(title: "Known <rumors>", base: base, now: now)
    var files: [String: String] = [:]
    CorpusSite(claims, settings: settings).forEachFile { file in
      #expect(files[file.path] == nil, "\(file.path) is written twice")
      files[file.path] = String(decoding: file.bytes, as: UTF8.self)
    }
    return files
  }

  @Test func `claims with a review have a page, others and drafts have none`() throws {
    let claims = [
      CorpusSiteTests.claim("a"), CorpusSiteTests.claim("b", status: .draft), CorpusSiteTests.claim("c", reviews: 0),
      CorpusSiteTests.claim("d", status: .retracted), CorpusSiteTests.claim("e", expires: "2025-01-01"),
      CorpusSiteTests.claim("f", verdict: .true),
    ]
    let files = try CorpusSiteTests.files(claims.map { SiteClaim($0) })
    #expect(files.keys.filter { $0.hasPrefix("claims/") }.sorted() == ["a", "d", "e", "f"].map { "claims/\($0).html" })
    let index = try #require(files["index.html"])
    #expect(index.contains("claims/a.html") && !index.contains("claims/d.html"))
    for (id, words) in [("d", "was withdrawn"), ("e", "has expired"), ("f", "find this claim right")] {
      let page = try #require(files["claims/\(id).html"])
      #expect(page.contains(words) && page.contains("noindex") && !page.contains("ld+json"), "\(id)")
    }
    #expect(files["feed.atom"]?.contains("claims/d.html") == false)
  }

  @Test func `what comes from the corpus is escaped on every page and in every feed`() throws {
    var evil = CorpusSiteTests.claim("x", "<script>alert(1)</script> \"&\u{0}")
    evil.lang = "en\" onload=\"x"
    evil.reviews[0].url = "javascript:alert(1)"
    evil.reviews[0].title = "</script><script>alert(2)</script>"
    evil.topics = [Topic(rawValue: "../<b>")]
    let files = try CorpusSiteTests.files([SiteClaim(evil)])
    for (path, text) in files where path != "search.js" && !path.hasSuffix(".json") {
      #expect(!text.contains("<script>alert"), "\(path)")
      #expect(!text.contains("onload=\"x"), "\(path)")
      #expect(!text.contains("href=\"javascript"), "\(path)")
      #expect(!text.contains("<b>"), "\(path)")
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && ![9, 10, 13].contains($0.value) }, "\(path)")
    }
    #expect(files.keys.allSatisfy { !$0.contains("..") }, "\(files.keys.sorted())")
    let data = try #require(files["claims/x.html"]?.split(separator: "ld+json\">").dropFirst().first)
    let json = try #require(data.split(separator: "</script>").first)
    let value = try JSONParser.parse(Array(json.utf8))
    #expect(value["claimReviewed"] == .string(evil.text))
  }

  @Test func `a page allows nothing from elsewhere and no script of its own text`() throws {
    let files = try CorpusSiteTests.files([SiteClaim(CorpusSiteTests.claim("a"))])
    for (path, text) in files where path.hasSuffix(".html") {
      #expect(text.contains("default-src &#39;none&#39;"), "\(path)")
      #expect(text.hasPrefix("<!doctype html>") && text.hasSuffix("</html>\n"))
    }
    #expect(try #require(files["claims/a.html"]).contains("rel=\"noopener nofollow\""))
  }

  @Test func `a claim's past is shown newest first`() throws {
    let changes = [
      SiteClaim.Change(
        at: CorpusSiteTests.now, author: "Ann", reason: "second <review>", what: "changed reviews"),
      SiteClaim.Change(at: Timestamp(milliseconds: 1_735_689_600_000), author: "Bob", reason: "first", what: "added"),
    ]
    let page = try #require(
      try CorpusSiteTests.files([SiteClaim(CorpusSiteTests.claim("a"), changes: changes)])["claims/a.html"])
    let (ann, bob) = (try #require(page.firstRange(of: "Ann")), try #require(page.firstRange(of: "Bob")))
    #expect(ann.lowerBound < bob.lowerBound)
    #expect(page.contains("second &lt;review&gt;"))
  }

  @Test func `without an address there are no feeds and no sitemap`() throws {
    let files = try CorpusSiteTests.files([SiteClaim(CorpusSiteTests.claim("a"))], base: nil)
    #expect(files["feed.atom"] == nil && files["feed.json"] == nil && files["claimreview.json"] == nil)
    #expect(files["sitemap.xml"] == nil && files["index.html"] != nil)
  }

  @Test(arguments: [
    "errata.example", "ftp://errata.example/", "https://e.example/?a", "https://e.example/#x", "https://a b/",
  ])
  func `a base that is no web address is refused`(_ base: String) {
    #expect(throws: SiteError.badBase(base)) {
      try SiteSettings(title: "t", base: base, now: CorpusSiteTests.now)
    }
  }

  @Test func `names of files are plain, short and as different as the ids`() {
    let ids = [
      "a", "A", "a/b", "a-b", "a.b", "é", "e", "", String(repeating: "x", count: 500), "..", "a%2Fb", "a\u{0}",
    ]
    let names = ids.map { SiteName.name(ofClaim: $0) }
    #expect(Set(names.map { $0.lowercased() }).count == ids.count)
    for name in names {
      #expect(name.utf8.count <= 96 && !name.hasPrefix(".."))
      #expect(
        name.unicodeScalars.allSatisfy {
          $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
        })
    }
  }
}
