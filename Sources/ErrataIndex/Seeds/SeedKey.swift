/// Keys of seeds: runs of neighbouring units by which entries are looked up.
///
/// A seed begins at any unit and is as long as it takes to be rare among the entries: a word by itself or two
/// characters where few entries have them, more where many do. So no seed leads to more than a handful of entries,
/// however large the corpus is, and in a small one short seeds still find what was reworded.
enum SeedKey {
  /// Units of the longest seed.
  static let longest = 6
  /// Stands for the end of a text, where a seed that is too frequent can't grow any more.
  static let end = UInt32.max

  /// The state of a run without units.
  static let start: UInt64 = 1

  /// The state of a run with one unit more; its key is the mixed state.
  @inline(__always)
  static func extended(_ state: UInt64, by unit: UInt32) -> UInt64 {
    let product = (state ^ UInt64(unit)) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }
}
