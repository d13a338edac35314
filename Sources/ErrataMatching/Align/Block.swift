internal import ErrataIndex

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

  /// Takes in the units of an entry and forgets what was paired.
  mutating func load(_ entry: IndexReader.EntryUnits, itemUnits: Int) {
    hashes.replace(with: entry.hashes)
    weights.replace(with: entry.weights)
    entry.flags.withMemoryRebound(to: UInt8.self) { flags.replace(with: $0) }
    pairs.refill(-1, count: hashes.count)
    taken.refill(false, count: itemUnits)
  }
}

extension Array {
  /// Puts a number of equal elements in place of the content and keeps the storage.
  mutating func refill(_ value: Element, count: Int) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(value, count: count))
  }

  /// Puts other elements in place of the content and keeps the storage.
  mutating func replace(with elements: UnsafeBufferPointer<Element>) {
    removeAll(keepingCapacity: true)
    append(contentsOf: elements)
  }
}
