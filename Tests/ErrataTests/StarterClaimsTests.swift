import Errata
import ErrataCorpus
import Testing

/// The six cases over the starter corpus: every Chinese claim of 20 to 60 characters.
@Suite struct StarterClaimsTests {
  private static let engine = try? Engine.starter()
  private static let claims: [Claim] = (engine?.claims ?? []).filter { claim in
    claim.lang.hasPrefix("zh") && (20...60).contains(claim.text.count)
  }

  private func judge(_ text: (Claim) -> String, _ check: (Claim, Decision, String) -> Void) throws {
    let engine = try #require(StarterClaimsTests.engine)
    var session = Engine.Session()
    for claim in StarterClaimsTests.claims {
      let text = text(claim)
      let item = Item(id: "1", content: .text(text))
      check(claim, engine.decide(item, now: TestEngine.now, session: &session), text)
    }
  }

  private func expectLabels(_ text: (Claim) -> String) throws {
    try judge(text) { claim, decision, text in
      let claims = decision.labels.compactMap(\.reason.evidence?.claim)
      #expect(claims.contains(claim.id), "\(text) ⟵ \(claim.id), \(claim.text): \(decision.told)")
    }
  }

  @Test func `there are enough claims to look at`() {
    #expect(StarterClaimsTests.claims.count >= 50)
  }

  @Test func `the disguises change the texts`() {
    let texts = StarterClaimsTests.claims.map(\.text)
    #expect(texts.allSatisfy { Disguises.rewritten($0) != $0 })
    #expect(texts.allSatisfy { Disguises.dotted($0, with: "😡") != $0 })
    // One claim has only characters that both scripts write alike.
    #expect(texts.filter { Disguises.otherScript($0) == $0 }.count <= 1)
    #expect(Disguises.rewritten("每晚十二点以前喝三杯白醋水，能治好二十一种病。") == "每晚12点以前喝3杯白,能治好二十一种病.")
  }

  @Test func `half-width marks, numerals as digits and one word cut are labelled`() throws {
    try expectLabels { Disguises.rewritten($0.text) }
  }

  @Test func `emoji put in are labelled`() throws {
    try expectLabels { "🔥🔥" + $0.text + "🙏🙏🙏" }
    try expectLabels { Disguises.dotted($0.text, with: "😡") }
  }

  @Test func `the other script is labelled`() throws {
    try expectLabels { Disguises.otherScript($0.text) }
  }

  @Test func `a chatty beginning changes nothing`() throws {
    try expectLabels { "家人们谁懂啊，刚刚我妈在群里转给我看，赶紧告诉你们：" + $0.text }
  }

  @Test func `a debunk that quotes it is suppressed as refuting and never labelled`() throws {
    try judge({ "【辟谣】近日网传“\($0.text)”，经核实，该说法不实，请大家不信谣、不传谣。" }) { claim, decision, text in
      #expect(decision.labels.isEmpty, "\(text): \(decision.told)")
      let isRefuted = decision.suppressed.contains { $0.claim == claim.id && $0.reason == .refutes }
      #expect(isRefuted, "\(text): \(decision.told)")
      #expect(decision.weight.value >= 1)
    }
  }

  @Test func `unrelated rumors give nothing`() throws {
    let engine = try #require(StarterClaimsTests.engine)
    var session = Engine.Session()
    for text in SixCasesTests.examples.map(\.claim) + ["某地动物园的三只老虎昨晚咬断铁笼逃进了山里，附近村民已经连夜撤离。"] {
      let decision = engine.decide(Item(id: "1", content: .text(text)), now: TestEngine.now, session: &session)
      #expect(
        decision.labels.isEmpty && decision.queued.isEmpty && decision.suppressed.isEmpty, "\(text): \(decision.told)")
    }
  }
}

extension Decision {
  /// What came out, in short.
  var told: String {
    let labels = labels.map { "\($0.value) \($0.reason.evidence?.claim ?? "")" }
    let suppressed = suppressed.map { "\($0.claim) \($0.reason) \($0.score)" }
    return "labels \(labels), suppressed \(suppressed), queued \(queued.map { "\($0.claim) \($0.score)" })"
  }
}
