package import ErrataModel

/// When a rule fits: every list that is given must hold; a list holds when one of its words does.
package struct RuleCondition: Hashable, Sendable {
  /// What the claim's reviews say.
  package let verdicts: Set<Verdict>?
  /// Subjects of the claim or of the item.
  package let topics: Set<Topic>?
  /// BCP 47 tags in lowercase; `zh` holds for `zh-Hans` too. The item's language counts, the claim's where
  /// the item's isn't known.
  package let langs: Set<String>?
  /// Where the item is shown; an item without a surface fits no list.
  package let surfaces: Set<String>?
  /// What the item's author declared.
  package let declarations: Set<Declaration>?

  /// Makes a condition; what is left out always holds.
  package init(
    verdicts: Set<Verdict>? = nil, topics: Set<Topic>? = nil, langs: Set<String>? = nil,
    surfaces: Set<String>? = nil, declarations: Set<Declaration>? = nil
  ) {
    self.verdicts = verdicts
    self.topics = topics
    self.langs = langs
    self.surfaces = surfaces
    self.declarations = declarations
  }

  /// Whether all of it holds. O(words of claim and item).
  package func fits(_ claim: ClaimSummary, _ item: Item) -> Bool {
    verdicts?.contains(claim.verdict) != false
      && topics.map { !$0.isDisjoint(with: claim.topics) || !$0.isDisjoint(with: item.topics) } != false
      && langs.map { RuleCondition.tags($0, cover: (item.lang ?? claim.lang).lowercased()) } != false
      && surfaces.map { list in item.surface.map(list.contains) == true } != false
      && declarations?.isDisjoint(with: item.declared) != true
  }

  /// Whether this holds wherever `other` does, as far as one list at a time can tell. Then a rule with
  /// `other` that stands later is never reached.
  package func covers(_ other: RuleCondition) -> Bool {
    covers(verdicts, other.verdicts) && covers(topics, other.topics) && covers(surfaces, other.surfaces)
      && covers(declarations, other.declarations) && coversLanguages(of: other)
  }

  private func covers<Word: Hashable>(_ mine: Set<Word>?, _ theirs: Set<Word>?) -> Bool {
    guard let mine else { return true }
    return theirs.map(mine.isSuperset) ?? false
  }

  private func coversLanguages(of other: RuleCondition) -> Bool {
    guard let langs else { return true }
    return other.langs?.allSatisfy { RuleCondition.tags(langs, cover: $0) } ?? false
  }

  /// Basic filtering of RFC 4647: a tag holds for itself and for what refines it.
  private static func tags(_ tags: Set<String>, cover tag: String) -> Bool {
    tags.contains { tag == $0 || tag.hasPrefix($0 + "-") }
  }
}
