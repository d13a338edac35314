internal import ErrataIndex
internal import ErrataModel

/// Texts too short to judge, and matches that rest on common wording only.
enum LengthGuard {
  /// Units that an item must have.
  private static let minimumUnits = 4
  /// Bits that must be shared.
  private static let minimumBits = 16.0

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    if context.units.count < minimumUnits { return .tooShort }
    return context.alignment.sharedBits < minimumBits ? .commonWording : nil
  }
}
