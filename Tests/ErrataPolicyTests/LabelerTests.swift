import ErrataModel
import ErrataPolicy
import Testing

@Suite struct LabelerTests {
  private let policy: Policy
  private let falseClaim = TestInput.claim(.false)

  init() throws {
    policy = try TestPolicies.withRules(
      """
        - {id: soft, when: {verdict: false, declared: aiGenerated}, label: fictional, weight: 0.9}
        - {id: strict, when: {verdict: misleading}, label: rumor, weight: 0.5, apply: 0.9, review: 0.7}
        - {id: brief, when: {verdict: unproven}, label: disputed, weight: 0.5, expiresAfter: 12h}
        - {id: silent, when: {verdict: outdated}, label: none}
        - {id: made-up, when: {verdict: [satire, fiction]}, label: fictional, weight: 0.6}
        - {id: plain, when: {verdict: false}, label: rumor, weight: 0.4}
      """, "declared: {fictional: {label: fictional, weight: none}}\nboost: {weight: 1.5, minimumScore: 0.7}")
  }

  private func label(_ matches: [ClaimMatch], _ item: Item = TestInput.item()) -> LabelingResult {
    TestInput.label(policy, matches, item)
  }

  // MARK: Labels

  @Test func `a label carries all of its evidence`() throws {
    let result = label([TestInput.entry(falseClaim, 0.93)])
    let evidence = Evidence(
      claim: "vinegar", corpusRevision: "r7", review: "https://check.example/vinegar",
      spans: [ByteSpan(start: 0, end: 8)], score: 0.93, stance: .asserts, normalizerVersion: "n3",
      rule: "plain")
    #expect(result.labels == [Label(value: .rumor, reason: .match(evidence), issuedAt: TestInput.now)])
    #expect(result.suppressed.isEmpty && result.queued.isEmpty && result.boost == nil)
  }

  @Test(arguments: OutcomeCase.all) func `label, suppression or queue entry as the outcome says`(
    _ example: OutcomeCase
  ) {
    let result = label([TestInput.entry(falseClaim, example.score, example.stance)])
    #expect(result.labels.count == (example.outcome == .apply ? 1 : 0))
    #expect(result.queued.count == (example.outcome == .review ? 1 : 0))
    #expect(result.suppressed.map(\.reason) == [example.reason].compactMap { $0 })
  }

  @Test func `a rule's own cuts decide`() {
    let claim = TestInput.claim(.misleading)
    #expect(label([TestInput.entry(claim, 0.9)]).labels.count == 1)
    #expect(label([TestInput.entry(claim, 0.85)]).queued.count == 1)
    #expect(label([TestInput.entry(claim, 0.65)]) == LabelingResult())
  }

