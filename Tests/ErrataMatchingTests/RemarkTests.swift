import ErrataIndex
import ErrataMatching
import ErrataModel
import Testing

/// What somebody says of what they pass on, without naming a claim.
@Suite struct RemarkTests {
  private func remark(_ text: String, _ kind: EdgeKind? = .repost) throws -> Stance? {
    let matcher = try Matcher(index: SmallIndex.make(texts: ["The swans obey the traffic lights."]))
    var scratch = MatchScratch()
    let item = Item(id: "i", content: .text(text), parent: kind.map { Parent(id: "p", kind: $0) })
    var source = text
    _ = source.withUTF8 { matcher.match(item, text: $0.span, top: 1, minimumScore: 0, scratch: &scratch) }
    return matcher.remark(of: item, scratch: &scratch)
  }

  @Test(
    arguments: [
      ("早就辟谣了", .refutes), ("这是假的！", .refutes), ("官方说了是谣言", .refutes), ("真的假的？", .questions), ("求真相", .questions),
      ("？", .questions), ("This is fake news.", .refutes), ("Is this true?", .questions), ("", nil), ("转发微博", nil),
      ("大家快看！", nil), ("吃什么才放心呢？", nil), ("太不是人了", nil), ("以后这个也不能喝了", nil), ("脑残", nil),
      ("How awful, what is happening to us?", nil), ("I can't believe how beautiful she was", nil),
    ] as [(String, Stance?)])
  func `a remark counts when it speaks of true and false`(text: String, stance: Stance?) throws {
    #expect(try remark(text) == stance)
    #expect(try remark(text, .quote) == stance)
  }

  @Test func `an item that passes nothing on has no remark`() throws {
    #expect(try remark("This is fake news.", nil) == nil)
  }
}
