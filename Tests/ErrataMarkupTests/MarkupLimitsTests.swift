import ErrataMarkup
import Testing

@Suite struct `Limits on markup` {
  @Test func `a source within its limits is whole`() throws {
    let extracted = try HTMLExtractor(limits: MarkupLimits(bytes: 9, depth: 1, outputBytes: 2)).extract(
      "<p>ab</p>")
    #expect(extracted.text == Array("ab".utf8))
    #expect(!extracted.isTruncated)
  }

  @Test(arguments: [(5, "ab"), (6, "ab"), (7, "ab"), (8, "ab中")])
  func `a source that is too long is cut between characters`(bytes: Int, expected: String) throws {
    let extracted = try HTMLExtractor(limits: MarkupLimits(bytes: bytes)).extract("<p>ab中d")
    #expect(String(decoding: extracted.text, as: UTF8.self) == expected)
    #expect(extracted.isTruncated)
  }

  @Test(arguments: [(1, ""), (3, "中"), (5, "中"), (6, "中文")])
  func `text that is too long is cut between characters`(bytes: Int, expected: String) throws {
    let extracted = try HTMLExtractor(limits: MarkupLimits(outputBytes: bytes)).extract("<p>中文字")
    #expect(String(decoding: extracted.text, as: UTF8.self) == expected)
    #expect(extracted.isTruncated)
    #expect(extracted.sourceRange(of: 0..<bytes) == (expected.isEmpty ? 0..<0 : 3..<3 + expected.utf8.count))
  }

  @Test func `an entity that doesn't fit is left out whole`() throws {
    let extracted = try HTMLExtractor(limits: MarkupLimits(outputBytes: 2)).extract("a&#20013;b")
    #expect(extracted.text == Array("a".utf8))
    #expect(extracted.isTruncated)
  }

  @Test func `nesting ends the reading where it gets too deep`() throws {
    let limits = MarkupLimits(depth: 3)
    let within = try HTMLExtractor(limits: limits).extract("<i><i><i>a</i></i></i>b")
    #expect(within.text == Array("ab".utf8))
    #expect(!within.isTruncated)
    let beyond = try HTMLExtractor(limits: limits).extract("<i>a<i><q>b<i>c</i></q></i></i>d")
    #expect(String(decoding: beyond.text, as: UTF8.self) == "a“b”")
    #expect(beyond.isTruncated)
    #expect(try text("<i><q>a</q><q>b<i><q>c", limits: limits) == "“a”“b”")
  }

  @Test func `elements without an end don't nest`() throws {
    let html = rows("x<br><img><input><wbr>", 500)
    #expect(try !HTMLExtractor(limits: MarkupLimits(depth: 2)).extract(html).isTruncated)
  }

  @Test func `limits that make no sense are mended`() {
    let low = MarkupLimits(bytes: -1, depth: 0, outputBytes: .min)
    #expect((low.bytes, low.depth, low.outputBytes) == (1, 1, 1))
    let high = MarkupLimits(bytes: .max, depth: .max, outputBytes: .max)
    #expect((high.bytes, high.depth, high.outputBytes) == (1 << 30, 4096, 1 << 30))
  }

  @Test func `the one error says what to do`() {
    #expect(
      MarkupError.outOfMemory(bytes: 7).description
        == "reading HTML of 7 bytes: the parser got no memory; lower MarkupLimits.bytes or run fewer at once")
  }
}