  @Test func `a suppression and a queue entry say what a reader would need`() {
    let refuted = label([TestInput.entry(falseClaim, 0.9, .refutes)]).suppressed
    let spans = [ByteSpan(start: 0, end: 8)]
    #expect(
      refuted == [
        Suppression(
          claim: "vinegar", reason: .refutes, score: 0.9, stance: .refutes, spans: spans,
          review: "https://check.example/vinegar")
      ])
    #expect(
      label([TestInput.entry(falseClaim, 0.6)]).queued == [
        QueuedMatch(
          claim: "vinegar", score: 0.6, stance: .asserts, spans: spans,
          review: "https://check.example/vinegar")
      ])
  }

  @Test func `labels come by value, then declared before found, then by score, then by claim`() {
    let matches = [
      TestInput.entry(TestInput.claim(.fiction, id: "f"), 1),
      TestInput.entry(TestInput.claim(.false, id: "b"), 0.9),
      TestInput.entry(TestInput.claim(.unproven, id: "u"), 0.99),
      TestInput.entry(TestInput.claim(.false, id: "a"), 0.9),
      TestInput.entry(TestInput.claim(.false, id: "c"), 0.95),
    ]
    for order in [matches, matches.reversed()] {
      #expect(label(order).labels.map { $0.reason.evidence?.claim } == ["c", "a", "b", "u", "f"])
    }
    let soft = TestInput.item(declared: [.fictional, .aiGenerated])
    let both = label([TestInput.entry(falseClaim, 1)], soft).labels
    #expect(both.map(\.reason.rule) == ["declared-fictional", "soft"])
  }

  @Test func `one claim gives one label, the strongest`() {
    let result = label([TestInput.entry(falseClaim, 0.85), TestInput.entry(falseClaim, 0.95)])
    #expect(result.labels.map { $0.reason.evidence?.score } == [0.95])
  }

  // MARK: What speaks against a label

  @Test func `a claim that has expired is told`() {
    let claim = TestInput.claim(.false, expires: TestInput.now)
    #expect(label([TestInput.entry(claim, 0.9)]).suppressed.map(\.reason) == [.expired])
    #expect(label([TestInput.entry(claim, 0.6)]).suppressed.map(\.reason) == [.expired])
    #expect(label([TestInput.entry(claim, 0.9, .refutes)]).suppressed.map(\.reason) == [.expired])
    #expect(label([TestInput.entry(claim, 0.4)]) == LabelingResult())
  }

  @Test func `an item from before the claim is told`() {
    let claim = TestInput.claim(.false, validFrom: TestInput.now)
    let earlier = TestInput.item(publishedAt: TestInput.now.advanced(bySeconds: -1))
    #expect(label([TestInput.entry(claim, 0.9)], earlier).suppressed.map(\.reason) == [.olderThanClaim])
    #expect(
      label([TestInput.entry(claim, 0.9)], TestInput.item(publishedAt: TestInput.now)).labels.count == 1)
    #expect(label([TestInput.entry(claim, 0.9)], TestInput.item()).labels.count == 1)
  }

  @Test func `a verdict without a rule is told`() {
    #expect(label([TestInput.entry(TestInput.claim(.disputed), 0.9)]).suppressed.map(\.reason) == [.noRule])
    #expect(label([TestInput.entry(TestInput.claim(.outdated), 0.9)]).suppressed.map(\.reason) == [.noRule])
    #expect(label([TestInput.entry(TestInput.claim(.disputed), 0.6)]).suppressed.map(\.reason) == [.noRule])
    #expect(label([TestInput.entry(TestInput.claim(.disputed), 0.4)]) == LabelingResult())
  }

  @Test(arguments: Stance.allCases) func `a true claim never labels`(stance: Stance) {
    let result = label([TestInput.entry(TestInput.claim(.true), 1, stance)])
    #expect(result.labels.isEmpty && result.queued.isEmpty && result.boost == nil)
    #expect(result.suppressed.count == 1)
  }

  @Test func `a guard's reason is kept before every other`() {
    let claim = TestInput.claim(.disputed, expires: TestInput.now)
    let result = label([TestInput.entry(claim, 0.9, .refutes, guardReason: .number)])
    #expect(result.suppressed.map(\.reason) == [.number])
  }

  // MARK: Fiction

  @Test(arguments: [Verdict.satire, .fiction]) func `undeclared fiction is labelled and marked`(
    verdict: Verdict
  ) {
    let result = label([TestInput.entry(TestInput.claim(verdict), 0.9)])
    #expect(result.labels.map(\.value) == [.fictional])
    #expect(result.labels.map(\.isUndeclared) == [true])
    #expect(result.labels.map(\.reason.source) == [.match])
  }

  @Test(arguments: [Verdict.satire, .fiction]) func `declared fiction isn't found once more`(verdict: Verdict) {
    let item = TestInput.item(declared: [.fictional])
    for score in [0.9, 0.6] {
      let result = label([TestInput.entry(TestInput.claim(verdict), score)], item)
      #expect(result.labels.map(\.reason.source) == [.declaration])
      #expect(result.labels.map(\.isUndeclared) == [false])
      #expect(result.suppressed.map(\.reason) == [.declared])
      #expect(result.queued.isEmpty)
    }
  }

  @Test func `a declaration doesn't silence a false claim`() {
    let result = label([TestInput.entry(falseClaim, 0.9)], TestInput.item(declared: [.fictional]))
    #expect(result.labels.map(\.value) == [.rumor, .fictional])
    #expect(result.labels.map(\.reason.source) == [.match, .declaration])
    #expect(result.suppressed.isEmpty)
  }

  @Test func `a rule can call a declared false claim fictional`() {
    let item = TestInput.item(declared: [.fictional, .aiGenerated])
    let result = label([TestInput.entry(falseClaim, 0.9)], item)
    #expect(result.labels.map(\.reason.rule) == ["declared-fictional", "soft"])
    #expect(result.labels.map(\.isUndeclared) == [false, false])
  }

  @Test func `other declarations give nothing`() {
    #expect(label([], TestInput.item(declared: [.aiGenerated, .sourced])) == LabelingResult())
  }

  // MARK: Expiry

  @Test func `a label expires by its rule or with its claim, whichever is first`() {
    let inHours = { (hours: Double) in TestInput.now.advanced(bySeconds: hours * 3600) }
    let expiry = { (claim: ClaimSummary) in self.label([TestInput.entry(claim, 0.9)]).labels.map(\.expires) }
    #expect(expiry(TestInput.claim(.unproven)) == [inHours(12)])
    #expect(expiry(TestInput.claim(.unproven, expires: inHours(5))) == [inHours(5)])
    #expect(expiry(TestInput.claim(.unproven, expires: inHours(50))) == [inHours(12)])
    #expect(expiry(TestInput.claim(.false, expires: inHours(50))) == [inHours(50)])
    #expect(expiry(TestInput.claim(.false)) == [nil])
  }
}

