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
    let count = units.count
    conditional.resize(count)
    own.resize(count)
    pair.resize(count)
    units.hashes.withUnsafeBufferPointer { hashes in
      // Ahead of their use, so that the waits for memory overlap.
      for position in 0..<count {
        background.prefetch(Hashing.term(hashes[position]))
        if position + 1 < count { background.prefetch(Hashing.term(hashes[position], hashes[position + 1])) }
      }
      conditional.withUnsafeMutableBufferPointer { conditional in
        own.withUnsafeMutableBufferPointer { own in
          pair.withUnsafeMutableBufferPointer { pair in
            UnitWeights.weigh(hashes, background, conditional, own, pair)
          }
        }
      }
    }
  }

  private static func weigh(
    _ hashes: UnsafeBufferPointer<UInt32>, _ background: BackgroundModel,
    _ conditional: UnsafeMutableBufferPointer<UInt8>, _ own: UnsafeMutableBufferPointer<UInt8>,
    _ pair: UnsafeMutableBufferPointer<UInt8>
  ) {
    var previous = 0.0
    var pairCount = 0.0
    for position in hashes.indices {
      let count = background.count(Hashing.term(hashes[position]))
      let weight = background.weight(count: count)
      own[position] = weight
      // What never stood together tells as much as by itself, and like all that has a neighbour a quarter bit at least.
      var linked = weight
      if pairCount > 0 { linked = min(weight, background.weight(count: count, after: previous, together: pairCount)) }
      conditional[position] = position == 0 ? weight : max(leastLinked, linked)
      previous = count
      pairCount = 0
      if position + 1 < hashes.count {
        pairCount = background.count(Hashing.term(hashes[position], hashes[position + 1]))
      }
      pair[position] = position + 1 < hashes.count ? background.weight(count: pairCount) : 0
    }
  }
}

extension [UInt8] {
  /// Gives the array a number of elements; what they are is left open.
  fileprivate mutating func resize(_ count: Int) {
    if self.count > count { removeLast(self.count - count) }
    if self.count < count { append(contentsOf: repeatElement(0, count: count - self.count)) }
  }
}
