/// The light stemmers of ``LightRules``.
extension StemWord {
  /// Cuts a language's endings.
  mutating func reduceLightly(in language: TextLanguage) {
    for stage in LightRules.stages(for: language) {
      guard let rule = stage.first(where: { holds($0) }) else { continue }
      replace(rule.suffix, with: rule.ending)
      if rule.isLast { break }
    }
    if language == .french { closeFrench() }
  }

  private func holds(_ rule: LightRules.Rule) -> Bool {
    guard count > rule.longer, ends(in: rule.suffix) else { return false }
    let size = rule.after.utf8CodeUnitCount
    guard size > 0 else { return true }
    let before = letters[count - rule.suffix.utf8CodeUnitCount - 1]
    return (0..<size).contains { rule.after.utf8Start[$0] == before }
  }

  /// The closing of French words: double letters once, then -ie, -r, -e.
  private mutating func closeFrench() {
    guard count > 4 else { return }
    joinDoubles()
    if count > 4, ends(in: "ie") { count -= 2 }
    guard count > 4 else { return }
    for ending: StaticString in ["r", "e", "e"] where ends(in: ending) { count -= 1 }
    if letters[count - 1] == letters[count - 2] { count -= 1 }
  }

  private mutating func joinDoubles() {
    var kept = 1
    for index in 1..<count where letters[index] != letters[kept - 1] {
      letters[kept] = letters[index]
      kept += 1
    }
    count = kept
  }
}
