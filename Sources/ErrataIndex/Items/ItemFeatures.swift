/// What of a text is kept so that a new claim finds the items that may carry it without a look at their texts: its rare
/// words and its rare pairs of characters, as hashes with their information.
///
/// Read in the same way from items and from claims. Two texts that share little of it have little in common that is
/// rare, so no match comes of them.
package struct ItemFeatures: Sendable {
  /// Hashes, each once, ascending.
  package private(set) var keys: [UInt32] = []
  /// The information of each, in eighths of a bit.
  package private(set) var weights: [UInt8] = []
  /// The sum of the weights.
  package private(set) var mass: UInt32 = 0
  private var pairs: [UInt64] = []
  private var unitWeights = UnitWeights()

  /// Least information of what is kept: five bits, once in 32 texts.
  static let leastWeight: UInt8 = 40
  /// Least information that a text and a wording must share.
  package static let leastShared: UInt32 = 48
  /// Least share that this must be of all that the smaller one of them has, in percent.
  package static let leastShare: UInt32 = 20

  /// No features.
  package init() {}

  /// Takes over the features of a text.
  ///
  /// - Complexity: O(units log units); allocates nothing once grown.
  package mutating func read(_ units: borrowing Units, background: BackgroundModel) {
    unitWeights.weigh(units, background: background)
    pairs.removeAll(keepingCapacity: true)
    for position in 0..<units.count {
      let flags = units.flags[position]
      if flags.contains(.ideograph) {
        guard position + 1 < units.count, units.flags[position + 1].contains(.ideograph) else { continue }
        note(Hashing.term(units.hashes[position], units.hashes[position + 1]), unitWeights.pair[position])
      } else {
        note(Hashing.term(units.hashes[position]), unitWeights.own[position])
      }
    }
    pairs.sort()
    keys.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    mass = 0
    for pair in pairs {
      let key = UInt32(truncatingIfNeeded: pair >> 8)
      if keys.last == key { continue }
      keys.append(key)
      weights.append(UInt8(truncatingIfNeeded: pair))
      mass += UInt32(UInt8(truncatingIfNeeded: pair))
    }
  }

  private mutating func note(_ key: UInt32, _ weight: UInt8) {
    if weight >= ItemFeatures.leastWeight { pairs.append(UInt64(key) << 8 | UInt64(weight)) }
  }

  /// Whether a text and a wording share enough for a match to come of them.
  ///
  /// - Parameters:
  ///   - shared: the weight of what both have.
  ///   - wording: the mass of the wording.
  ///   - item: the mass of the text.
  @inline(__always)
  package static func mayMatch(shared: UInt32, wording: UInt32, item: UInt32) -> Bool {
    shared >= leastShared && shared * 100 >= leastShare * min(wording, item)
  }
}
