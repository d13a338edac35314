import ErrataIndex

@testable import ErrataMatching

/// What an entry and an item have in common, computed as simply as can be.
struct NaiveOverlap {
  let entry: Units
  let item: Units
  let entryWeights: UnitWeights
  let itemWeights: UnitWeights

  init(entry: Units, item: Units, background: BackgroundModel = .embedded) {
    self.entry = entry
    self.item = item
    var weights = UnitWeights()
    weights.weigh(entry, background: background)
    entryWeights = weights
    weights.weigh(item, background: background)
    itemWeights = weights
  }

  /// Units of the entry that don't stand before in it.
  var entryUnits: [Int] { entry.hashes.indices.filter { !entry.hashes[..<$0].contains(entry.hashes[$0]) } }

  /// Units of the item that don't stand before in it.
  var itemUnits: [Int] { item.hashes.indices.filter { !item.hashes[..<$0].contains(item.hashes[$0]) } }

  private func pairs(_ units: Units) -> [[UInt32]] {
    zip(units.hashes, units.hashes.dropFirst()).map { [$0, $1] }
  }

  /// Pairs of the entry that don't stand before in it.
  var entryPairs: [Int] {
    let all = pairs(entry)
    return all.indices.filter { !all[..<$0].contains(all[$0]) }
  }

  /// Pairs of the item that don't stand before in it.
  var itemPairs: [Int] {
    let all = pairs(item)
    return all.indices.filter { !all[..<$0].contains(all[$0]) }
  }

  func bits(_ unit: Int) -> Int { max(1, Int(entryWeights.own[unit])) }
  func pairBits(_ unit: Int) -> Int { max(1, Int(entryWeights.pair[unit])) }

  var shared: [Int] { entryUnits.filter { item.hashes.contains(entry.hashes[$0]) } }
  var missing: [Int] { entryUnits.filter { !item.hashes.contains(entry.hashes[$0]) } }

  var sharedPairs: [Int] {
    let (own, others) = (pairs(entry), pairs(item))
    return entryPairs.filter { others.contains(own[$0]) }
  }

  /// Places of a unit in the item, those that are looked at.
  private func places(_ unit: Int) -> [Int] {
    Array(item.hashes.indices.filter { item.hashes[$0] == entry.hashes[unit] }.prefix(PositionMap.visitLimit))
  }

  /// Most bits of the entry's units in one stretch of the item.
  var window: Int {
    let width = entry.count * 2 + 8
    let stands = shared.map { (unit: $0, places: places($0)) }
    return item.hashes.indices.map { start in
      stands.filter { $0.places.contains { (start...start + width).contains($0) } }.reduce(0) { $0 + bits($1.unit) }
    }.max() ?? 0
  }

  /// Most bits of the item's units in one stretch of the entry.
  var entryWindow: Int {
    let width = item.count * 2 + 8
    return entry.hashes.indices.map { start in
      let stretch = Set(entry.hashes[start...min(entry.count - 1, start + width)])
      return itemUnits.filter { stretch.contains(item.hashes[$0]) }.reduce(0) { $0 + Int(itemWeights.own[$1]) }
    }.max() ?? 0
  }

  /// Bits, in eighths, of units: most first, at most six, zeros after.
  static func largest(_ bits: [Int]) -> [Double] {
    Array((bits.sorted(by: >) + [0, 0, 0, 0, 0, 0]).prefix(6)).map { Double($0) / 8 }
  }
}
