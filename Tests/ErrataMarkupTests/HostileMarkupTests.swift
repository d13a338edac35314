import ErrataMarkup
import Testing

@Suite struct `Hostile markup` {
  @Test func `a hundred thousand open tags end at the depth limit`() throws {
    let extracted = try HTMLExtractor().extract("seen" + rows("<b>", 100_000) + "unseen")
    #expect(extracted.text == Array("seen".utf8))
    #expect(extracted.isTruncated)
  }

  @Test func `ten megabytes of less-than signs are text up to the limit`() throws {
    let extracted = try HTMLExtractor(limits: MarkupLimits(outputBytes: 1 << 20)).extract(
      rows("<", 10_000_000))
    #expect(extracted.text == [UInt8](repeating: UInt8(ascii: "<"), count: 1 << 20))
    #expect(extracted.isTruncated)
    #expect(extracted.sourceRange(of: 1_000_000..<1_000_004) == 1_000_000..<1_000_004)
  }

  @Test(arguments: [
    ("v", 5_000_000), (">", 500_000), ("<", 500_000), ("<p ", 100_000), ("a='", 100_000), ("&amp;", 100_000),
  ])
  func `an attribute of five megabytes is passed over`(unit: String, count: Int) throws {
    let html = "a<i title=\"" + rows(unit, count) + "\">b</i>c"
    let extracted = try HTMLExtractor().extract(html)
    #expect(extracted.text == Array("abc".utf8))
    #expect(extracted.sourceRange(of: 1..<3) == html.utf8.count - 6..<html.utf8.count)
  }

  @Test func `a tag with a hundred thousand different attributes is passed over`() throws {
    var html = "a<i"
    for i in 0..<100_000 { html += " " + String(i, radix: 36) }
    #expect(try text(html + ">b</i>c") == "abc")
  }

  @Test func `attributes behind the 256th have no effect and those before have`() throws {
    let many = (0..<254).map { " x\($0)=\"a b > c\"" }.joined()
    #expect(try text("<p\(many) hidden>a</p>b") == "b")
    #expect(try text("<p\(many)\(many) hidden>a</p>b") == "a\nb")
    #expect(try text("<p title='\(rows("x", 9000))' hidden>a</p>b") == "b")
  }

  @Test func `long scripts full of tags stay scripts`() throws {
    let script = "<script>" + rows("<a b='c", 3000) + "</script>"
    #expect(try text("a" + script + "b") == "ab")
  }

  @Test func `entities of a document type are not expanded`() throws {
    let bomb = """
      <!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><p>&c;</p>
      """
    #expect(try text(bomb).hasSuffix("&c;"))
    #expect(try text(bomb).utf8.count < bomb.utf8.count)
  }

  @Test(arguments: [
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
    "<!DOCTYPE x PUBLIC \"-//x\" \"http://127.0.0.1:9/x.dtd\">",
  ])
  func `nothing outside of the markup is read`(declaration: String) throws {
    let read = try text(declaration + "<p>x&e;y</p><object data='file:///etc/passwd'></object>")
    #expect(read.hasSuffix("x&e;y"))
    #expect(!read.contains("root"))
  }

  @Test(arguments: [
    "<!-- <b %>-->", "<script>a<b %</script>", "<i title=\"='\">it's <b %</b></i>", "<b '=\"%>",
  ])
  func `what looks like a tag of many attributes stays what it is`(frame: String) throws {
    let words = (0..<1000).map { "w\($0)" }.joined(separator: " ")
    let parts = frame.split(separator: "%").map(String.init)
    let read = try text("be" + parts.joined(separator: words) + "fore &amp; after")
    #expect(read.hasPrefix("be"))
    #expect(read.hasSuffix("fore & after"))
  }

  @Test func `words behind what looks like a tag are still read`() throws {
    let words = (0..<1000).map { "w\($0)" }.joined(separator: " ")
    #expect(try text("<i title=\"<b ='\">it's " + words + "</i>") == "it's " + words)
  }

  @Test(arguments: [
    "<p>", "</p>", "<!--", "-->", "<!DOCTYPE x>", "<![CDATA[", "<?", "&", "&#", "&#x41;", "<a b=\"", "</a ",
    "<table><tr><td>",
    "<script>", "<pre>\n", "<q>", "<wbr", "<source>", "\0", "\r", "<\0", "]]>", "<html a>", "<body hidden>",
    "<head>",
    "<svg/>", "<a/b/c=d e>",
  ])
  func `any piece of markup can be repeated without end`(piece: String) throws {
    let extracted = try HTMLExtractor().extract("a" + rows(piece, 20_000) + "b")
    #expect(extracted.text.first == UInt8(ascii: "a"))
    #expect(extracted.text.count <= 2 + piece.utf8.count * 60_000)
  }

  @Test func `many end tags without a start are passed over`() throws {
    #expect(try text(rows("<i>", 200) + rows("</u>", 100_000) + "x") == "x")
  }
}
