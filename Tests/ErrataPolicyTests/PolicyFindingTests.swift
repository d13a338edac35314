import ErrataModel
import ErrataPolicy
import Testing

@Suite struct PolicyFindingTests {
  @Test(arguments: Mistake.all) func `a mistake is told with its place and what was expected`(
    _ mistake: Mistake
  ) {
    let findings = TestPolicies.findings(mistake.yaml)
    #expect(findings.count == 1)
    guard let finding = findings.first else { return }
    #expect(finding.severity == .error)
    #expect(finding.code == mistake.code)
    #expect((finding.line, finding.column) == mistake.place)
    #expect(finding.path == mistake.path)
    #expect(finding.message == mistake.message)
  }

  @Test func `the file that the mistakes are made in is valid`() throws {
    let policy = try TestPolicies.load(TestPolicies.small)
    #expect(policy.warnings == [])
    #expect(policy.combination == .minimum && policy.strengthAtCut == 0.5 && policy.boost == nil)
    #expect(policy.declarations.isEmpty)
  }

  @Test func `all mistakes are told at once, in the order of the file`() {
    let yaml = """
      name: Bad Name
      version: "1.0"
      cuts: {apply: 2, review: 0.5}
      flor: 0.1
      rules:
        - id: a
          label: rumr
          weight: heavy
        - id: a
          wen: {}
          label: none
      """
    let found = TestPolicies.findings(yaml).map { "\($0.line) \($0.code)" }
    let expected = [
      "1 bad-word", "3 out-of-range", "4 unknown-key", "7 unknown-word", "8 wrong-type",
      "9 duplicate-id", "10 unknown-key",
    ]
    #expect(found.filter { !$0.contains("unreachable") } == expected)
  }

  @Test func `the error's text says what failed, where, and what to do`() {
    do {
      _ = try Policy.load(yaml: TestPolicies.small + "flor: 0.2\n", file: "my/policy.yaml")
      Issue.record("expected an error")
    } catch {
      #expect(
        error.description == """
          my/policy.yaml: the policy was not loaded: 1 error. Mend what follows.
          my/policy.yaml:10:1: error: flor: Unknown key `flor`. Did you mean `floor`? [unknown-key]
          """)
      #expect(error.file == "my/policy.yaml")
    }
  }

  @Test func `a finding can be told like those of other files`() throws {
    let finding = try #require(TestPolicies.findings(TestPolicies.small + "flor: 0.2\n").first)
    #expect(
      finding.diagnostic
        == Diagnostic(
          file: "policy.yaml", line: 10, field: "flor", code: "unknown-key",
          message: "Unknown key `flor`. Did you mean `floor`?"))
  }

  // MARK: What is let pass

  @Test func `words of YAML that stand for truth values are plain words here`() throws {
    let policy = try TestPolicies.withRules(
      "  - {id: no, when: {lang: no, verdict: false}, label: rumor, weight: 1}")
    #expect(policy.rules.map(\.id) == ["no"])
    #expect(policy.rules.first?.condition == RuleCondition(verdicts: [.false], langs: ["no"]))
  }

  @Test(arguments: [("12h", 43_200.0), ("90d", 7_776_000), ("4w", 2_419_200), ("3650d", 315_360_000)])
  func `a duration is read in seconds`(text: String, seconds: Double) throws {
    let policy = try TestPolicies.withRules(
      "  - {id: a, label: rumor, weight: 1, expiresAfter: \(text), decay: {halfLife: \(text)}}")
    #expect(policy.rules.first?.expiresAfter == seconds)
    #expect(policy.rules.first?.halfLife == seconds)
  }

  @Test(arguments: ["", "d", "1.5d", "-1d", "+1d", "1m", "3651d", "99999999999999999999d", "[1d]"])
  func `another duration is refused`(text: String) {
    let yaml = TestPolicies.small + "    expiresAfter: \(text)\n"
    #expect(TestPolicies.findings(yaml).map(\.code) == ["bad-duration"])
  }

  @Test func `the weight of a declaration can be none, or left out, which is 1`() throws {
    for weight in [", weight: none", ", weight: 1", ""] {
      let policy = try TestPolicies.load(
        TestPolicies.small + "declared: {fictional: {label: fictional\(weight)}}\n")
      #expect(policy.declarations[.fictional]?.limit == 1)
      #expect(policy.declarations[.fictional]?.label == .fictional)
    }
  }

  @Test func `numbers are rounded to six decimals`() throws {
    let policy = try TestPolicies.load(
      TestPolicies.small.replacing("weight: 0.4", with: "weight: 0.40000049"))
    #expect(policy.rules.first?.limit == 0.4)
  }
}

