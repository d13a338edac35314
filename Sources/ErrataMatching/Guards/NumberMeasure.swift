internal import ErrataIndex
internal import ErrataModel

/// What a number counts: the measure after it.
enum NumberMeasure {
  /// Whether a paired number counts something else of the same kind in the item: 3天 against 3小时, 3月5日 against
  /// 5月3日.
  static func contradiction(_ unit: Int, _ context: GuardContext) -> SuppressionReason? {
    let partner = Int(context.pairs[unit])
    guard partner >= 0, unit + 1 < context.entryCount, partner + 1 < context.units.count else { return nil }
    guard context.entryHashes[unit + 1] != context.units.hashes[partner + 1] else { return nil }
    guard !context.units.flags[partner + 1].contains(.afterBreak) else { return nil }
    var ours: [ConceptTable.Concept] = []
    var theirs: [ConceptTable.Concept] = []
    let table = ConceptTable.measures
    table.forEach(at: unit + 1, of: context.entryHashes) { ours.append($0) }
    guard !ours.isEmpty else { return nil }
    table.forEach(at: partner + 1, of: context.units.hashes) { theirs.append($0) }
    guard !ours.contains(where: { our in theirs.contains { $0.number == our.number } }) else { return nil }
    let clash = ours.first { our in theirs.contains { $0.section == our.section } }
    return clash.map { dates.contains(table.name(ofSection: $0.section)) ? .date : .number }
  }

  /// Whether what stands beside a number of the entry makes it a date or a time of day: a date's unit after it, or the
  /// name of a month; a year after in, since or until, or at the end.
  static func isDate(_ unit: Int, _ context: GuardContext) -> Bool {
    let hashes = context.entryHashes
    if unit + 1 < hashes.count, names(at: unit + 1, hashes, dates) { return true }
    guard unit > 0 else { return false }
    if names(at: unit - 1, hashes, ["month"]) { return true }
    return years.contains(hashes[unit]) && (unit + 1 == hashes.count || beforeYears.contains(hashes[unit - 1]))
  }

  private static func names(at unit: Int, _ hashes: [UInt32], _ sections: Set<String>) -> Bool {
    var isNamed = false
    ConceptTable.measures.forEach(at: unit, of: hashes) {
      isNamed = isNamed || sections.contains(ConceptTable.measures.name(ofSection: $0.section))
    }
    return isNamed
  }

  /// Sections of measures that make a number a date.
  private static let dates: Set<String> = ["calendar", "month", "weekday"]
  private static let years = Set((1900...2099).map { GuardWords.hash(String($0)) })
  private static let beforeYears = GuardWords.hashes("in since until of year by")
}
