/// What an entry and an item share, in numbers.
package struct Alignment: Hashable, Sendable {
  /// Share of the entry's weight that is found in the item.
  package var entryCoverage = 0.0
  /// Share of the item's weight that is found in the entry.
  package var itemCoverage = 0.0
  /// Share of the matched stretch of the item that is matched.
  package var density = 0.0
  /// Share of the matched stretch of the entry that is matched.
  package var entryDensity = 0.0
  /// Bits of what is shared.
  package var sharedBits = 0.0
  /// Bits of the longest common run.
  package var longestBits = 0.0
  /// Bits of the whole entry.
  package var entryBits = 0.0
  /// Share of neighbouring common runs that keep their order.
  package var order = 1.0
  /// Number of paired units.
  package var pairedUnits = 0
  /// The stretch of the item's units from the first to the last matched one.
  package var itemRange = 0..<0

  /// How much of both sides is shared: 2 for the same text.
  package var completeness: Double { entryCoverage + itemCoverage }

  /// Nothing shared.
  package init() {}
}
