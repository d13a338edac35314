import ErrataModel
import ErrataStance
import ErrataText
import Testing

@Suite struct `What else the classifier takes into account` {
  private func finding(
    _ marked: String, claim: String? = nil, comment: Bool = false
  ) throws -> StanceFinding {
    let text = MarkedText(marked)
    let context = StanceContext(
      isRepostComment: comment, claim: claim.map { Normalizer().normalize($0) })
    return try Shared.classifier.get().classify(text.text, spans: text.spans, context: context)
  }

  @Test func `cues within the matched words are the claim's own`() throws {
    #expect(try finding("[[商家造谣说蜂蜜加葱会毒死人是谣言]]").stance == .asserts)
    #expect(try finding("[[the hoax of the century is fake news]]").stance == .asserts)
  }

  @Test func `with the claim at hand a question word among the matched words counts`() throws {
    let claim = "红豆水可以排毒"
    #expect(try finding("[[红豆水是否可以排毒]]", claim: claim).stance == .questions)
    #expect(try finding("[[红豆水是否可以排毒]]").stance == .asserts)
    #expect(try finding("[[红豆水是否可以排毒]]", claim: "红豆水是否可以排毒").stance == .asserts)
  }

  @Test func `a question mark at the span's end counts unless the claim has it`() throws {
    #expect(try finding("[[红豆水可以排毒？]]", claim: "红豆水可以排毒").stance == .questions)
    #expect(try finding("[[红豆水可以排毒？]]", claim: "红豆水可以排毒？").stance == .asserts)
  }

  @Test func `a question behind a long copy asks about its last sentence only`() throws {
    let copy = "[[大桥昨晚塌了。桥上有三辆公交车。消防队已经赶到现场。河水也涨得很高。你们那里下雨了]]吗？"
    #expect(try finding(copy).stance == .asserts)
    #expect(try finding("[[大桥昨晚塌了]]吗？").stance == .questions)
  }

  @Test func `a cue about another subject far away does not suppress`() throws {
    let filler = String(repeating: "今天的天气很好，我们去公园里走了走，买了些水果。", count: 20)
    #expect(try finding("[[大桥昨晚塌了]]。" + filler + "另外，塑料大米是谣言。").stance == .asserts)
    let english = String(repeating: "We went to the park and had some ice cream. ", count: 12)
    #expect(try finding("[[The bridge fell]]. " + english + "The other story is a hoax.").stance == .asserts)
  }

  @Test func `a title or a closing line governs a long text`() throws {
    let filler = String(repeating: "这段话已经流行了好几年，每年夏天都有人提起。", count: 20)
    #expect(try finding("辟谣\n" + filler + "[[大桥昨晚塌了]]。" + filler).stance == .refutes)
    #expect(try finding("[[大桥昨晚塌了]]。" + filler + "以上均为谣言。").stance == .refutes)
    let english = String(repeating: "We went to the park and had some ice cream. ", count: 12)
    #expect(try finding("Fact check: five stories\n" + english + "[[The bridge fell]].").stance == .refutes)
  }

  @Test func `a long copy under a bare attribution asserts, a short one reports`() throws {
    let long = String(repeating: "大桥昨晚塌了，桥上的车都掉进了河里，", count: 8)
    #expect(try finding("网传：[[\(long)]]").stance == .asserts)
    #expect(try finding("网传：[[大桥昨晚塌了]]").stance == .reports)
  }

  @Test func `a denial in a quotation yields to the author's own voice`() throws {
    #expect(try finding("官方说“[[大桥昨晚塌了]]是谣言”，可这是真的，我亲眼看到").stance == .asserts)
    #expect(try finding("官方说“[[大桥昨晚塌了]]是谣言”，大家别信").stance == .refutes)
  }

