/// How much the units of a text tell, in eighths of a bit; parallel to the units.
package struct UnitWeights: Sendable {
  /// The information of each unit after its left neighbour, so that all parts of a name share one name's worth.
  package private(set) var conditional: [UInt8] = []
  /// The information of each unit by itself.
  package private(set) var own: [UInt8] = []
  /// The information of each unit with its right neighbour; 0 for the last one.
  package private(set) var pair: [UInt8] = []

  /// Least weight of a unit that has a left neighbour.
  private static let leastLinked = WeightScale.byte(bits: 0.25)

  /// No units.
  package init() {}

  /// Weighs the units of a text in place of the one before.
  ///
  /// - Complexity: O(n), three look-ups a unit; allocates nothing once grown.
  package mutating func weigh(_ units: Units, background: BackgroundModel) {
    conditional.removeAll(keepingCapacity: true)
    own.removeAll(keepingCapacity: true)
    pair.removeAll(keepingCapacity: true)
    var previous: Double?
    var pairCount = 0.0
    for position in 0..<units.count {
      let count = background.count(Hashing.term(units.hashes[position]))
      let weight = background.weight(count: count)
      // What never stood together tells as much as by itself, and like all that has a neighbour a quarter bit at least.
      let isLinked = pairCount > 0 && previous != nil
      conditional.append(
        isLinked
          ? WeightScale.byte(bits: background.bits(count: count, after: previous, together: pairCount))
          : previous == nil ? weight : max(UnitWeights.leastLinked, weight))
      own.append(weight)
      previous = count
      guard position + 1 < units.count else { continue }
      pairCount = background.count(Hashing.term(units.hashes[position], units.hashes[position + 1]))
      pair.append(background.weight(count: pairCount))
    }
    if units.count > 0 { pair.append(0) }
  }
}