@Suite struct BoostCandidateTests {
  private let policy: Policy

  init() throws {
    policy = try TestPolicies.withRules(
      """
        - {id: silent, when: {verdict: outdated}, label: none}
        - {id: plain, when: {verdict: [false, misleading]}, label: rumor, weight: 0.4}
      """, "declared: {fictional: {label: fictional}}\nboost: {weight: 1.5, minimumScore: 0.7}")
  }

  private func boost(_ matches: [ClaimMatch], _ item: Item = TestInput.item()) -> BoostCandidate? {
    TestInput.label(policy, matches, item).boost
  }

  private func entry(_ verdict: Verdict, _ id: String, _ score: Double, _ stance: Stance) -> ClaimMatch {
    TestInput.entry(TestInput.claim(verdict, id: id), score, stance)
  }

  @Test func `a debunk is one`() {
    #expect(boost([entry(.false, "a", 0.9, .refutes)]) == BoostCandidate(claim: "a", score: 0.9))
  }

  @Test func `a debunk of two rumors names the stronger`() {
    let matches = [entry(.false, "a", 0.8, .refutes), entry(.misleading, "b", 0.9, .refutes)]
    #expect(boost(matches) == BoostCandidate(claim: "b", score: 0.9))
  }

  @Test func `a weak match is none`() {
    #expect(boost([entry(.false, "a", 0.69, .refutes)]) == nil)
  }

  @Test(arguments: [Stance.asserts, .questions, .reports])
  func `another strong match that doesn't refute is none`(
    stance: Stance
  ) {
    #expect(boost([entry(.false, "a", 0.9, .refutes), entry(.false, "b", 0.6, stance)]) == nil)
    #expect(boost([entry(.false, "a", 0.9, .refutes), entry(.false, "b", 0.4, stance)]) != nil)
  }

  @Test(arguments: [Verdict.true, .outdated, .satire]) func `who refutes what no rule labels gets none`(
    verdict: Verdict
  ) {
    #expect(boost([entry(verdict, "a", 0.9, .refutes)]) == nil)
    #expect(boost([entry(verdict, "a", 0.9, .refutes), entry(.false, "b", 0.8, .refutes)]) == nil)
  }

  @Test func `a match that a guard spoke against doesn't count`() {
    let guarded = TestInput.entry(TestInput.claim(.false, id: "b"), 0.9, .refutes, guardReason: .number)
    #expect(boost([guarded]) == nil)
    #expect(boost([guarded, entry(.false, "a", 0.9, .refutes)])?.claim == "a")
  }

  @Test func `an item with any label gets none`() {
    #expect(boost([entry(.false, "a", 0.9, .refutes)], TestInput.item(declared: [.fictional])) == nil)
  }

  @Test func `a policy without a boost has none`() throws {
    let plain = try TestPolicies.load(TestPolicies.small)
    #expect(TestInput.label(plain, [entry(.false, "a", 0.9, .refutes)]).boost == nil)
  }
}
