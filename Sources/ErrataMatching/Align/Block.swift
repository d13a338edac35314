/// A run of units that stands in the entry and in the item alike.
struct Block {
  /// First unit in the entry.
  var entry: Int
  /// First unit in the item.
  var item: Int
  /// Number of units.
  var count: Int
}

/// Memory of the aligner.
struct AlignmentScratch {
  /// Units of the entry at hand.
  var hashes: [UInt32] = []
  /// Their weights.
  var weights: [UInt8] = []
  /// Their flags, raw.
  var flags: [UInt8] = []
  /// Common runs.
  var blocks: [Block] = []
  /// For each unit of the entry, the item's unit that it is paired with, or -1.
  var pairs: [Int32] = []
  /// Units of the item that are taken.
  var taken: [Bool] = []
  /// How many blocks of the window cover a unit.
  var cover: [UInt16] = []
}
