import Errata
import Testing

/// The same six disguises and look-alikes for claims of about 48 characters.
@Suite struct SixCasesTests {
  /// A claim, the same with other spelling of its number and one word cut, and its traditional script.
  struct Example: Sendable, CustomTestStringConvertible {
    var claim: String
    var changed: String
    var traditional: String
    var testDescription: String { String(claim.prefix(12)) }
  }

  static let examples: [Example] = [
    Example(
      claim: "每天晚上十二点以前喝下三杯煮沸过的柠檬水，连续喝满一个月，就能把血管里多年的垃圾全部清洗干净。",
      changed: "每天晚上12点以前喝下3杯煮沸过的柠檬水,连续喝满一个月,就能把血管里的垃圾全部清洗干净.",
      traditional: "每天晚上十二點以前喝下三杯煮沸過的檸檬水，連續喝滿一個月，就能把血管裡多年的垃圾全部清洗乾淨。"),
    Example(
      claim: "本市自来水厂昨天夜里泄漏了二十吨氯气，未来三天全城的自来水都不能饮用，请大家赶紧去超市囤水。",
      changed: "本市自来水厂昨天夜里泄漏了20吨氯气,未来3天全城的自来水都不能饮用,请大家去超市囤水!",
      traditional: "本市自來水廠昨天夜裡洩漏了二十噸氯氣，未來三天全城的自來水都不能飲用，請大家趕緊去超市囤水。"),
    Example(
      claim: "把手机放在枕头旁边充电十二个小时以上，电池释放的射线会穿透头骨，造成记忆力永久性的下降和脱发。",
      changed: "把手机放在枕头旁边充电12个小时以上,电池释放的射线会穿透头骨,造成记忆力永久的下降和脱发",
      traditional: "把手機放在枕頭旁邊充電十二個小時以上，電池釋放的射線會穿透頭骨，造成記憶力永久性的下降和脫髮。"),
    Example(
      claim: "银行内部人士透露，下个月十五号起所有旧版百元纸币停止流通，逾期不换的钞票将一律作废，不予补偿。",
      changed: "银行内部人士透露,下个月15号起所有旧版百元纸币停止流通,逾期不换的钞票一律作废,不予补偿.",
      traditional: "銀行內部人士透露，下個月十五號起所有舊版百元紙幣停止流通，逾期不換的鈔票將一律作廢，不予補償。"),
    Example(
      claim: "地震局专家警告，根据蟾蜍搬家的规律推算，本周六凌晨三点我省北部将发生八级以上的大地震，速转亲友。",
      changed: "地震局专家警告,根据蟾蜍搬家规律推算,本周六凌晨3点我省北部将发生8级以上的大地震,速转亲友!!",
      traditional: "地震局專家警告，根據蟾蜍搬家的規律推算，本週六凌晨三點我省北部將發生八級以上的大地震，速轉親友。"),
  ]

  private static func claim(_ number: Int) -> Claim {
    Claim(
      id: "claim-\(number)", text: examples[number].claim, lang: "zh", topics: [Topic(rawValue: "livelihood")],
      verdict: .false,
      reviews: [
        Review(
          publisher: "核查", url: "https://reviews.example/\(number)", datePublished: "2024", lang: "zh", rating: "不实",
          title: "核查", summary: "不实。")
      ])
  }

  private static let engine = try? TestEngine.make((0..<examples.count).map(claim))

  private func decide(_ text: String) throws -> Decision {
    let engine = try #require(SixCasesTests.engine)
    var session = Engine.Session()
    return engine.decide(Item(id: "1", content: .text(text)), now: TestEngine.now, session: &session)
  }

  private func expectLabel(_ text: String, claim number: Int) throws {
    let decision = try decide(text)
    let evidence = try #require(decision.labels.first?.reason.evidence, "not labelled: \(text) \(decision)")
    #expect(evidence.claim == "claim-\(number)")
    #expect(decision.labels.first?.value == .rumor)
    #expect(decision.weight.value < 1)
  }

  @Test(arguments: examples.indices)
  func `half-width marks, a numeral changed to digits and one word cut are labelled`(_ number: Int) throws {
    try expectLabel(SixCasesTests.examples[number].changed, claim: number)
  }

  @Test(arguments: examples.indices)
  func `emoji put in are labelled`(_ number: Int) throws {
    let text = SixCasesTests.examples[number].claim
    try expectLabel("⚠️⚠️" + text + "😱🙏🙏", claim: number)
    try expectLabel(text.map { "\($0)" + ("，。".contains($0) ? "🔥" : "") }.joined(), claim: number)
    try expectLabel(text.map(String.init).joined(separator: "😡"), claim: number)
  }

  @Test(arguments: examples.indices)
  func `traditional script is labelled`(_ number: Int) throws {
    try expectLabel(SixCasesTests.examples[number].traditional, claim: number)
  }

  @Test(arguments: examples.indices)
  func `a chatty beginning changes nothing`(_ number: Int) throws {
    let text = SixCasesTests.examples[number].claim
    for prefix in ["家人们，刚在群里看到的，赶紧告诉你们：", "唉，我也是今天听同事说起才知道，大家都来看看吧，"] {
      try expectLabel(prefix + text, claim: number)
    }
  }

  @Test(arguments: examples.indices)
  func `a debunk that quotes it is suppressed as refuting`(_ number: Int) throws {
    let text = SixCasesTests.examples[number].claim
    let debunks = [
      "【辟谣】网传“\(text)”经核实，该消息不实，请大家不信谣、不传谣。",
      "辟谣：近日网上流传“\(text)”，警方：此消息为谣言。",
      "有人在群里说“\(text)”这是假的，专家早就澄清过了。",
    ]
    for debunk in debunks {
      let decision = try decide(debunk)
      #expect(decision.labels.isEmpty, "\(debunk)")
      #expect(decision.suppressed.contains { $0.claim == "claim-\(number)" && $0.reason == .refutes }, "\(debunk)")
      #expect(decision.weight.value >= 1)
    }
  }

  @Test func `an unrelated rumor gives nothing`() throws {
    let decision = try decide("某地动物园的三只老虎昨晚咬断铁笼逃进了山里，附近村民已经连夜撤离，请各位家长看好自己的孩子。")
    #expect(decision.labels.isEmpty && decision.suppressed.isEmpty && decision.queued.isEmpty)
    #expect(decision.weight == .unlimited)
  }
}
