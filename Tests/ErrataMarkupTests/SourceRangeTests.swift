import ErrataMarkup
import Testing

@Suite struct `Way back into the markup` {
  @Test(arguments: [
    ("<p>Drink hot <b>water</b></p>", "water", "water"),
    ("<p>Drink hot <b>water</b></p>", "hot water", "hot <b>water"),
    ("喝<em>热</em>水", "热水", "热</em>水"),
    ("fish &amp; chips", "&", "&amp;"),
    ("fish &amp; chips", "h & c", "h &amp; c"),
    ("AT&T", "&T", "&T"),
    ("&#20013;&#x6587;x", "文", "&#x6587;"),
    ("&#x4e2d", "中", "&#x4e2d"),
    ("x&nbsp;y", "\u{A0}y", "&nbsp;y"),
    ("a<!-- c -->b", "b", "b"),
    ("a<![if x]>b<![endif]>c", "bc", "b<![endif]>c"),
    ("a<?php x ?>b", "b", "b"),
    ("<script>'a'</script>a", "a", "a"),
    ("a</body></html>b", "b", "b"),
    ("a\0b c", "ab", "a\0b"),
    ("<blockquote cite=x>q</blockquote>", "“", "<blockquote cite=x>"),
    ("<blockquote><p>q</p></blockquote>", "”", "</blockquote>"),
    ("<q>a</q>b", "“a”", "<q>a</q>"),
    ("<p>a</p><p>b</p>", "\n", "</p>"),
    ("a<br/>b", "\n", "<br/>"),
    ("a  \n b", "a b", "a  \n b"),
    ("<pre>a\r\nb</pre>", "\nb", "\nb"),
    ("<p title='a > b'>c", "c", "c"),
    ("<$x> y", "$x", "$x"),
  ])
  func `a span points at what made it`(html: String, part: String, expected: String) throws {
    #expect(try source(of: part, in: html) == expected)
  }

  @Test func `a long run of text is exact to its end`() throws {
    let words = (0..<3000).map { "wörd\($0)" }.joined(separator: " ")
    let html = "<p>" + words + "</p><p>last"
    #expect(try source(of: "wörd2999", in: html) == "wörd2999")
    #expect(try source(of: words, in: html) == words)
    #expect(try source(of: "last", in: html) == "last")
  }

  @Test func `an empty range stays empty and offsets outside are pulled inside`() throws {
    let extracted = try HTMLExtractor().extract("<p>ab</p>")
    #expect(extracted.sourceRange(of: 1..<1) == 4..<4)
    #expect(extracted.sourceRange(of: 2..<2) == 5..<5)
    #expect(extracted.sourceRange(of: -5..<99) == 3..<5)
    #expect(extracted.sourceRange(of: 50..<99) == 5..<5)
    #expect(try HTMLExtractor().extract("<p></p>").sourceRange(of: 0..<4) == 0..<0)
  }
}
