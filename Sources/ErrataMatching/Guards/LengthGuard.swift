internal import ErrataIndex
internal import ErrataModel

/// Texts too short to judge, and matches that rest on common wording only.
enum LengthGuard {
  /// What an item must have: four words, or six characters of a script without spaces. With less it names a subject
  /// rather than saying something of it.
  private static let minimumSize = 12
  /// Bits that must be shared.
  private static let minimumBits = 16.0

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    if size(of: context.units) < minimumSize { return .tooShort }
    return context.alignment.sharedBits < minimumBits ? .commonWording : nil
  }

  /// Three for a word or number, two for a character; counting ends where it is enough.
  private static func size(of units: Units) -> Int {
    units.flags.prefix(minimumSize).reduce(0) { $0 + ($1.contains(.ideograph) ? 2 : 3) }
  }
}
