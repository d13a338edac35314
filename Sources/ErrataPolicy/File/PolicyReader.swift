import ErrataModel

/// Reads a policy from parsed YAML and reports everything that is wrong with it, not only the first.
struct PolicyReader {
  var findings: Findings
  /// The policy's floor, cuts and such, as far as they could be read; rules are held against them.
  var floor: Double?
  var cuts: Cuts?

  /// Makes a reader for a file.
  init(file: String) {
    findings = Findings(file: file)
  }

  /// The policy, or `nil` when there are errors.
  mutating func policy(_ root: YAMLNode, digest: String) -> Policy? {
    let keys = [
      "name", "version", "cuts", "floor", "combine", "strengthAtCut", "rules", "declared", "boost", "propagation",
    ]
    guard let section = Section(root, path: "", keys: keys, &findings) else { return nil }
    let name = required(section, "name") { $0.word($1, $2, .kebab) }
    let release = required(section, "version") { $0.word($1, $2, .release) }
    floor = required(section, "floor") { $0.number($1, $2, .between(0, 1)) }
    cuts = readCuts(section)
    let combination = optional(section, "combine") { $0.choice($1, $2, Combination.allCases.map(\.rawValue)) }
    let strength = optional(section, "strengthAtCut") { $0.number($1, $2, .above(0, to: 1)) }
    let rules = readRules(section)
    let declarations = readDeclarations(section)
    let boost = readBoost(section)
    let propagation = readPropagation(section)
    guard !findings.hasErrors, let name, let release, let floor, let cuts else { return nil }
    return Policy(
      name: name, release: release, digest: digest, cuts: cuts, floor: floor,
      combination: combination.flatMap(Combination.init) ?? .minimum, strengthAtCut: strength ?? 0.5,
      rules: rules,
      declarations: declarations, boost: boost, propagation: propagation, warnings: findings.all)
  }

  /// Reads a key's value where there is one.
  mutating func optional<Value>(
    _ section: Section, _ key: String, _ read: (inout Findings, YAMLNode, String) -> Value?
  ) -> Value? {
    section[key].flatMap { read(&findings, $0, section.path(of: key)) }
  }

  /// Reads a key's value and reports a missing key.
  mutating func required<Value>(
    _ section: Section, _ key: String, _ read: (inout Findings, YAMLNode, String) -> Value?
  ) -> Value? {
    section.required(key, &findings).flatMap { read(&findings, $0, section.path(of: key)) }
  }

  private mutating func readCuts(_ root: Section) -> Cuts? {
    guard let node = root.required("cuts", &findings),
      let section = Section(node, path: "cuts", keys: ["apply", "review"], &findings)
    else { return nil }
    let apply = required(section, "apply") { $0.number($1, $2, .above(0, to: 1)) }
    let review = required(section, "review") { $0.number($1, $2, .above(0, to: 1)) }
    guard let apply, let review else { return nil }
    let cuts = Cuts(apply: apply, review: review)
    checkOrder(of: cuts, at: section["review"]?.position ?? section.position, section.path(of: "review"))
    return cuts
  }

  mutating func checkOrder(of cuts: Cuts, at position: SourcePosition, _ path: String) {
    guard cuts.review > cuts.apply else { return }
    findings.error(
      "review-above-apply", position, path,
      "The review cut (\(cuts.review.short)) is above the apply cut (\(cuts.apply.short)). "
        + "Expected at most that."
    )
  }

  /// A rule's or declaration's weight: from the floor to 1.
  mutating func limit(_ section: Section, _ key: String) -> Double? {
    guard let number = optional(section, key, { $0.number($1, $2, .above(0, to: 1)) }) else { return nil }
    guard let floor, number < floor else { return number }
    findings.error(
      "weight-below-floor", section[key]?.position ?? section.position, section.path(of: key),
      "The weight \(number.short) is below the policy's floor \(floor.short). "
        + "Expected a number from there to 1."
    )
    return nil
  }
}
