import ErrataModel
import ErrataPolicy
import Testing

@Suite struct RuleConditionTests {
  @Test func `an empty condition fits everything`() {
    #expect(RuleCondition().fits(TestInput.claim(.false), TestInput.item()))
  }

  @Test func `a topic of the claim or of the item is enough`() {
    let condition = RuleCondition(topics: [Topic(rawValue: "war")])
    let war = [Topic(rawValue: "war")]
    #expect(condition.fits(TestInput.claim(.false, topics: war), TestInput.item()))
    #expect(condition.fits(TestInput.claim(.false), TestInput.item(topics: war)))
    #expect(!condition.fits(TestInput.claim(.false, topics: [Topic(rawValue: "food")]), TestInput.item()))
  }

  @Test(arguments: [
    ("zh", "zh-Hans", true), ("zh", "ZH", true), ("zh-hans", "zh", false), ("zh", "zha", false),
    ("pt-br", "pt-BR", true), ("en", "zh", false),
  ])
  func `a language tag holds for what refines it`(tag: String, item: String, fits: Bool) {
    let condition = RuleCondition(langs: [tag])
    #expect(condition.fits(TestInput.claim(.false, lang: "xx"), TestInput.item(lang: item)) == fits)
  }

  @Test func `the claim's language counts where the item's isn't known`() {
    let condition = RuleCondition(langs: ["zh"])
    #expect(condition.fits(TestInput.claim(.false, lang: "zh-Hant"), TestInput.item()))
    #expect(!condition.fits(TestInput.claim(.false, lang: "zh"), TestInput.item(lang: "en")))
  }

  @Test func `an item without a surface fits no list of surfaces`() {
    let condition = RuleCondition(surfaces: ["feed"])
    #expect(condition.fits(TestInput.claim(.false), TestInput.item(surface: "feed")))
    #expect(!condition.fits(TestInput.claim(.false), TestInput.item(surface: "comments")))
    #expect(!condition.fits(TestInput.claim(.false), TestInput.item()))
  }

  @Test func `any of the declarations is enough`() {
    let condition = RuleCondition(declarations: [.fictional, .aiGenerated])
    #expect(condition.fits(TestInput.claim(.false), TestInput.item(declared: [.aiGenerated])))
    #expect(!condition.fits(TestInput.claim(.false), TestInput.item(declared: [.sourced])))
    #expect(!condition.fits(TestInput.claim(.false), TestInput.item()))
  }

  @Test func `all lists must hold`() {
    let condition = RuleCondition(verdicts: [.false], surfaces: ["feed"])
    #expect(condition.fits(TestInput.claim(.false), TestInput.item(surface: "feed")))
    #expect(!condition.fits(TestInput.claim(.satire), TestInput.item(surface: "feed")))
    #expect(!condition.fits(TestInput.claim(.false), TestInput.item(surface: "search")))
  }

  @Test func `the first rule that fits wins`() throws {
    let policy = try TestPolicies.withRules(
      """
        - {id: first, when: {verdict: false, topic: war}, label: rumor, weight: 0.1}
        - {id: second, when: {verdict: false}, label: rumor, weight: 0.5}
        - {id: third, label: disputed, weight: 0.9}
      """)
    let item = TestInput.item()
    #expect(
      policy.rule(for: TestInput.claim(.false, topics: [Topic(rawValue: "war")]), item: item)?.id == "first")
    #expect(policy.rule(for: TestInput.claim(.false), item: item)?.id == "second")
    #expect(policy.rule(for: TestInput.claim(.unproven), item: item)?.id == "third")
  }

  @Test func `a true claim fits no rule, not even one that takes all`() throws {
    let policy = try TestPolicies.withRules("  - {id: all, label: rumor, weight: 0.5}")
    #expect(policy.rule(for: TestInput.claim(.true), item: TestInput.item()) == nil)
  }

  @Test func `a rule's own cuts go before the policy's`() throws {
    let policy = try TestPolicies.withRules(
      """
        - {id: both, when: {verdict: false}, label: rumor, weight: 0.5, apply: 0.9, review: 0.7}
        - {id: one, when: {verdict: satire}, label: rumor, weight: 0.5, apply: 0.95}
        - {id: neither, label: rumor, weight: 0.5}
      """)
    #expect(policy.cuts(for: policy.rules[0]) == Cuts(apply: 0.9, review: 0.7))
    #expect(policy.cuts(for: policy.rules[1]) == Cuts(apply: 0.95, review: 0.5))
    #expect(policy.cuts(for: policy.rules[2]) == Cuts(apply: 0.8, review: 0.5))
    #expect(policy.cuts(for: nil) == Cuts(apply: 0.8, review: 0.5))
  }
}
