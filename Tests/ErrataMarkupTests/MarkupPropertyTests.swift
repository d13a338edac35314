import ErrataTestSupport
import Testing

@testable import ErrataMarkup

@Suite struct `Any markup` {
  static let pieces = [
    "<p>", "</p>", "<b>", "</b>", "<q>", "</q>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<br>",
    "<li>",
    "<td>", "</td>", "<table>", "</table>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>",
    "<!DOCTYPE x>",
    "<?x", "?>", "<", ">", "&", "&amp;", "&#20013;", "&lt", ";", "&x;", " ", "\n", "\r\n", "\0", "word", "中文",
    "é", "😀",
    "<i hidden>", "</i>", "<a b='", "'", "\"", "=", "/", "<wbr>", "</", "<html>", "</html>", "<body>",
    "</body>", "<title>",
    "</title>", "\u{FFFF}", "\u{C}", "<x-y z>", "</x-y>", "<![if x]>", "<!", "<textarea>", "</textarea>",
  ]

  static func markup(seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    let count = Int.random(in: 1...80, using: &random)
    return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  @Test func `gives text whose segments go forward and whose plain bytes are the source's`() throws {
    for seed in UInt64(1)...1500 {
      let html = Self.markup(seed: seed)
      let extracted = try HTMLExtractor().extract(html)
      let problem = Self.problem(with: extracted, of: Array(html.utf8))
      #expect(problem == nil, "seed \(seed): \(html.debugDescription)")
      #expect(String(validating: extracted.text, as: UTF8.self) != nil, "seed \(seed)")
      #expect(!extracted.isTruncated, "seed \(seed)")
    }
  }

  /// What is wrong with the segments of a text, if anything is.
  static func problem(with extracted: ExtractedText, of source: [UInt8]) -> String? {
    var last = 0..<0
    for (index, segment) in extracted.segments.enumerated() {
      let next =
        index + 1 < extracted.segments.count ? Int(extracted.segments[index + 1].text) : extracted.text.count
      let range = Int(segment.text)..<next
      let place = Int(segment.source)..<Int(segment.sourceEnd)
      guard place.lowerBound >= last.lowerBound, place.upperBound >= last.upperBound,
        place.upperBound <= source.count, !range.isEmpty
      else { return "segment \(index) goes back" }
      guard extracted.sourceRange(of: range) == place else { return "segment \(index) isn't found" }
      last = place
      let from = source[place]
      if range.count == from.count, !zip(extracted.text[range], from).allSatisfy(Self.isSame) {
        return "segment \(index) isn't what stands in the source"
      }
    }
    return extracted.segments.isEmpty == extracted.text.isEmpty ? nil : "text without segments"
  }

  /// White space can be another one; a mark of three bytes can come from a tag of three bytes.
  private static func isSame(_ written: UInt8, _ source: UInt8) -> Bool {
    written == source || (written <= 0x20 && source <= 0x20) || "“”\n ".utf8.contains(written)
  }
}