  @Test(
    arguments: [
      ("辟谣了，别转", Stance.refutes), ("假的", .refutes), ("假消息", .refutes), ("真的假的？", .questions),
      ("求证", .questions), ("呵呵", .refutes), ("转发微博", .asserts), ("太可怕了", .asserts), ("这是真的！", .asserts),
      ("fake", .refutes), ("this is a hoax", .refutes), ("is this true?", .questions), ("so sad", .asserts),
      ("debunked", .refutes), ("omg everyone read this", .asserts),
    ])
  func `a repost's comment is about the claim as a whole`(_ comment: String, _ stance: Stance) throws {
    let result = try finding(comment, comment: true)
    #expect(result.stance == stance, "\(result.cues.map(\.rule))")
  }

  @Test func `a cue points at the caller's bytes`() throws {
    let source = "闢謠：[[大橋昨晚塌了]]"
    let cue = try #require(try finding(source).cues.first)
    let bytes = Array(source.replacing("[[", with: "").replacing("]]", with: "").utf8)
    #expect(String(decoding: bytes[cue.span.start..<cue.span.end], as: UTF8.self) == "闢謠")
    #expect(cue.rule.hasPrefix("zh.refute"))
  }

  @Test func `a plain assertion has no cues`() throws {
    #expect(try finding("[[大桥昨晚塌了]]") == StanceFinding(stance: .asserts))
  }

  @Test func `the trace lists negations turned round`() throws {
    let text = Normalizer().normalize("this is not some silly hoax")
    let cues = try Shared.classifier.get().cues(in: text)
    #expect(cues.contains { $0.rule == "en.refute.noun" && $0.kind == .refute })
    let near = Normalizer().normalize("it was never a silly hoax")
    #expect(try Shared.classifier.get().cues(in: near).contains { $0.kind == .assert })
  }
}

@Suite struct `Comments above a repost` {
  private func finding(_ marked: String, comment: Bool = false) throws -> StanceFinding {
    let text = MarkedText(marked)
    return try Shared.classifier.get().classify(
      text.text, spans: text.spans, context: StanceContext(isRepostComment: comment))
  }

  @Test(
    arguments: [
      "真的假的啊", "果真如此？", "不信", "不太靠谱吧", "盼辟谣！", "求解释真相", "谁来证实一下", "有这种事？", "是真是假", "出处呢？",
      "打死我也不信", "可信度待考", "is that so?", "source?", "legit or fake?", "any truth to this", "I doubt it",
    ])
  func `doubt questions`(_ comment: String) throws {
    let result = try finding(comment, comment: true)
    #expect(result.stance == .questions, "\(result.cues.map(\.rule))")
  }

  @Test(
    arguments: [
      "去年就辟过谣了", "[doge]", "狗头保命 [狗头] 呵呵", "编得太离谱了吧", "造谣也不挑个好日子", "这你也信", "当我们是三岁小孩", "智商堪忧",
      "笑死人了，鬼才信", "瞎编", "yeah right", "lol sure", "Sure, and pigs can fly", "great plan /s",
      "what planet are you on", "what a load of rubbish", "oh please", "nice try",
    ])
  func `mockery refutes`(_ comment: String) throws {
    let result = try finding(comment, comment: true)
    #expect(result.stance == .refutes, "\(result.cues.map(\.rule))")
  }

  @Test(arguments: ["转发：这是真的！", "太可怕了，转给爸妈", "不是谣言，我同事就在现场", "so scary, stay safe", "it's true, I was there"])
  func `agreement asserts`(_ comment: String) throws {
    let result = try finding(comment, comment: true)
    #expect(result.stance == .asserts, "\(result.cues.map(\.rule))")
  }

  @Test func `mockery that is quoted with the claim is the quoted one's`() throws {
    #expect(try finding("The mayor: “Give me a break, [[we never sold the park]].”").stance == .asserts)
    #expect(try finding("“[[We never sold the park]]” Give me a break.").stance == .refutes)
  }

  @Test func `a comment is about the whole chain behind it`() throws {
    let chain = " //@甲：转发。//@乙：路过。//@丙：" + String(repeating: "今天天气不错，出去走走。", count: 12)
    #expect(try finding("谣言，别传" + chain + "[[大桥昨晚塌了]]").stance == .refutes)
    #expect(try finding("转给大家" + chain + "[[大桥昨晚塌了]]").stance == .asserts)
  }
}
