import ErrataDigest
import ErrataModel
import ErrataPolicy
import ErrataPropagation
import Foundation
import Testing

/// What a rule of the shipped policy does with a match of score 1.
struct DefaultCase: Sendable, CustomTestStringConvertible {
  var rule: String
  var verdict: Verdict
  var topics: [String] = []
  var itemTopics: [String] = []
  var declared: [Declaration] = []
  var label: LabelValue
  var weight: Double

  var testDescription: String { "\(rule) \(verdict.rawValue) \(topics) \(itemTopics) \(declared)" }

  static let all: [DefaultCase] =
    ["majorEmergency", "disaster", "publicPolicy", "war"].flatMap { topic in
      [
        DefaultCase(rule: "emergency-false", verdict: .false, topics: [topic], label: .rumor, weight: 0.1),
        DefaultCase(
          rule: "emergency-open", verdict: .disputed, topics: [topic], label: .disputed, weight: 0.4),
        DefaultCase(
          rule: "emergency-fiction", verdict: .satire, topics: [topic], label: .fictional, weight: 0.3),
      ]
    } + [
      DefaultCase(
        rule: "emergency-false", verdict: .outdated, itemTopics: ["war"], label: .rumor, weight: 0.1),
      DefaultCase(
        rule: "emergency-false", verdict: .misleading, topics: ["disaster"], declared: [.fictional],
        label: .rumor,
        weight: 0.1),
      DefaultCase(
        rule: "emergency-open", verdict: .unproven, itemTopics: ["war"], label: .disputed, weight: 0.4),
      DefaultCase(
        rule: "acted-out", verdict: .false, topics: ["health"], declared: [.fictional], label: .rumor,
        weight: 0.7),
      DefaultCase(rule: "acted-out", verdict: .outdated, declared: [.fictional], label: .rumor, weight: 0.7),
      DefaultCase(rule: "harmful-false", verdict: .false, topics: ["health"], label: .rumor, weight: 0.25),
      DefaultCase(rule: "harmful-false", verdict: .false, itemTopics: ["scam"], label: .rumor, weight: 0.25),
      DefaultCase(rule: "plain-false", verdict: .false, label: .rumor, weight: 0.4),
      DefaultCase(rule: "plain-false", verdict: .false, topics: ["history"], label: .rumor, weight: 0.4),
      DefaultCase(rule: "plain-false", verdict: .false, declared: [.aiGenerated], label: .rumor, weight: 0.4),
      DefaultCase(rule: "misleading", verdict: .misleading, topics: ["health"], label: .rumor, weight: 0.6),
      DefaultCase(rule: "outdated", verdict: .outdated, label: .rumor, weight: 0.7),
      DefaultCase(rule: "open", verdict: .unproven, label: .disputed, weight: 0.75),
      DefaultCase(rule: "open", verdict: .disputed, topics: ["health"], label: .disputed, weight: 0.75),
      DefaultCase(rule: "found-fiction", verdict: .satire, label: .fictional, weight: 0.6),
      DefaultCase(
        rule: "found-fiction", verdict: .fiction, topics: ["people"], label: .fictional, weight: 0.6),
    ]
}

@Suite struct DefaultPolicyTests {
  @Test func `the shipped policy loads without a warning`() throws {
    let policy = try TestPolicies.shipped()
    #expect(policy.warnings == [])
    #expect(policy.cuts == Cuts(apply: 0.8, review: 0.5))
    #expect(policy.floor == 0.05)
    #expect(policy.combination == .minimum)
    #expect(policy.boost?.weight == 1.2)
    #expect(policy.boost?.minimumScore == 0.8)
    #expect(policy.propagation == PropagationRules(hops: 8, attenuation: 0.95, cascade: 1_000_000))
  }

