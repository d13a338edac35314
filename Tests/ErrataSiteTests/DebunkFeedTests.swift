import ErrataJSON
import ErrataModel
import Foundation
import Testing

@testable import ErrataSite

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct DebunkFeedTests {
  private func feed(_ claims: [Claim], entries: Int = 100) throws -> DebunkFeed {
    var settings = try SiteSettings(title: "Rumors & reviews", base: "https://e.example", now: CorpusSiteTests.now)
    settings.feedEntries = entries
    return try #require(DebunkFeed(claims.map { SiteClaim($0) }, settings: settings))
  }

  @Test func `the Atom feed is well formed, newest first, with whole addresses`() throws {
    let feed = try feed([CorpusSiteTests.claim("old"), CorpusSiteTests.claim("new", reviews: 3)])
    let parser = XMLParser(data: Data(feed.atom.utf8))
    let reader = ElementReader()
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(
      reader.texts["id"] == [
        "https://e.example/", "https://e.example/claims/new.html", "https://e.example/claims/old.html",
      ])
    #expect(reader.texts["updated"] == ["2022-05-01T00:00:00Z", "2022-05-01T00:00:00Z", "2020-05-01T00:00:00Z"])
    #expect(reader.texts["title"]?.first == "Rumors & reviews")
    #expect(reader.texts["summary"]?.first == "They don't <look>.")
  }

  @Test func `the JSON feed has the fields of version 1.1`() throws {
    let value = try JSONParser.parse(Array(try feed([CorpusSiteTests.claim("a")]).json.utf8))
    #expect(value["version"] == .string("https://jsonfeed.org/version/1.1"))
    guard case .array(let items) = value["items"], let item = items.first else {
      Issue.record("no items")
      return
    }
    #expect(item["id"] == .string("https://e.example/claims/a.html"))
    #expect(item["external_url"] == .string("https://birds.example/0?a=1&b=2"))
    #expect(item["date_modified"] == .string("2020-05-01T00:00:00Z"))
  }

  @Test func `feeds of news end after some entries, the data feed has every review`() throws {
    let claims = (0..<5).map { CorpusSiteTests.claim("c\($0)", reviews: 2) }
    let feed = try feed(claims, entries: 2)
    #expect(feed.atom.matches(of: /<entry/).count == 2)
    guard case .array(let elements) = try JSONParser.parse(Array(feed.claimReviews.utf8))["dataFeedElement"] else {
      Issue.record("no elements")
      return
    }
    #expect(elements.count == 10)
    #expect(elements.allSatisfy { $0["item"]?["@type"] == .string("ClaimReview") })
  }

  @Test func `a sitemap of more than 50,000 pages is an index and its parts`() throws {
    let claim = CorpusSiteTests.claim("a")
    let many = (0..<50_001).map { number -> Claim in
      var other = claim
      other.id = "c\(number)"
      return other
    }
    let files = try feed(many).sitemaps
    #expect(files.map(\.path) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"])
    #expect(String(decoding: files[0].bytes, as: UTF8.self).contains("https://e.example/sitemap-2.xml"))
    #expect(String(decoding: files[2].bytes, as: UTF8.self).matches(of: /<loc>/).count == 1)
  }
}

private final class ElementReader: NSObject, XMLParserDelegate {
  var texts: [String: [String]] = [:]
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    texts[name, default: []].append(text)
    text = ""
  }
}
