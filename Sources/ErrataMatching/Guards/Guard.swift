internal import ErrataIndex
internal import ErrataModel
internal import ErrataText

/// What the guards look at: the entry and the item with their pairs.
struct GuardContext {
  /// Hashes of the entry's units.
  let entryHashes: [UInt32]
  /// Flags of the entry's units.
  let entryFlags: [UInt8]
  /// Weights of the entry's units, in eighths of a bit.
  let entryWeights: [UInt8]
  /// Weights of the item's units.
  let itemWeights: [UInt8]
  /// For each unit of the entry, the item's unit that it is paired with, or -1.
  let pairs: [Int32]
  /// Units of the item that are paired.
  let taken: [Bool]
  /// The item's units.
  let units: Units
  /// The item's folded text, which the units point into.
  let text: FoldedText
  /// How rare words are.
  let background: BackgroundModel
  /// The numbers of the alignment.
  let alignment: Alignment

  /// The entry and the item that were aligned last.
  init(_ scratch: MatchScratch, _ alignment: Alignment, background: BackgroundModel) {
    entryHashes = scratch.alignment.hashes
    entryFlags = scratch.alignment.flags
    entryWeights = scratch.alignment.weights
    itemWeights = scratch.weights.conditional
    pairs = scratch.alignment.pairs
    taken = scratch.alignment.taken
    units = scratch.units
    text = scratch.text
    self.background = background
    self.alignment = alignment
  }

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
    let before = pairedBefore(unit, reach: reach)
    let after = pairedAfter(unit, reach: reach)
    if let before, let after, pairs[before] < pairs[after], Int(pairs[after] - pairs[before]) <= 2 * reach + 2 {
      return Int(pairs[before]) + 1..<Int(pairs[after])
    }
    if let before, isAnchored(before) {
      let start = Int(pairs[before]) + 1
      return start..<min(units.count, start + reach)
    }
    guard let after, isAnchored(after) else { return 0..<0 }
    return max(0, Int(pairs[after]) - reach)..<Int(pairs[after])
  }

  /// Whether a paired unit stands among paired units near it, in order: a single word that the item has somewhere says
  /// little of what should stand beside it.
  private func isAnchored(_ unit: Int) -> Bool {
    (max(0, unit - 2)..<min(entryCount, unit + 3)).contains { other in
      guard other != unit, pairs[other] >= 0 else { return false }
      let step = other > unit ? pairs[other] - pairs[unit] : pairs[unit] - pairs[other]
      return (1...4).contains(step)
    }
  }

  /// The scalars of a unit of the item.
  func scalars(ofItemUnit unit: Int) -> ArraySlice<UInt32> {
    text.scalars[Int(units.starts[unit])..<Int(units.ends[unit])]
  }
}

/// Checks whether something in the item contradicts the claim although the words are alike.
enum Guards {
  /// The first objection, or `nil`.
  static func objection(_ context: GuardContext) -> SuppressionReason? {
    LengthGuard.objection(context) ?? NumberGuard.objection(context) ?? MeasureGuard.objection(context)
      ?? NegationGuard.objection(context) ?? NameGuard.objection(context)
      ?? SubstitutionGuard.objection(context) ?? WordingGuard.objection(context)
  }
}
