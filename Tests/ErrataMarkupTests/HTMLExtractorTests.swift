import ErrataMarkup
import Testing

@Suite struct `Text of HTML` {
  @Test(arguments: [
    ("plain text stays plain", "plain text stays plain"),
    ("", ""),
    (" \n\t ", ""),
    ("a <b>bold</b> <i>word</i>", "a bold word"),
    ("un<b>broken</b>", "unbroken"),
    ("  two \n\t words  ", "two words"),
    ("a <b> b</b> c", "a b c"),
    ("喝<em>热</em>水", "喝热水"),
  ])
  func `inline markup leaves no trace and white space collapses`(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<p>one</p><p>two</p>", "one\ntwo"),
    ("<p>one<p>two", "one\ntwo"),
    ("<div>a<div>b</div>c</div>d", "a\nb\nc\nd"),
    ("a<br>b<br/><br>c", "a\nb\nc"),
    ("<h1>t</h1>x<h6>u</h6>y", "t\nx\nu\ny"),
    ("<ul><li>one<li>two</ul>after", "one\ntwo\nafter"),
    ("<ol><li>a<ul><li>b</ul><li>c</ol>", "a\nb\nc"),
    ("<dl><dt>term<dd>sense</dl>", "term\nsense"),
    ("<article>a</article><section>b</section><custom-tag>c</custom-tag>d", "a\nb\ncd"),
    ("a<hr>b", "a\nb"),
    ("<select><option>a<option>b</select>", "a\nb"),
    ("<p> </p><p></p>x<p></p>", "x"),
  ])
  func `blocks make lines and empty ones make none`(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<table><tr><td>a<td>b<tr><th>c</th><td>d</td></table>", "a b\nc d"),
    ("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>", "a\nb c\nd"),
    ("<table><caption>cap</caption><tbody><tr><td>x</table>y", "cap\nx\ny"),
    ("<td>a<td>b", "a b"),
  ])
  func `table rows make lines and cells are set apart`(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    "<script>x('<b>no</b>')</script>", "<style>p { color: red }</style>", "<template><p>no</p></template>",
    "<noscript>no</noscript>", "<title>no</title>", "<!-- no -->", "<!--[if IE]>no<![endif]-->",
    "<p hidden>no</p>", "<p HIDDEN=''>no <b>no</b></p>", "<i style='Display : none'>no</i>",
    "<i style=\"color:red;display:none !important\">no</i>", "<i style=visibility:hidden>no</i>",
    "<i aria-hidden=\"TRUE\">no</i>", "<input type=hidden value=no>", "<img src=a alt=no>",
    "<iframe>no</iframe>",
    "<rp>(</rp><rt>no</rt><rp>)</rp>", "<?no no?>", "<!DOCTYPE no>", "<![CDATA[no]]>", "<![if no]>", "</ no>",
    "<? no>",
    "<script>no</p></SCRIPT >", "<datalist><option>no</datalist>", "<svg><title>no</title></svg>",
  ])
  func `what a reader doesn't see is left out`(html: String) throws {
    #expect(try text("be" + html + "fore") == "before")
  }

  @Test(arguments: [
    ("<p aria-hidden=false>a</p>", "a"),
    ("<p style='display:none;display:block'>a</p>", "a"),
    ("<p style='visibility:hidden'>a<b style='visibility:visible'>b</b>c</p>d", "b\nd"),
    ("<p style='display:none'>a<b style='display:block'>b</b></p>d", "d"),
    ("<![if !IE]>shown<![endif]>", "shown"),
    ("<br hidden>a", "a"),
    ("<textarea>typed</textarea>", "typed"),
    ("<button>Press</button>", "Press"),
    ("<head><title>T</title></head><body>B", "B"),
    ("<html><head><meta charset=gb2312><title>T</title></head><body>中</body></html>", "中"),
    ("a</body></html>b", "ab"),
    ("<a title='<!x' hidden>no</a>b", "b"),
  ])
  func `what a reader sees is kept`(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<pre>\n a\n\n  b\tc\n</pre>d", " a\n\n  b\tc\nd"),
    ("<pre>a\r\n b\rc</pre>", "a\n b\nc"),
    ("<pre>\r\nx</pre>", "x"),
    ("<pre>a <b> b</b></pre>", "a  b"),
    ("x<pre> y</pre>", "x\n y"),
    ("<pre>a&#10;b</pre>", "a\nb"),
  ])
  func `preformatted text keeps its white space`(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<blockquote>They say so.</blockquote>It's false.", "“They say so.”\nIt's false."),
    ("said<blockquote><p>one</p><p>two</p></blockquote>", "said\n“one\ntwo”"),
    ("he said <q> yes </q>twice", "he said “yes” twice"),
    ("<blockquote>a<blockquote>b</blockquote>c</blockquote>", "“a\n“b”\nc”"),
    ("<blockquote><blockquote>b</blockquote></blockquote>", "““b””"),
    ("<blockquote> <p></p></blockquote>x", "x"),
    ("<q hidden>no</q>x<template><q>no</q></template>", "x"),
    ("<blockquote>never closed", "“never closed”"),
    ("<div><q>closed by its parent</div>x", "“closed by its parent”\nx"),
  ])
  func `quotations stand between marks`(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("a &amp; b &lt;c&gt; &quot;d&quot;", "a & b <c> \"d\""),
    ("&#20013;&#x6587;", "中文"),
    ("&#x1F600;", "😀"),
    ("a&nbsp;b", "a\u{A0}b"),
    ("a&#32;&#10; b", "a b"),
    ("AT&T & co &unknown; &c", "AT&T & co &unknown; &c"),
    ("&amp;lt;", "&lt;"),
    ("&#0;&#xD800;&#x110000;&#99999999999;x", "x"),
    ("a&#127;b", "ab"),
  ])
  func `character references are read once`(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("a < b > c <3", "a < b > c <3"),
    ("<b>a<p>b</b>c</p>d", "a\nbc\nd"),
    ("</b></div>x", "x"),
    ("x<b", "x"),
    ("x</b", "x"),
    ("x<a href='", "x"),
    ("x<!--", "x"),
    ("x<!", "x"),
    ("<<<a>>x", "<<>x"),
    ("ru\0mor\u{1} \u{7F}x", "rumor x"),
    ("a\u{FFFE}b\u{FFFF}c", "abc"),
    ("\u{FEFF}a", "\u{FEFF}a"),
    ("a\u{C}b", "a b"),
    ("long<wbr>word<WBR/>s", "longwords"),
  ])
  func `broken markup is read as far as it makes sense`(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }
}
