/// What a unit is.
package struct UnitFlags: OptionSet, Hashable, Sendable {
  /// The bits, as the index file keeps them.
  package var rawValue: UInt8

  /// Makes flags from bits.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// One character of a script without spaces.
  package static let ideograph = UnitFlags(rawValue: 1)
  /// A word of letters, perhaps with digits.
  package static let word = UnitFlags(rawValue: 2)
  /// A number in digits, perhaps with a unit of up to three letters.
  package static let number = UnitFlags(rawValue: 4)
  /// A word or character that negates.
  package static let negation = UnitFlags(rawValue: 8)
  /// A sentence mark or line break stands before it.
  package static let afterBreak = UnitFlags(rawValue: 16)
  /// A word of a web address.
  package static let link = UnitFlags(rawValue: 64)
  /// A word that begins with a capital letter, in a text where that means something.
  package static let capital = UnitFlags(rawValue: 32)
}

/// A folded text as the sequence of units that matching works on: characters of scripts without spaces, words, numbers.
///
/// Parallel arrays: a unit is a hash of its form, the range of folded scalars it stands for, and flags. Marks and
/// blanks are no units.
package struct Units: Sendable {
  /// Hashes of the units' forms; words are stemmed.
  package var hashes: [UInt32] = []
  /// Index of each unit's first folded scalar.
  package var starts: [UInt32] = []
  /// Index after each unit's last folded scalar.
  package var ends: [UInt32] = []
  /// What each unit is.
  package var flags: [UnitFlags] = []

  /// An empty sequence.
  package init() {}

  /// Number of units.
  package var count: Int { hashes.count }

  /// Forgets the content and keeps the storage.
  package mutating func removeAll() {
    hashes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
  }

  /// Adds a unit.
  package mutating func append(hash: UInt32, start: Int, end: Int, flags: UnitFlags) {
    hashes.append(hash)
    starts.append(UInt32(truncatingIfNeeded: start))
    ends.append(UInt32(truncatingIfNeeded: end))
    self.flags.append(flags)
  }

  /// The folded scalars that a range of units covers.
  package func scalarRange(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
  }
}
