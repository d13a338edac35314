/// Units of texts, one after the other, with what an index keeps of each: parallel arrays.
struct UnitColumns: Sendable {
  /// Hashes.
  var hashes: [UInt32] = []
  /// Information after the left neighbour.
  var weights: [UInt8] = []
  /// Information by itself.
  var own: [UInt8] = []
  /// Information by itself, 0 where the unit stands earlier in the text.
  var bits: [UInt8] = []
  /// Information with the right neighbour, 0 where the pair stands earlier in the text and for the last unit.
  var pairBits: [UInt8] = []
  /// What each unit is.
  var flags: [UInt8] = []

  /// Number of units.
  var count: Int { hashes.count }

  /// Adds the units of a text.
  mutating func append(_ units: borrowing Units, _ weights: borrowing UnitWeights) {
    hashes += units.hashes
    self.weights += weights.conditional
    own += weights.own
    for flag in units.flags { flags.append(flag.rawValue) }
    appendDistinctBits(units.hashes, weights)
  }

  /// Units and pairs that stand earlier in the text get no bits, so that what is shared is counted once; others get one
  /// step at least, to tell them apart from these.
  private mutating func appendDistinctBits(_ hashes: [UInt32], _ weights: borrowing UnitWeights) {
    let isShort = hashes.count <= UnitColumns.shortText
    var seen = Set<UInt32>()
    var seenPairs = Set<UInt64>()
    for unit in hashes.indices {
      let isNew: Bool
      let isNewPair: Bool
      let hasNext = unit + 1 < hashes.count
      if isShort {
        (isNew, isNewPair) = UnitColumns.isNew(unit, in: hashes)
      } else {
        isNew = seen.insert(hashes[unit]).inserted
        isNewPair = hasNext && seenPairs.insert(UInt64(hashes[unit]) << 32 | UInt64(hashes[unit + 1])).inserted
      }
      bits.append(isNew ? max(1, weights.own[unit]) : 0)
      pairBits.append(hasNext && isNewPair ? max(1, weights.pair[unit]) : 0)
    }
  }

  /// Units of a text up to which comparing each with all before is faster than sets.
  private static let shortText = 128

  /// Whether a unit, and it with the one after, stands nowhere earlier in a text.
  @inline(__always)
  private static func isNew(_ unit: Int, in hashes: [UInt32]) -> (unit: Bool, pair: Bool) {
    var isNew = true
    let next = unit + 1 < hashes.count ? hashes[unit + 1] : 0
    for earlier in 0..<unit where hashes[earlier] == hashes[unit] {
      if hashes[earlier + 1] == next { return (false, false) }
      isNew = false
    }
    return (isNew, true)
  }

  /// Gives back memory that was reserved for more.
  mutating func shrink() {
    hashes = UnitColumns.exact(hashes)
    weights = UnitColumns.exact(weights)
    own = UnitColumns.exact(own)
    bits = UnitColumns.exact(bits)
    pairBits = UnitColumns.exact(pairBits)
    flags = UnitColumns.exact(flags)
  }

  private static func exact<Value>(_ values: [Value]) -> [Value] {
    values.withUnsafeBufferPointer { Array($0) }
  }
}
