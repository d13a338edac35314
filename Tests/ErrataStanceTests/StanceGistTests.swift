import ErrataModel
import ErrataStance
import ErrataText
import Testing

@Suite struct `What a text says as a whole` {
  private func finding(_ marked: String, claim: String) throws -> StanceFinding {
    let text = MarkedText(marked)
    return try Shared.classifier.get().classify(
      text.text, spans: text.spans, context: StanceContext(claim: Normalizer().normalize(claim)))
  }

  private let claim = "蒲公英根茶能清除肺里的尘埃"
  private let signs = "目前没有临床试验，研究只做到体外，样本量也小，因此还要更多数据。"

  @Test func `several weak signs around a small claim deny it, and are told`() throws {
    let result = try finding("有人爱喝[[蒲公英根茶]]。" + signs, claim: claim)
    #expect(result.stance == .refutes)
    #expect(result.cues.count >= 3)
    #expect(result.cues.allSatisfy { $0.rule.hasPrefix("zh.") })
  }

  @Test func `two weak signs do not`() throws {
    #expect(try finding("[[蒲公英根茶能清除]]灰尘，目前研究已知，大家可以试试看。", claim: claim).stance == .asserts)
  }

  @Test func `a copy that fills half of the text keeps its stance`() throws {
    let copy = "[[蒲公英根茶能清除肺里的尘埃，每天一壶，坚持三个月，肺就干净了，医院都来取经]]"
    #expect(try finding(copy + signs, claim: claim).stance == .asserts)
  }

  @Test func `signs far away do not count`() throws {
    let filler = String(repeating: "早上起来先开窗，再去菜园里转一圈。", count: 16)
    #expect(try finding("[[蒲公英根茶能清除肺里的尘埃]]。" + filler + signs, claim: claim).stance == .asserts)
  }

  @Test func `urging to share speaks against a denial`() throws {
    let text = "有人爱喝[[蒲公英根茶]]。" + signs
    #expect(try finding(text + "亲测有效，千真万确！", claim: claim).stance == .asserts)
  }
}

@Suite struct `Words among the matched words` {
  private func stance(_ marked: String, claim: String) throws -> Stance {
    let text = MarkedText(marked)
    return try Shared.classifier.get().classify(
      text.text, spans: text.spans, context: StanceContext(claim: Normalizer().normalize(claim))
    ).stance
  }

  @Test(
    arguments: [
      ("[[白露镇的水塔不会在下周拆除]]", "白露镇的水塔会在下周拆除"),
      ("[[白露镇的水塔]]不[[会在下周]]拆，并未[[拆除]]", "白露镇的水塔会在下周拆除"),
      ("[[白露镇水塔拆除系谣言，下周照常]]供水", "白露镇水塔拆除，下周停水"),
      ("[[The bridge]] was never [[closed for repairs]]", "The bridge closed for repairs"),
      ("[[The bridge is not closed for repairs]]", "The bridge is closed for repairs"),
    ])
  func `a denial that the claim has not refutes`(_ text: String, _ claim: String) throws {
    #expect(try stance(text, claim: claim) == .refutes)
  }

  @Test(
    arguments: [
      ("[[白露镇的水塔不会倒]]", "白露镇的水塔不会倒"), ("[[白露镇的水塔会不会倒，会]]", "白露镇的水塔会倒"),
      ("[[造谣的人说水塔要倒]]", "造谣的人说水塔要倒"),
      ("[[The bridge is not safe]]", "The bridge is not safe"),
      ("[[The bridge, NOT REPAIRED, is closed]]", "The bridge is closed"),
    ])
  func `the claim's own negation is none`(_ text: String, _ claim: String) throws {
    #expect(try stance(text, claim: claim) != .refutes)
  }

  @Test func `a question with a negated predicate questions`() throws {
    #expect(try stance("[[白露镇的水塔不会倒]]吗？", claim: "白露镇的水塔会倒") == .questions)
  }

  @Test func `what holds only the claim's words about rumors copies no claim`() throws {
    let claim = "今年夏天关于饮用水安全的十大谣言盘点"
    #expect(try stance("去年[[十大谣言盘点]]", claim: claim) == .refutes)
    #expect(try stance("[[今年夏天关于饮用水安全的十大谣言盘点]]", claim: claim) == .asserts)
  }
}
