import ErrataIngest
import ErrataModel
import Testing

/// Sources made to harm their reader: refused or cleaned, with a message, in bounded time and memory.
@Suite struct HostileSourceTests {
  /// A source that goes on for ever.
  private static func endless(_ start: String, _ again: String) -> ByteSource {
    let start = Array(start.utf8)
    let piece = Array(String(repeating: again, count: (64 << 10) / again.utf8.count).utf8)
    var isFirst = true
    return ByteSource(name: "endless") { buffer in
      let bytes = isFirst ? start : piece
      isFirst = false
      buffer.replaceSubrange(0..<bytes.count, with: bytes)
      return bytes.count
    }
  }

  private static let laughs = """
    <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
    <rss><channel><item><title>&d;</title></item></channel></rss>
    """
  private static let external = """
    <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <rss><channel><item><title>&x;</title></item></channel></rss>
    """
  private static let parameter = """
    <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]>
    <rss><channel><item><title>t</title></item></channel></rss>
    """

  @Test(arguments: [(laughs, "a"), (external, "x"), (parameter, "x")])
  func `XML that declares entities is refused`(_ row: (text: String, entity: String)) throws {
    let error = #expect(throws: ImportError.self) { try Importing.run(row.text) }
    #expect(error == .refusedMarkup(source: "source", fault: "declares the entity “\(row.entity)”"))
    #expect("\(try #require(error))".hasSuffix("take the declarations out if you trust it"))
  }

  @Test func `XInclude and an external document type are passed over`() throws {
    let text = """
      <!DOCTYPE rss SYSTEM "file:///etc/passwd">
      <rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>T</title><item>
      <title><xi:include href="file:///etc/passwd" parse="text"/></title><link>https://ponds.example/1</link>
      </item></channel></rss>
      """
    let result = try Importing.run(text, settings: Importing.settings { $0.format = .feed })
    #expect(result.codes(.leftOut) == ["no-review"])
    #expect(!result.report.description.contains("root:"))
  }

