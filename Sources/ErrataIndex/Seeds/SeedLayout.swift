/// Sizes of the sections of seeds, which follow from the numbers of units and entries alone.
struct SeedLayout {
  /// Binary logarithm of the number of bits of the table of frequent keys.
  let frequentBits: Int
  /// Binary logarithm of the number of bits of the filter.
  let filterBits: Int
  /// Binary logarithm of the number of buckets.
  let bucketBits: Int
  /// Most entries that a seed may lead to before it is made longer.
  let limit: Int

  /// The layout for a number of units and entries.
  init(units: Int, entries: Int) {
    func bits(_ count: Int) -> Int { Int.bitWidth - max(1, count).leadingZeroBitCount }
    frequentBits = min(26, max(10, bits(units / 4)))
    filterBits = min(33, max(10, bits(units)))
    bucketBits = min(28, max(4, bits(units / 8)))
    limit = entries > SeedLayout.largeCorpus ? 32 : 64
  }

  private static let largeCorpus = 100_000

  /// Bits of a mixed key by which the seeds of a bucket are told apart; the bucket itself tells `bucketBits` more.
  static let fingerprintMask: UInt64 = 0xFFFF
}
