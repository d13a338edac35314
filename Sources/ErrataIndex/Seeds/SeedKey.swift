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

  /// The key of a single unit.
  @inline(__always)
  static func first(_ unit: UInt32) -> UInt64 { extended(1, by: unit) }

  /// The key of a run with one unit more.
  @inline(__always)
  static func extended(_ key: UInt64, by unit: UInt32) -> UInt64 {
    let product = (key ^ UInt64(unit)) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }
}

/// Reads the seeds of a sequence of units.
struct SeedReader {
  /// Which keys are too frequent to be seeds.
  let frequent: FrequentKeys

  /// Calls `body` with each seed's mixed key, its first unit and the unit after its last, in order, repeats included.
  ///
  /// - Complexity: linear; `SeedKey.longest` steps a unit.
  @inline(__always)
  func forEach(
    hashes: UnsafeBufferPointer<UInt32>, flags: UnsafeBufferPointer<UnitFlags>,
    _ body: (_ key: UInt64, _ start: Int, _ end: Int) -> Void
  ) {
    let count = min(hashes.count, flags.count)
    let inner = max(0, count - SeedKey.longest)
    for start in 0..<inner { readInner(start, hashes, isTerm: TermReader.isTerm(flags[start]), body) }
    for start in inner..<count {
      // A character of a script without spaces says too little by itself.
      let isTerm = TermReader.isTerm(flags[start])
      if isTerm || start + 1 < count || count == 1 { readLast(start, hashes, count, isTerm: isTerm, body) }
    }
  }

  /// A seed with room for the longest behind it: all lengths are tried at once, since waiting for one answer after the
  /// other, and guessing it wrong, costs more than five needless look-ups.
  @inline(__always)
  private func readInner(
    _ start: Int, _ hashes: UnsafeBufferPointer<UInt32>, isTerm: Bool,
    _ body: (_ key: UInt64, _ start: Int, _ end: Int) -> Void
  ) {
    var keys = InlineArray<6, UInt64>(repeating: 0)
    var key: UInt64 = 1
    // A bit for each length that is rare enough; the longest always is.
    var rare: UInt32 = 1 << (SeedKey.longest - 1)
    for length in 0..<SeedKey.longest {
      key = SeedKey.extended(key, by: hashes[start &+ length])
      let mixed = Hashing.mix(key)
      keys[length] = mixed
      rare |= (frequent.contains(mixed) ? 0 : 1) << length
    }
    if !isTerm { rare &= ~1 }
    let length = rare.trailingZeroBitCount
    body(keys[length], start, start &+ length &+ 1)
  }

  /// A seed near the end of the text.
  private func readLast(
    _ start: Int, _ hashes: UnsafeBufferPointer<UInt32>, _ count: Int, isTerm: Bool,
    _ body: (_ key: UInt64, _ start: Int, _ end: Int) -> Void
  ) {
    var end = start + 1
    var key = SeedKey.first(hashes[start])
    if !isTerm, end < count {
      key = SeedKey.extended(key, by: hashes[end])
      end += 1
    }
    var mixed = Hashing.mix(key)
    while end - start < SeedKey.longest, frequent.contains(mixed) {
      guard end < count else {
        mixed = Hashing.mix(SeedKey.extended(key, by: SeedKey.end))
        break
      }
      key = SeedKey.extended(key, by: hashes[end])
      end += 1
      mixed = Hashing.mix(key)
    }
    body(mixed, start, end)
  }
}

/// A set of keys as a table of bits (Bloom 1970, with one hash): what it holds is in it, and few others are. Builder
/// and reader ask the same table, so a key that is in it by chance is merely longer than it need be.
struct FrequentKeys {
  private let words: UnsafeBufferPointer<UInt64>
  private let shift: UInt64

  /// A view of a table of `2^bits` bits.
  init(words: UnsafeBufferPointer<UInt64>, bits: Int) {
    self.words = words
    shift = UInt64(64 - bits)
  }

  /// Whether a mixed key is frequent.
  @inline(__always)
  func contains(_ key: UInt64) -> Bool {
    let place = key >> shift
    return words[Int(place >> 6)] >> (place & 63) & 1 == 1
  }
}
