import ErrataIngest
import Testing

/// A file of each format and charset, with the claims that it must give, byte for byte, and the lines of the report.
@Suite struct FixtureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var files: [String]
    var settings: @Sendable (inout ImportSettings) -> Void = { _ in }
    var leftOut: [String] = []
    var mended: [String] = []
    var drafts = 0

    var testDescription: String { files[0] }
  }

  static let rows: [Row] = [
    Row(files: ["page.jsonld.html"], mended: []),
    Row(files: ["page.microdata.html"], settings: { $0.base = "https://teich.example/x" }),
    Row(files: ["page.rdfa.html"]),
    Row(files: ["datafeed.json"], leftOut: ["no-claim", "no-date"], drafts: 1),
    Row(files: ["mediareview.json"], leftOut: ["no-claim"]),
    Row(files: ["factchecktools.json"], leftOut: ["no-review"]),
    Row(files: ["rss2.xml"], leftOut: ["no-review"], mended: ["trailing-comma"]),
    Row(files: ["atom.xml"]), Row(files: ["rss1.xml"]),
    Row(
      files: ["cofacts.articles.csv", "cofacts.article_replies.csv", "cofacts.replies.csv"],
      leftOut: ["claim-too-long", "no-claim"], mended: ["no-answer"]),
    Row(
      files: ["table.csv"],
      settings: {
        $0.columns = ["claim": "Aussage", "publisher": "Quelle", "url": "Adresse", "date": "5", "rating": "Urteil"]
        $0.lang = "de"
      }, leftOut: ["no-claim", "cut"]),
    Row(files: ["claims.jsonl"], leftOut: ["unknown-word", "not-json"]),
    Row(files: ["gb18030.html"], mended: ["charset"]), Row(files: ["big5.html"], mended: ["charset"]),
    Row(files: ["euckr.html"], mended: ["charset"]), Row(files: ["shiftjis.xml"], mended: ["charset"]),
    Row(files: ["windows1252.json"], mended: ["charset"]),
    Row(files: ["utf16.csv"], mended: ["charset"]),
    Row(files: ["mojibake.json"], mended: ["wrong-charset"]),
  ]

  @Test(arguments: rows)
  func `a fixture gives exactly its claims`(_ row: Row) throws {
    let result = try Importing.run(
      row.files.map(Importing.fixture), settings: Importing.settings(row.settings))
    let lines = result.claims.map(Importing.line).joined(separator: "\n") + "\n"
    let expected = String(decoding: try Importing.fixture(row.files[0] + ".expected.jsonl"), as: UTF8.self)
    #expect(lines == expected)
    #expect(result.codes(.leftOut) == row.leftOut, "\(result.report)")
    #expect(result.codes(.mended) == row.mended, "\(result.report)")
    #expect(result.codes(.draft).count == row.drafts)
  }

  @Test(arguments: rows)
  func `importing again changes nothing`(_ row: Row) throws {
    let bytes = try row.files.map(Importing.fixture)
    let settings = Importing.settings(row.settings)
    let first = try Importing.run(bytes, settings: settings)
    let second = try Importing.run(bytes, settings: settings, base: first.claims)
    #expect(second.claims == first.claims)
    #expect(second.report.added == 0 && second.report.updated == 0)
    #expect(second.report.unchanged == first.claims.count)
  }
}
