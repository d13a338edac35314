import Testing

@testable import ErrataMarkup

@Suite struct `Limits on names` {
  static func applied(_ html: String) -> String {
    String(decoding: NameLimit.applied(to: Array(html.utf8)), as: UTF8.self)
  }

  static func attributes(_ count: Int, _ value: String = "") -> String {
    (0..<count).map { " x\($0)\(value)" }.joined()
  }

  @Test(arguments: [
    "", "plain text, a < b && c", "<p class=a id='b' title=\"c > d\">x</p>", "<i\(attributes(256))>y",
    "<i\(attributes(256, "='it>s'"))>", "<!-- <a b -->", "&amp; &unknown; &#20013;",
  ])
  func `markup with few names stays as it is`(html: String) {
    #expect(Self.applied(html) == html)
  }

  @Test func `names behind the 256th attribute are overwritten and what delimits stays`() {
    let many = "<i" + Self.attributes(256)
    #expect(Self.applied(many + " one='2' three=\"4\"/five >six") == many + " aaa='a' aaaaa=\"a\"/aaaa >six")
    #expect(Self.applied(many + " one --> two") == many + " aaa --> two")
    #expect(Self.applied(many + " one</script> two") == many + " aaa</script> two")
  }

  @Test(arguments: [
    "<i a=\">\"", "<i a='>'", "<i a = \">\"", "<i a=b\"", "<!-- <i", "<script>x<i", "<b title=\"<i",
  ])
  func `attributes are counted whatever stands before them`(start: String) {
    #expect(Self.applied(start + Self.attributes(300)).hasSuffix(" aaaa aaaa"))
  }

  @Test func `new names behind the 8192nd are overwritten and those that matter stay`() {
    let many = (0..<NameLimit.names).map { "<n\($0)>" }.joined()
    let rest = "<n7 style=a hidden><new fresh></new><blockquote>&amp;&fresh;<?fresh?>text"
    let expected = "<n7 style=a hidden><aaa aaaaa></aaa><blockquote>&amp;&aaaaa;<?aaaaa?>text"
    let applied = Self.applied(many + rest)
    #expect(applied.hasPrefix(many))
    #expect(applied.dropFirst(many.count) == expected)
  }

  @Test func `overwritten bytes don't reach the text`() throws {
    let many = (0..<NameLimit.names).map { "<n\($0)></n\($0)>" }.joined()
    let read = try HTMLExtractor().extract(many + "R&D <fresh>text</fresh> a &fresh; b")
    #expect(String(decoding: read.text, as: UTF8.self) == "R&D text a &fresh; b")
  }
}
