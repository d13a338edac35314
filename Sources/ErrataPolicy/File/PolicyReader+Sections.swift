import ErrataModel
import ErrataPropagation

extension PolicyReader {
  /// What authors' own declarations give.
  mutating func readDeclarations(_ root: Section) -> [Declaration: DeclarationRule] {
    guard let node = root["declared"],
      let section = Section(node, path: "declared", keys: Declaration.allCases.map(\.rawValue), &findings)
    else { return [:] }
    var rules: [Declaration: DeclarationRule] = [:]
    for declaration in Declaration.allCases {
      guard let node = section[declaration.rawValue] else { continue }
      rules[declaration] = readDeclaration(declaration, node, section.path(of: declaration.rawValue))
    }
    return rules
  }

  private mutating func readDeclaration(
    _ declaration: Declaration, _ node: YAMLNode, _ path: String
  ) -> DeclarationRule? {
    guard let section = Section(node, path: path, keys: ["label", "weight"], &findings) else { return nil }
    let known = declaration == .fictional ? ["fictional", "none"] : ["none"]
    let label = required(section, "label") { $0.choice($1, $2, known) }
    if label == "none", section["weight"] != nil {
      findings.error(
        "useless-key", section.keyPosition("weight"), section.path(of: "weight"),
        "A declaration with `label: none` has no `weight`. Remove it.")
    }
    let weight = isNone(section["weight"]) ? 1 : limit(section, "weight")
    return DeclarationRule(
      declaration: declaration, label: label.flatMap(LabelValue.init(rawValue:)), limit: weight ?? 1)
  }

  private func isNone(_ node: YAMLNode?) -> Bool {
    guard case .text("none", _)? = node?.content else { return false }
    return true
  }

  /// What debunks get.
  mutating func readBoost(_ root: Section) -> BoostRule? {
    guard let node = root["boost"],
      let section = Section(node, path: "boost", keys: ["weight", "minimumScore"], &findings)
    else { return nil }
    let weight = required(section, "weight") { $0.number($1, $2, .above(1, to: 10)) }
    let score = required(section, "minimumScore") { $0.number($1, $2, .above(0, to: 1)) }
    guard let weight, let score else { return nil }
    return BoostRule(weight: weight, minimumScore: score)
  }

  /// How far labels travel.
  mutating func readPropagation(_ root: Section) -> PropagationRules {
    var rules = PropagationRules()
    guard let node = root["propagation"],
      let section = Section(node, path: "propagation", keys: ["hops", "attenuation", "cascade"], &findings)
    else { return rules }
    let most = Double(PropagationRules.mostHops)
    if let hops = optional(section, "hops", { $0.whole($1, $2, .from(0, to: most)) }) { rules.hops = hops }
    if let left = optional(section, "attenuation", { $0.number($1, $2, .from(0, to: 1)) }) {
      rules.attenuation = left
    }
    if let size = optional(section, "cascade", { $0.whole($1, $2, .from(0, to: 1_000_000_000)) }) {
      rules.cascade = size
    }
    return rules
  }
}
