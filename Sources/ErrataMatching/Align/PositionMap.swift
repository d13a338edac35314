internal import ErrataIndex

/// Where each term stands in an item: an open-addressed table of chains, rebuilt an item, storage kept.
struct PositionMap {
  private var heads: [Int32] = []
  private var keys: [UInt32] = []
  private var nodes: [(position: Int32, next: Int32)] = []
  private var mask = 0

  /// How many occurrences of one term are visited: bounds the work for items made of one repeated term.
  static let visitLimit = 24

  /// Enters all terms of an item.
  mutating func build(_ units: Units) {
    let capacity = max(64, (units.count * 4).nextPowerOfTwo)
    if heads.count < capacity {
      heads = [Int32](repeating: -1, count: capacity)
      keys = [UInt32](repeating: 0, count: capacity)
    } else {
      for index in 0..<capacity { heads[index] = -1 }
    }
    mask = capacity - 1
    nodes.removeAll(keepingCapacity: true)
    // From the end, so that chains run from the first occurrence on.
    for position in stride(from: units.count - 1, through: 0, by: -1) {
      insert(Hashing.term(units.hashes[position]), position)
      if position + 1 < units.count {
        insert(Hashing.term(units.hashes[position], units.hashes[position + 1]), position)
      }
    }
  }

  private mutating func insert(_ key: UInt32, _ position: Int) {
    let slot = self.slot(of: key)
    nodes.append((Int32(truncatingIfNeeded: position), heads[slot]))
    heads[slot] = Int32(truncatingIfNeeded: nodes.count - 1)
    keys[slot] = key
  }

  @inline(__always)
  private func slot(of key: UInt32) -> Int {
    var slot = Int(key) & mask
    while heads[slot] >= 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  /// Where a term stands first, or -1.
  @inline(__always)
  func first(of key: UInt32) -> Int {
    guard !heads.isEmpty else { return -1 }
    let node = heads[slot(of: key)]
    return node >= 0 ? Int(nodes[Int(node)].position) : -1
  }

  /// Calls `body` with the positions of a term, from the first on, at most `visitLimit` of them.
  @inline(__always)
  func forEachPosition(of key: UInt32, _ body: (Int) -> Void) {
    guard !heads.isEmpty else { return }
    var node = heads[slot(of: key)]
    var visits = 0
    while node >= 0, visits < PositionMap.visitLimit {
      body(Int(nodes[Int(node)].position))
      node = nodes[Int(node)].next
      visits += 1
    }
  }
}