  @Test func `its version names the bytes of the file`() throws {
    let bytes = try TestPolicies.corporaFile("policy/default.yaml")
    let digest = ContentDigest.hex(of: bytes)
    #expect(try TestPolicies.shipped().version == "default@1.0+\(digest.prefix(12))")
    let changed = try Policy.load(bytes: bytes + Array("# changed\n".utf8), file: "default.yaml")
    #expect(changed.version != (try TestPolicies.shipped().version))
    #expect(changed.version.hasPrefix("default@1.0+"))
  }

  @Test(arguments: DefaultCase.all) func `each rule fits what it says`(_ example: DefaultCase) throws {
    let policy = try TestPolicies.shipped()
    let claim = TestInput.claim(example.verdict, topics: example.topics.map(Topic.init(rawValue:)))
    let item = TestInput.item(
      declared: example.declared, topics: example.itemTopics.map(Topic.init(rawValue:)))
    let result = TestInput.label(policy, [TestInput.entry(claim, 1)], item)
    let found = try #require(result.labels.first { $0.reason.source == .match })
    #expect(found.reason.rule == example.rule)
    #expect(found.value == example.label)
    #expect(Weigher(policy: policy).weigh(labels: result.labels, now: TestInput.now).value == example.weight)
  }

  @Test func `every rule has a case here`() throws {
    let ids = try TestPolicies.shipped().rules.map(\.id)
    #expect(Set(ids) == Set(DefaultCase.all.map(\.rule)))
  }

  @Test func `every verdict but true leads to a rule`() throws {
    let policy = try TestPolicies.shipped()
    for verdict in Verdict.allCases {
      let rule = policy.rule(for: TestInput.claim(verdict), item: TestInput.item())
      #expect((rule == nil) == (verdict == .true), "\(verdict)")
    }
  }

  @Test func `emergencies and public policy are limited more than the rest`() throws {
    let policy = try TestPolicies.shipped()
    for verdict in Verdict.allCases where verdict != .true {
      for topic in ["majorEmergency", "disaster", "publicPolicy"] {
        let topics = [Topic(rawValue: topic)]
        let grave = policy.rule(for: TestInput.claim(verdict, topics: topics), item: TestInput.item())
        let plain = policy.rule(for: TestInput.claim(verdict), item: TestInput.item())
        let (low, high) = (try #require(grave?.limit), try #require(plain?.limit))
        #expect(low < high, "\(verdict) \(topic)")
      }
    }
  }

  @Test func `declared fiction is labelled and not limited`() throws {
    let policy = try TestPolicies.shipped()
    let result = TestInput.label(policy, [], TestInput.item(declared: [.fictional, .aiGenerated, .sourced]))
    let expected = Label(
      value: .fictional, reason: .declaration(.fictional, rule: "declared-fictional"), issuedAt: TestInput.now
    )
    #expect(result.labels == [expected])
    #expect(Weigher(policy: policy).weigh(labels: result.labels, now: TestInput.now) == .unlimited)
  }

  @Test(arguments: [("", ""), ("rules", "rule"), ("rules.when", "condition")])
  func `the schema knows the keys that the loader knows`(place: String, definition: String) throws {
    let json = try JSONSerialization.jsonObject(
      with: Data(try TestPolicies.corporaFile("schema/policy.schema.json")))
    var schema = try #require(json as? [String: Any])
    if !definition.isEmpty {
      let all = try #require(schema["$defs"] as? [String: Any])
      schema = try #require(all[definition] as? [String: Any])
    }
    let properties = try #require(schema["properties"] as? [String: Any])
    let wrong = [
      "": TestPolicies.small + "unheardOfSetting: 1\n",
      "rules": TestPolicies.small + "    unheardOfSetting: 1\n",
      "rules.when": TestPolicies.small.replacing("{verdict: false}", with: "{unheardOfSetting: 1}"),
    ]
    let yaml = try #require(wrong[place])
    let finding = try #require(TestPolicies.findings(yaml).first)
    let known = finding.message.split(separator: "Known here: ").last?.matches(of: /`(\w+)`/).map {
      String($0.1)
    }
    #expect(Set(known ?? []) == Set(properties.keys))
  }
}
