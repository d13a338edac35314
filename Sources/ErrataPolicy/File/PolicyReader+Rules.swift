import ErrataModel

/// A rule with its place in the file.
struct PlacedRule {
  var rule: PolicyRule
  var position: SourcePosition
  var path: String
}

extension PolicyReader {
  /// The rules that could be read; also checks that ids differ and that every rule can be reached.
  mutating func readRules(_ root: Section) -> [PolicyRule] {
    guard let node = root.required("rules", &findings) else { return [] }
    guard case .list(let nodes) = node.content else {
      findings.error("wrong-type", node.position, "rules", "Expected a list of rules, found \(node.kind).")
      return []
    }
    guard nodes.count <= Policy.maximumRules else {
      findings.error(
        "too-many-rules", node.position, "rules",
        "There are \(nodes.count) rules. A policy has at most \(Policy.maximumRules).")
      return []
    }
    if nodes.isEmpty {
      findings.warning("no-rules", node.position, "rules", "There are no rules: no match will be labelled.")
    }
    var placed: [PlacedRule] = []
    for (index, node) in nodes.enumerated() {
      if let rule = readRule(node, path: "rules[\(index)]") { placed.append(rule) }
    }
    checkIDs(nodes)
    checkReach(placed)
    return placed.map(\.rule)
  }

  private mutating func readRule(_ node: YAMLNode, path: String) -> PlacedRule? {
    let keys = ["id", "when", "label", "weight", "apply", "review", "expiresAfter", "decay"]
    guard let section = Section(node, path: path, keys: keys, &findings) else { return nil }
    let id = required(section, "id") { $0.word($1, $2, .kebab) }
    let condition = readCondition(section)
    let labels = LabelValue.allCases.map(\.rawValue) + ["none"]
    let label = required(section, "label") { $0.choice($1, $2, labels) }
    let limit = readWeight(section, label)
    let (apply, review) = readOwnCuts(section)
    let expiresAfter = optional(section, "expiresAfter") { $0.duration($1, $2) }
    let halfLife = readDecay(section)
    checkTrueVerdict(condition, label, section)
    guard let id, let label else { return nil }
    let rule = PolicyRule(
      id: id, condition: condition, label: LabelValue(rawValue: label), limit: limit ?? 1, apply: apply,
      review: review, expiresAfter: expiresAfter, halfLife: halfLife)
    return PlacedRule(rule: rule, position: node.position, path: path)
  }

  private mutating func readWeight(_ section: Section, _ label: String?) -> Double? {
    guard label != "none" else {
      for key in ["weight", "expiresAfter", "decay"] where section[key] != nil {
        findings.error(
          "useless-key", section.keyPosition(key), section.path(of: key),
          "A rule with `label: none` has no `\(key)`. Remove it.")
      }
      return nil
    }
    if label != nil { _ = section.required("weight", &findings) }
    return limit(section, "weight")
  }

  private mutating func readOwnCuts(_ section: Section) -> (Double?, Double?) {
    let apply = optional(section, "apply") { $0.number($1, $2, .above(0, to: 1)) }
    let review = optional(section, "review") { $0.number($1, $2, .above(0, to: 1)) }
    let key = review == nil ? "apply" : "review"
    if apply != nil || review != nil, let high = apply ?? cuts?.apply, let low = review ?? cuts?.review {
      checkOrder(
        of: Cuts(apply: high, review: low), at: section[key]?.position ?? section.position,
        section.path(of: key))
    }
    return (apply, review)
  }

  private mutating func readDecay(_ rule: Section) -> Double? {
    guard let node = rule["decay"],
      let section = Section(node, path: rule.path(of: "decay"), keys: ["halfLife"], &findings)
    else { return nil }
    return required(section, "halfLife") { $0.duration($1, $2) }
  }

  private mutating func readCondition(_ rule: Section) -> RuleCondition {
    let keys = ["verdict", "topic", "lang", "surface", "declared"]
    guard let node = rule["when"],
      let section = Section(node, path: rule.path(of: "when"), keys: keys, &findings)
    else { return RuleCondition() }
    return RuleCondition(
      verdicts: words(section, "verdict", Verdict.allCases.map(\.rawValue), Verdict.init(rawValue:)),
      topics: topics(section),
      langs: optional(section, "lang") { $0.list($1, $2) { $0.word($1, $2, .language)?.lowercased() } },
      surfaces: optional(section, "surface") { $0.list($1, $2) { $0.word($1, $2, .camel) } },
      declarations: words(
        section, "declared", Declaration.allCases.map(\.rawValue), Declaration.init(rawValue:)))
  }

  private mutating func words<Word: Hashable>(
    _ section: Section, _ key: String, _ known: [String], _ make: (String) -> Word?
  ) -> Set<Word>? {
    optional(section, key) { findings, node, path in
      findings.list(node, path) { $0.choice($1, $2, known).flatMap(make) }
    }
  }

  private mutating func topics(_ section: Section) -> Set<Topic>? {
    optional(section, "topic") { findings, node, path in
      findings.list(node, path) { findings, node, path in
        guard let word = findings.word(node, path, .camel) else { return nil }
        let topic = Topic(rawValue: word)
        if !Topic.wellKnown.contains(topic) { findings.warnOfTopic(word, node.position, path) }
        return topic
      }
    }
  }
}

extension Findings {
  fileprivate mutating func warnOfTopic(_ word: String, _ position: SourcePosition, _ path: String) {
    let known = Topic.wellKnown.sorted().map(\.rawValue)
    let hint = NearestWord.to(word, among: known).map { " Did you mean `\($0)`?" } ?? ""
    warning("unknown-topic", position, path, "`\(word)` is none of the well-known topics.\(hint)")
  }
}

// MARK: - Checks across a rule or several

extension PolicyReader {
  private mutating func checkTrueVerdict(_ condition: RuleCondition, _ label: String?, _ section: Section) {
    guard condition.verdicts?.contains(.true) == true, label != "none" else { return }
    findings.error(
      "true-verdict", section.keyPosition("when"), section.path(of: "when.verdict"),
      "A claim that the reviews find `true` never leads to a label. Remove `true` from the list.")
  }

  private mutating func checkIDs(_ nodes: [YAMLNode]) {
    var lines: [String: Int] = [:]
    let reserved = Declaration.allCases.map(DeclarationRule.id) + [BoostRule.id, Evidence.curatorRule]
    for (index, node) in nodes.enumerated() {
      guard case .mapping(let entries) = node.content,
        let value = entries.first(where: { $0.key == "id" })?.value,
        case .text(let id, _) = value.content
      else { continue }
      let path = "rules[\(index)].id"
      if reserved.contains(id) {
        findings.error("reserved-id", value.position, path, "`\(id)` is kept for answers. Choose another id.")
      }
      if let line = lines[id] {
        findings.error(
          "duplicate-id", value.position, path,
          "The id `\(id.shortened)` stands in line \(line) too. Choose another.")
      } else {
        lines[id] = value.position.line
      }
    }
  }

  private mutating func checkReach(_ placed: [PlacedRule]) {
    for (index, later) in placed.enumerated() {
      let earlier = placed[..<index].first { $0.rule.condition.covers(later.rule.condition) }
      guard let earlier else { continue }
      findings.warning(
        "unreachable-rule", later.position, later.path,
        "The rule `\(later.rule.id)` is never reached: `\(earlier.rule.id)` in line \(earlier.position.line) "
          + "fits all that it fits. Put it before that one, or remove it.")
    }
  }
}
