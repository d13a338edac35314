/// Claims whose texts are cut into units, in the order they were added: all that an index needs of them but their ids
/// and payloads.
package struct PreparedClaims: Sendable {
  /// One text.
  struct Entry: Sendable {
    var unitCount: UInt32
    /// Sum of the units' weights.
    var mass: UInt32
    var field: UInt8
    var number: UInt16
  }

  /// What one claim has.
  struct Claim: Sendable {
    var firstEntry: UInt32
    var entryCount: UInt32
    var firstUnit: UInt32
    /// Units of its texts, negative entries left out.
    var length: UInt32

    var entries: Range<Int> { Int(firstEntry)..<Int(firstEntry) + Int(entryCount) }
  }

  var claims: [Claim] = []
  var entries: [Entry] = []
  var units = UnitColumns()

  /// No claims.
  package init() {}

  /// Number of claims.
  package var count: Int { claims.count }
  /// Number of their texts.
  package var entryCount: Int { entries.count }
  /// Number of their texts' units.
  package var unitCount: Int { units.count }

  /// Gives back memory that was reserved for more.
  package mutating func shrink() {
    claims = claims.withUnsafeBufferPointer { Array($0) }
    entries = entries.withUnsafeBufferPointer { Array($0) }
    units.shrink()
  }
}

/// Where a claim lies among several pieces of prepared claims.
package struct ClaimPlace: Hashable, Sendable {
  /// Number of the piece.
  package var piece: UInt32
  /// Number of the claim in it.
  package var claim: UInt32

  /// Makes a place.
  package init(piece: Int, claim: Int) {
    self.piece = UInt32(piece)
    self.claim = UInt32(claim)
  }
}
