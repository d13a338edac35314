internal import ErrataIndex
internal import ErrataModel

/// What the guards look at: the entry and the item with their pairs.
struct GuardContext {
  /// Hashes of the entry's units.
  let entryHashes: [UInt32]
  /// Flags of the entry's units.
  let entryFlags: [UInt8]
  /// For each unit of the entry, the item's unit that it is paired with, or -1.
  let pairs: [Int32]
  /// Units of the item that are paired.
  let taken: [Bool]
  /// The item's units.
  let units: Units
  /// The numbers of the alignment.
  let alignment: Alignment

  /// Number of units of the entry.
  var entryCount: Int { entryHashes.count }

  /// Flags of an entry's unit.
  func flags(ofEntryUnit unit: Int) -> UnitFlags {
    UnitFlags(rawValue: entryFlags[unit])
  }

  /// The nearest paired unit of the entry before a unit, within a reach.
  func pairedBefore(_ unit: Int, reach: Int) -> Int? {
    (max(0, unit - reach)..<unit).last { pairs[$0] >= 0 }
  }

  /// The nearest paired unit of the entry after a unit, within a reach.
  func pairedAfter(_ unit: Int, reach: Int) -> Int? {
    (min(entryCount, unit + 1)..<min(entryCount, unit + 1 + reach)).first { pairs[$0] >= 0 }
  }

  /// The item's units that stand where an unpaired unit of the entry would: between the partners of its neighbours, or
  /// within a reach of the one neighbour that has a partner.
  func gap(atEntryUnit unit: Int, reach: Int) -> Range<Int> {
    let before = pairedBefore(unit, reach: reach).map { Int(pairs[$0]) }
    let after = pairedAfter(unit, reach: reach).map { Int(pairs[$0]) }
    switch (before, after) {
    case (let a?, let b?) where a < b && b - a <= 2 * reach + 2: return a + 1..<b
    case (let a?, _): return a + 1..<min(units.count, a + 1 + reach)
    case (nil, let b?): return max(0, b - reach)..<b
    case (nil, nil): return 0..<0
    }
  }
}

/// Checks whether something in the item contradicts the claim although the words are alike.
enum Guards {
  /// The first objection, or `nil`.
  static func objection(_ context: GuardContext) -> SuppressionReason? {
    LengthGuard.objection(context) ?? NumberGuard.objection(context) ?? NegationGuard.objection(context)
      ?? PlaceGuard.objection(context)
  }
}
