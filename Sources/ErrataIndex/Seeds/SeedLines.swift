internal import CErrataMemory

/// What is known of the runs of units that begin alike, side by side in one line of the processor's cache: which of
/// them are too frequent to be seeds, and which seeds some entry has. So a position of an item waits for memory once
/// for most of its look-ups, and the line is fetched ahead.
///
/// Both are sets as bits (Bloom 1970, with one hash): what they hold is in them, and few others are. Builder and reader
/// ask the same lines, so a run that is frequent by chance is merely a longer seed than need be, and a seed that is
/// there by chance costs a look into its bucket.
struct SeedLines {
  private let words: UnsafeBufferPointer<UInt64>
  private let shift: UInt64
  /// Characters of the shortest seed in a script without spaces.
  let leastCharacters: Int

  /// Words of a line, 64 bytes.
  static let lineWords = 8
  /// Bits of a line that tell frequent runs; they come first. Binary logarithm.
  static let frequentBits: UInt64 = 7
  /// Bits of a line that tell seeds, behind those.
  static let seedBits: UInt64 = 384
  /// Units after which all runs that begin alike share a line.
  static let lineUnits = 3

  /// A view of the lines of a layout.
  init(words: UnsafeBufferPointer<UInt64>, layout: SeedLayout) {
    self.words = words
    shift = UInt64(64 - layout.lineBits)
    leastCharacters = layout.leastCharacters
  }

  /// The first word of the line of a run.
  ///
  /// - Parameter line: the state of the run's first three units, or the run's own when it is shorter.
  @inline(__always)
  func firstWord(ofLine line: UInt64) -> Int { Int(truncatingIfNeeded: line &>> shift) &* SeedLines.lineWords }

  /// Fetches a line ahead.
  @inline(__always)
  func prefetch(firstWord: Int) {
    guard let words = words.baseAddress else { return }
    errata_prefetch(words + firstWord)
  }

  /// 1 if a run is frequent, else 0.
  ///
  /// - Parameter state: the run's state: its bits from 31 down tell the place in the line.
  @inline(__always)
  func frequent(firstWord: Int, state: UInt64) -> UInt64 {
    words[firstWord &+ Int(truncatingIfNeeded: state &>> 31 & 1)] &>> (state &>> 25) & 1
  }

  /// 1 if an entry may have a seed, else 0.
  @inline(__always)
  func mayHave(firstWord: Int, key: UInt64) -> UInt64 {
    let place = SeedLines.seedPlace(key)
    return words[firstWord &+ Int(truncatingIfNeeded: place &>> 6)] &>> place & 1
  }

  /// The place of a seed's bit in its line.
  ///
  /// - Parameter key: the seed's mixed key.
  @inline(__always)
  static func seedPlace(_ key: UInt64) -> UInt64 {
    1 &<< frequentBits &+ ((key &>> 16 & 0xFFFF_FFFF) &* seedBits) &>> 32
  }

  /// A number for a run in which counters for frequent runs are kept: its line, then as many bits of its state as there
  /// is room for; those of the frequent bit come first.
  @inline(__always)
  func counter(line: UInt64, state: UInt64, bits: UInt64) -> UInt32 {
    let rest = bits &- (64 &- shift)
    return UInt32(truncatingIfNeeded: (line &>> shift) &<< rest | (state & 0xFFFF_FFFF) &>> (32 &- rest))
  }
}
