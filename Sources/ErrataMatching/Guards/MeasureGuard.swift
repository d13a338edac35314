internal import ErrataIndex
internal import ErrataModel

/// Another weekday, month by name, season, half of the day or measure where the claim has one. In a long text that is a
/// variant.
enum MeasureGuard {
  private static let reach = 3
  private static let longEntry = 48

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.entryCount <= longEntry else { return nil }
    if isReplaced(dates, context) { return .date }
    return isReplaced(measures, context) ? .number : nil
  }

  private static func isReplaced(_ sections: Set<String>, _ context: GuardContext) -> Bool {
    ConceptGuard.replacedSection(.measures, sections: sections, reach: reach, context) != nil
  }

  private static let dates: Set<String> = ["weekday", "month", "season", "halfday"]
  /// Measures that stand without a number too: for hours, millions of people.
  private static let measures: Set<String> = ["length of time", "magnitude"]
}
