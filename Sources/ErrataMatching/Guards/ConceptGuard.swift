internal import ErrataIndex

/// Finds a thing of the claim in whose place the item has another of the same section.
enum ConceptGuard {
  /// A section in which one thing replaces another, or `nil`.
  ///
  /// A thing that the item has anywhere, by any of its names, isn't replaced, and one that the claim has too replaces
  /// nothing. Linear in the item.
  static func replacedSection(
    _ table: ConceptTable, sections: Set<String>? = nil, reach: Int, _ context: GuardContext
  ) -> Int? {
    let things = table.findings(in: context.entryHashes).filter { thing in
      sections.map { $0.contains(table.name(ofSection: thing.concept.section)) } ?? true
    }
    // Read once, and only when something seems replaced.
    var all: [ConceptTable.Finding]?
    for thing in things {
      guard let unit = thing.range.first(where: { context.pairs[$0] < 0 }) else { continue }
      let gap = context.gap(atEntryUnit: unit, reach: reach + thing.range.count)
      guard !gap.isEmpty else { continue }
      let others = table.findings(in: context.units.hashes, near: gap)
      guard others.contains(where: { replaces($0, thing, things, table, context) }) else { continue }
      let found = all ?? table.findings(in: context.units.hashes)
      all = found
      if !found.contains(where: { $0.concept.number == thing.concept.number }) { return thing.concept.section }
    }
    return nil
  }

  private static func replaces(
    _ other: ConceptTable.Finding, _ thing: ConceptTable.Finding, _ things: [ConceptTable.Finding],
    _ table: ConceptTable, _ context: GuardContext
  ) -> Bool {
    table.excludes(other.concept, thing.concept) && other.range.contains { !context.taken[$0] }
      && !things.contains { $0.concept.number == other.concept.number }
  }
}
