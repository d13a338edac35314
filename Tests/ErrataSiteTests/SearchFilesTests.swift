import ErrataJSON
import ErrataModel
import Testing

@testable import ErrataSite

@Suite struct SearchFilesTests {
  @Test(arguments: [
    ("Swans obey RED lights!", ["swans", "obey", "red", "lights"]), ("紫菜是塑料", ["紫菜", "菜是", "是塑", "塑料"]),
    ("5G与病毒", ["5g", "与病", "病毒"]), ("Ｆｕｌｌ width", ["full", "width"]), ("水", ["水"]), ("", []), ("— …", []),
    ("café naïve", ["café", "naïve"]),
  ])
  func `a text is cut into terms`(_ row: (text: String, terms: [String])) {
    #expect(SearchTerms.terms(row.text) == row.terms)
  }

  @Test func `every term of a claim leads to it, and its number to its page`() throws {
    let claims = (0..<1200).map { SiteClaim(CorpusSiteTests.claim("c\($0)", "Rumor number\($0) of swans")) }
    let files = Dictionary(uniqueKeysWithValues: SearchFiles(claims).files.map { ($0.path, $0.bytes) })
    #expect(files.count == SearchTerms.shards + 3)
    let shard = SearchTerms.shard(of: "number777")
    let path = "search/\((shard < 16 ? "0" : "") + String(shard, radix: 16)).json"
    #expect(try JSONParser.parse(try #require(files[path]))["number777"] == .array([.number("777")]))
    guard case .array(let page) = try JSONParser.parse(try #require(files["search/titles-1.json"])) else {
      Issue.record("no titles")
      return
    }
    #expect(page.count == 500)
    #expect(
      page[277]
        == .array([.string("claims/c777.html"), .string("Rumor number777 of swans"), .string("False"), .string("en")]))
  }
}