  @Test(arguments: [
    (String(repeating: "[", count: 100_000), ["not-json"]), (String(repeating: "{\"a\":", count: 100_000), ["cut"]),
    ("[" + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_001), ["not-json"]),
    ("<html>" + String(repeating: "<div>", count: 100_000), ["no-review"]),
    ("<html>" + String(repeating: "<div itemscope itemprop=a>", count: 100_000), ["no-review"]),
  ])
  func `what is nested 100,000 deep ends in a line of the report`(_ row: (text: String, codes: [String])) throws {
    let result = try Importing.run(row.text)
    #expect(result.claims.isEmpty && [row.codes, ["cut"]].contains(result.codes(.leftOut)), "\(result.report)")
  }

  @Test func `XML nested 100,000 deep is refused`() throws {
    let text = "<rss>" + String(repeating: "<a>", count: 100_000)
    #expect(throws: ImportError.refusedMarkup(source: "source", fault: "has elements nested deeper than 64 levels")) {
      try Importing.run(text)
    }
  }

  @Test(arguments: [
    ([0x1F, 0x8B, 8, 0], "gzip"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
  ])
  func `a compressed source is refused unread`(_ row: (bytes: [UInt8], format: String)) throws {
    var reads = 0
    let source = ByteSource(name: "bomb.gz") { buffer in
      reads += 1
      buffer.replaceSubrange(0..<row.bytes.count, with: row.bytes)
      return reads < 400 ? row.bytes.count : 0
    }
    var importer = Importer()
    #expect(throws: ImportError.compressed(source: "bomb.gz", format: row.format)) { try importer.read(source) }
  }

  @Test func `zeros without end are refused at the beginning`() throws {
    var importer = Importer()
    let source = ByteSource(name: "zeros") { $0.count }
    #expect(
      throws: ImportError.unknownFormat(source: "zeros", beginning: "the bytes 00 00 00 00 00 00 00 00")
    ) { try importer.read(source) }
  }

  @Test(arguments: [
    ("[", LinkedDataTests.review() + ","), (LinkedDataTests.review() + "\n", LinkedDataTests.review() + "\n"),
    ("claim,url\n", "a claim,https://ponds.example/1\n"),
    ("<rss><channel>", "<item><title>t</title></item>"), ("[", "{\"a\":1},"), ("[", "x "),
  ])
  func `a feed that never ends stops at the limit of rows`(_ row: (start: String, again: String)) throws {
    var importer = Importer(settings: Importing.settings { $0.rowLimit = 2000 })
    try importer.read(Self.endless(row.start, row.again))
    let (claims, report) = importer.finish()
    #expect(claims.count <= 1 && report.found == 2000)
    #expect(report.notes.contains { $0.code == "too-many-rows" && $0.message.contains("--limit") })
    #expect(report.notes.count <= 2 * ImportReport.linesKept + 10)
    #expect(report.hasFaults)
  }

  @Test(arguments: [("{\"a\":\"", "text "), ("claim,url\n\"", "text "), ("<rss><channel><item><title>", "text ")])
  func `an element that never ends stops at the limit of bytes`(_ row: (start: String, again: String)) throws {
    var importer = Importer(
      settings: Importing.settings {
        $0.sourceBytes = 3 << 20
        $0.elementBytes = 1 << 16
      })
    try importer.read(Self.endless(row.start, row.again))
    let (claims, report) = importer.finish()
    #expect(claims.isEmpty && report.bytes == 3 << 20)
    #expect(report.notes.contains { $0.code == "too-many-bytes" }, "\(report)")
  }

  @Test func `a page without end is read up to its limit`() throws {
    var importer = Importer(settings: Importing.settings { $0.pageBytes = 1 << 20 })
    try importer.read(Self.endless("<html>", "<p>text</p>"))
    #expect(importer.finish().report.notes.map(\.code) == ["page-too-large", "no-review"])
  }

  @Test func `bytes that are no UTF-8 inside of a good feed cost only their element`() throws {
    let good = LinkedDataTests.review()
    let other = LinkedDataTests.review([
      "url": #""https://ponds.example/2""#, "claimReviewed": #""Ducks Xdance at night.""#,
    ])
    var bytes = Array("[\(good),\(String(repeating: " ", count: 300_000))\(other)]".utf8)
    bytes[try #require(bytes.lastIndex(of: UInt8(ascii: "X")))] = 0xFF
    let result = try Importing.run([bytes])
    #expect(result.claims.count == 1 && result.codes(.leftOut) == ["damaged-text"])
    #expect(result.codes(.mended) == [])
  }

  @Test(arguments: [
    #"<img src=x onerror=alert(1)>Swans read lights"#, #"Swans <script>alert('x')</script>read lights"#,
    #"&lt;script&gt;alert(1)&lt;/script&gt;Swans read lights"#, "Swans\u{202E} read\u{0000} lights\u{001B}[31m",
    #"Swans read lights<style>*{display:none}</style>"#,
  ])
  func `script and controls in titles are taken out`(_ title: String) throws {
    let escaped = title.unicodeScalars.map { scalar in
      scalar.value < 0x20 || scalar == "\""
        ? "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        : String(scalar)
    }.joined()
    let review = LinkedDataTests.review(["headline": "\"\(escaped)\"", "claimReviewed": "\"\(escaped)\""])
    let claim = try Importing.run(review).only
    for text in [claim.text, claim.reviews[0].title] {
      #expect(text.hasPrefix("Swans read lights"))
      #expect(!text.contains("alert") && !text.contains("<") && text.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
  }

  @Test func `an address as a source is refused, with what to do`() throws {
    let error = #expect(throws: ImportError.self) { _ = try NoPages().open("https://ponds.example/feed") }
    #expect("\(try #require(error))".hasSuffix("import the file with --base https://ponds.example/feed"))
  }

  @Test func `many lines of a report are counted and not kept`() throws {
    let text = "[" + String(repeating: "{\"@type\":\"Thing\"},", count: 3000) + "]"
    let report = try Importing.run(text).report
    #expect(report.leftOut == 3000 && report.notes.count == 1000 && report.notKept(.leftOut) == 2000)
    #expect(report.description.contains("and 2000 more lines: left out"))
    #expect(report.description.contains("3000 left out (3000 no-review)"))
  }

  @Test func `an empty source is told`() throws {
    #expect(try Importing.run("").codes(.source) == ["empty"])
    #expect(try Importing.run("{}").codes(.leftOut).isEmpty)
    #expect(try Importing.run("<rss></rss>").codes(.leftOut) == ["no-entries"])
  }
}
