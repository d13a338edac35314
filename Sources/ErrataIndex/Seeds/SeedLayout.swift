/// Sizes of the sections of seeds, which follow from the numbers of units and entries alone.
struct SeedLayout {
  /// Binary logarithm of the number of lines that tell frequent runs and seeds.
  let lineBits: Int
  /// Binary logarithm of the number of buckets.
  let bucketBits: Int
  /// Most entries that a seed may lead to before it is made longer.
  let limit: Int
  /// Characters of the shortest seed in a script without spaces: in a huge corpus hardly two of them are rare.
  let leastCharacters: Int

  /// The layout for a number of units and entries.
  init(units: Int, entries: Int) {
    func bits(_ count: Int) -> Int { Int.bitWidth - max(1, count).leadingZeroBitCount }
    lineBits = min(24, max(4, bits(units / 256)))
    bucketBits = min(28, max(4, bits(units / 8)))
    limit = entries > SeedLayout.hugeCorpus ? 16 : entries > SeedLayout.largeCorpus ? 32 : 64
    leastCharacters = entries > SeedLayout.hugeCorpus ? 3 : 2
  }

  /// The number of entries by which a seed's weight is bounded, rounded down to its four highest binary digits: so a
  /// few entries more or less leave the weights of all other seeds as they are.
  static func rounded(entries: Int) -> Int {
    let digits = Int.bitWidth - max(1, entries).leadingZeroBitCount
    let dropped = max(0, digits - 4)
    return (entries >> dropped) << dropped
  }

  private static let largeCorpus = 100_000
  private static let hugeCorpus = 400_000

  /// Bits of a mixed key by which the seeds of a bucket are told apart; the bucket itself tells `bucketBits` more.
  static let fingerprintMask: UInt64 = 0xFFFF
}
