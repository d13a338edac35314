internal import ErrataIndex
internal import ErrataModel

/// Numbers and dates that contradict the claim's: another number where the claim has one.
///
/// A number that is merely absent contradicts nothing. In a long text one changed number among many is a variant; the
/// guard speaks when the claim is short or most of its numbers are contradicted.
enum NumberGuard {
  private static let reach = 3
  private static let shortEntry = 48

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    var kept = 0
    var contradicted: [Int] = []
    for unit in 0..<context.entryCount where context.flags(ofEntryUnit: unit).contains(.number) {
      if context.pairs[unit] >= 0 {
        kept += 1
      } else if isContradicted(unit, context) {
        contradicted.append(unit)
      }
    }
    guard let first = contradicted.first else { return nil }
    guard context.entryCount <= shortEntry || contradicted.count > kept else { return nil }
    return isDate(first, context) ? .date : .number
  }

  private static func isContradicted(_ unit: Int, _ context: GuardContext) -> Bool {
    context.gap(atEntryUnit: unit, reach: reach).contains { position in
      !context.taken[position] && context.units.flags[position].contains(.number)
    }
  }

  /// Whether the unit after a number makes it a date or a time of day.
  private static func isDate(_ unit: Int, _ context: GuardContext) -> Bool {
    unit + 1 < context.entryCount && dateUnits.contains(context.entryHashes[unit + 1])
  }

  /// 年 月 日 号 点 时, am, pm, o'clock.
  private static let dateUnits: Set<UInt32> = Set(
    [0x5E74, 0x6708, 0x65E5, 0x53F7, 0x70B9, 0x65F6].map { Hashing.unit(scalar: $0) }
      + ["am", "pm", "o'clock"].map { word in
        Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Hashing.unit($0) }
      })
}
