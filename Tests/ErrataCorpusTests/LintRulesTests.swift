import ErrataIndex
import ErrataModel
import ErrataText
import Testing

@testable import ErrataCorpus

@Suite struct LintRulesTests {
  /// One change to a good claim and what lint says of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let finding: String?
    let change: @Sendable (inout Claim) -> Void
    var testDescription: String { finding ?? "nothing" }

    init(_ finding: String?, _ change: @escaping @Sendable (inout Claim) -> Void) {
      self.finding = finding
      self.change = change
    }
  }

  static let settings = LintSettings(now: ClaimLine.now, background: .empty)

  static func findings(_ claims: Claim..., settings: LintSettings = settings) -> [String] {
    let report = Linter(settings: settings).lint(files: [ClaimLine.file(claims)])
    return report.findings.map { "\($0.line) \($0.severity.rawValue) \($0.field) \($0.code)" }
  }

  static let cases: [Case] = [
    Case(nil) { _ in },
    // Length: six characters, four words, or both in proportion.
    Case("1 warning claim too-short") { $0.text = "Swans obey lights" },
    Case(nil) { $0.text = "Swans obey traffic lights" },
    Case("1 warning claim too-short") { $0.text = "天鹅守交规" },
    Case(nil) { $0.text = "天鹅会守交规" },
    Case("1 warning claim too-short") { $0.text = "5G治天鹅" },
    Case(nil) { $0.text = "5G能治好天鹅" },
    Case("1 warning variants[1] too-short") { $0.variants[1] = "!!! swans" },
    // Questions.
    Case("1 warning claim question-wording") { $0.text = "Do swans obey the traffic lights?" },
    Case("1 warning claim question-wording") { $0.text = "天鹅真的会看红绿灯吗？！" },
    Case("1 warning variants[0] question-wording") {
      $0.variants[0] = "Is it true that swans obey the lights"
    },
    Case(nil) { $0.text = "Ever seen a swan jump the lights? They all obey them." },
    // Debunks.
    Case("1 warning claim debunk-wording") { $0.text = "Myth: swans obey the traffic lights" },
    Case("1 warning claim debunk-wording") { $0.text = "Fact check: swans don't obey traffic lights" },
    Case("1 warning claim debunk-wording") { $0.text = "辟谣：天鹅不会看红绿灯" },
    // Sayings.
    Case("1 warning claim saying") { $0.text = "All good things have to come to an end." },
    Case("1 warning variants[1] saying") { $0.variants[1] = "天下沒有不散的筵席，大家都知道" },
    Case(nil) { $0.text = "The baker of Oldtown says his good bread must come to an end by noon each day" },
    // Variants.
    Case("1 warning variants[0] variant-is-claim") { $0.variants[0] = $0.text.uppercased() },
    Case("1 warning variants[1] duplicate-variant") { $0.variants[1] = $0.variants[0] + "!!" },
    Case("1 warning variants few-variants") { $0.variants = [$0.variants[0]] },
    // Negative entries and queries.
    Case("1 error negatives[0] negative-is-wording") { $0.negatives = [$0.variants[1] + " …"] },
    Case("1 warning queries[0] general-query") { $0.queries = ["swan"] },
    Case("1 warning queries[1] general-query") { $0.queries = ["天鹅路", "天鹅"] },
    Case("1 warning queries[0] general-query") { $0.queries = ["?"] },
    Case(nil) { $0.queries = ["nibiru", "swan lights"] },
    Case("1 error negativeQueries[0] negative-query-is-query") {
      $0.queries = ["swan traffic lights"]
      $0.negativeQueries = ["lights, traffic"]
    },
    Case(nil) { $0.negativeQueries = ["traffic lights ballet"] },
    // Reviews.
    Case("1 error reviews no-review") { $0.reviews = [] },
    Case("1 warning reviews no-review") {
      $0.reviews = []
      $0.status = .draft
    },
    Case(nil) {
      $0.reviews = []
      $0.status = .retracted
    },
    Case("1 error reviews[0].datePublished review-in-future") { $0.reviews[0].datePublished = "2026-12" },
    Case(nil) { $0.reviews[0].datePublished = "2026" },
    Case("1 warning reviews[0].lang review-without-language") { $0.reviews[0].lang = "" },
    Case("1 warning reviews[0].title incomplete-review") { $0.reviews[0].title = "" },
    Case("1 warning reviews[0].summary incomplete-review") { $0.reviews[0].summary = "" },
    Case("1 warning reviews[0].rating incomplete-review") { $0.reviews[0].rating = "" },
    Case("1 warning reviews[0].url insecure-review") { $0.reviews[0].url = "http://ponds.example/swans" },
    // Languages and topics.
    Case("1 error lang bad-language") { $0.lang = "english language" },
    Case("1 error lang bad-language") { $0.lang = "e" },
    Case("1 error lang bad-language") { $0.lang = "zh-" },
    Case("1 error lang bad-language") { $0.lang = "zh_TW" },
    Case(nil) { $0.lang = "zh-Hant-TW" },
    Case("1 error reviews[0].lang bad-language") { $0.reviews[0].lang = "中文" },
    Case("1 warning topics no-topic") { $0.topics = [] },
    Case("1 warning topics[1] unknown-topic") { $0.topics.append(Topic(rawValue: "swans")) },
    // Life.
    Case("1 warning expires expired") { $0.expires = ClaimLine.now },
    Case(nil) { $0.expires = ClaimLine.now.advanced(bySeconds: 1) },
    Case(nil) {
      $0.expires = ClaimLine.now
      $0.status = .retracted
    },
    Case("1 error validFrom expires-before-valid") {
      $0.validFrom = ClaimLine.now
      $0.expires = ClaimLine.now
    },
  ]

  @Test(arguments: cases) func `each rule finds its case and leaves the neighbours alone`(_ testCase: Case) {
    var claim = ClaimLine.claim()
    testCase.change(&claim)
    #expect(Self.findings(claim) == [testCase.finding].compactMap(\.self))
  }

  @Test func `a wording that two claims share is an error at the later one, in any spelling`() {
    let other = ClaimLine.claim(
      id: "other", text: "Swans in ＯＬＤＴＯＷＮ obey the traffic lights on the bridge!",
      variants: ["Geese of the old harbour vote in elections", "All geese of the harbour vote by mail"])
    #expect(Self.findings(ClaimLine.claim(), other) == ["2 error claim same-wording"])
  }

  @Test func `claims with nearly the same wording earn one warning a pair`() {
    let other = ClaimLine.claim(
      id: "other", text: "Every single swan in Oldtown waits for a green light",
      variants: ["Geese of the old harbour vote in elections", "All geese of the harbour vote by mail"])
    #expect(Self.findings(ClaimLine.claim(), other) == ["2 warning claim near-duplicate"])
  }

  @Test func `claims about the same subject are no near duplicates`() {
    let other = ClaimLine.claim(
      id: "other", text: "The swans of Oldtown elect a mayor each spring",
      variants: ["Oldtown has a swan as its mayor", "Swans vote for the mayor of Oldtown, a swan"])
    #expect(Self.findings(ClaimLine.claim(), other) == [])
  }

  @Test func `near Chinese wordings are found across scripts`() {
    let simple = ClaimLine.claim(
      id: "one", text: "天鹅过马路时会看红绿灯。", variants: ["老城的天鹅都守交通规则", "见过天鹅等绿灯的人不少"])
    let traditional = ClaimLine.claim(
      id: "two", text: "聽說天鵝過馬路時會看紅綠燈", variants: ["港口的大雁参加选举投票", "大雁投票选出了港口市长"])
    #expect(Self.findings(simple, traditional) == ["2 warning claim near-duplicate"])
  }

  @Test func `a wording of common words only is found with a background, and not without`() {
    var settings = Self.settings
    settings.background = .embedded
    settings.minimumBits = 1000
    #expect(Self.findings(ClaimLine.claim(), settings: settings).first == "1 warning claim too-common")
    settings.minimumBits = 1
    #expect(Self.findings(ClaimLine.claim(), settings: settings) == [])
    settings.background = .empty
    settings.minimumBits = 1000
    #expect(Self.findings(ClaimLine.claim(), settings: settings) == [])
  }

  @Test(arguments: ["It was the Zweigartenhofer.", "就是她：饕餮鬶", "The Zweigartenhofer"])
  func `a wording of which one name tells nearly all is told with its share`(_ text: String) {
    var settings = Self.settings
    settings.background = .embedded
    settings.minimumBits = 1
    settings.minimumWords = 1
    settings.minimumCharacters = 1
    let report = Linter(settings: settings).lint(files: [ClaimLine.file([ClaimLine.claim(text: text)])])
    let finding = report.findings.first { $0.code == "dominant-term" && $0.field == "claim" }
    #expect(finding?.message.firstMatch(of: /one rare name carries [6-9][0-9]% of the score/) != nil, "\(report)")
    settings.background = .empty
    #expect(Self.findings(ClaimLine.claim(text: text), settings: settings).allSatisfy { !$0.contains("dominant") })
  }

  @Test func `claims are checked beside a corpus of which nothing is told`() {
    let known = ClaimLine.claim(id: "known", text: "天鹅过马路时会看红绿灯。", variants: [])
    let new = ClaimLine.claim(id: "new", text: "听说天鹅过马路时会看红绿灯", variants: ["大雁投票选出了港口市长", "大雁参加选举投票了"])
    let linter = Linter(settings: Self.settings)
    let report = linter.lint([LocatedClaim(claim: new, file: "new.jsonl", line: 7)], beside: [known])
    #expect(report.findings.map { "\($0.file):\($0.line) \($0.code)" } == ["new.jsonl:7 near-duplicate"])
    var changed = known
    changed.variants = ["大雁投票选出了港口市长", "大雁参加选举投票了"]
    #expect(linter.lint([LocatedClaim(claim: changed, file: "a", line: 1)], beside: [known]).findings.isEmpty)
  }

  @Test func `a unit that comes again tells nothing new`() {
    func bits(_ text: String) -> Double {
      TooCommonRule.bits(
        of: LintedText(field: "", text: text, normalizer: Normalizer()).units, .embedded)
    }
    #expect(bits("swans, swans, swans") == bits("swans"))
    #expect(bits("swans obey") > bits("swans"))
  }
}