@Suite struct PolicyWarningTests {
  private func warnings(_ rules: String) throws -> [String] {
    try TestPolicies.withRules(rules).warnings.map {
      "\($0.line):\($0.column) \($0.severity.rawValue) \($0.message)"
    }
  }

  @Test(arguments: [
    ("{id: a, label: rumor, weight: 1}", "{id: b, when: {verdict: false}, label: rumor, weight: 1}"),
    ("{id: a, when: {}, label: none}", "{id: b, label: none}"),
    (
      "{id: a, when: {verdict: [false, satire]}, label: none}",
      "{id: b, when: {verdict: satire}, label: none}"
    ),
    (
      "{id: a, when: {verdict: false}, label: none}",
      "{id: b, when: {verdict: false, topic: war}, label: none}"
    ),
    ("{id: a, when: {lang: zh}, label: none}", "{id: b, when: {lang: [zh-Hans, ZH]}, label: none}"),
    ("{id: a, when: {surface: feed}, label: none}", "{id: b, when: {surface: feed, lang: en}, label: none}"),
    (
      "{id: a, when: {declared: fictional}, label: none}", "{id: b, when: {declared: fictional}, label: none}"
    ),
  ])
  func `a rule that is never reached is told`(first: String, second: String) throws {
    #expect(
      try warnings("  - \(first)\n  - \(second)") == [
        "8:5 warning The rule `b` is never reached: `a` in line 7 fits all that it fits. "
          + "Put it before that one, or remove it."
      ])
  }

  @Test(arguments: [
    ("{id: a, when: {verdict: false}, label: none}", "{id: b, label: none}"),
    (
      "{id: a, when: {verdict: false}, label: none}", "{id: b, when: {verdict: [false, satire]}, label: none}"
    ),
    ("{id: a, when: {topic: war}, label: none}", "{id: b, when: {verdict: false}, label: none}"),
    ("{id: a, when: {lang: zh-Hans}, label: none}", "{id: b, when: {lang: zh}, label: none}"),
    ("{id: a, when: {lang: zh}, label: none}", "{id: b, when: {surface: feed}, label: none}"),
  ])
  func `a rule that can be reached is not`(first: String, second: String) throws {
    #expect(try warnings("  - \(first)\n  - \(second)") == [])
  }

  @Test func `a topic that isn't well known is told and kept`() throws {
    let policy = try TestPolicies.withRules("  - {id: a, when: {topic: [disater, chess]}, label: none}")
    #expect(
      policy.warnings.map(\.message) == [
        "`disater` is none of the well-known topics. Did you mean `disaster`?",
        "`chess` is none of the well-known topics.",
      ])
    #expect(policy.warnings.map(\.code) == ["unknown-topic", "unknown-topic"])
    #expect(policy.rules.first?.condition.topics == Set(["disater", "chess"].map(Topic.init(rawValue:))))
  }

  @Test func `a policy without rules is told`() throws {
    let policy = try TestPolicies.load(
      "name: t\nversion: 1\ncuts: {apply: 0.8, review: 0.5}\nfloor: 0.05\nrules: []\n")
    #expect(policy.warnings.map(\.code) == ["no-rules"])
    #expect(policy.warnings.map(\.message) == ["There are no rules: no match will be labelled."])
  }

  @Test func `warnings stand among the errors too`() {
    let yaml =
      TestPolicies.small + "  - {id: more, when: {verdict: false}, label: rumour, weight: 1}\nrubbish: 1\n"
    let findings = TestPolicies.findings(yaml.replacing("rumour", with: "rumor"))
    #expect(findings.map(\.severity) == [.warning, .error])
  }
}
