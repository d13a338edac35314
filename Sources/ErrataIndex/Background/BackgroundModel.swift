internal import CErrataLexicon

/// How often units and pairs of units stand in ordinary posts and headlines: what makes a word rare or common.
///
/// Counts are numbers of documents. The embedded table holds hashes and counts only; `errata index background` counts
/// another one. The rarity of a unit is its information content (Shannon 1948), -log2 of its probability, given its
/// left neighbour where that says more: the second half of a name tells little once the first is known, so a single
/// rare name can't carry a match.
package struct BackgroundModel: Sendable {
  /// Number of documents counted.
  package let documents: Int
  /// Sorted term keys.
  private let keys: [UInt32]
  /// Number of documents with each term.
  private let counts: [UInt32]
  /// First key of each value of the top 16 bits.
  private let buckets: [UInt32]

  /// The table that is compiled in.
  package static let embedded = BackgroundModel(table: embeddedBytes) ?? .empty

  /// A model that has seen nothing: all terms are equally rare.
  package static let empty = BackgroundModel(documents: 0, keys: [], counts: [])

  private static var embeddedBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: errata_background(), count: Int(errata_background_length()))
  }

  /// Reads a table: `magic[8] documents:u32 terms:u32 keys:u32*terms counts:u32*terms`, little-endian, keys ascending,
  /// no count above the number of documents.
  ///
  /// Returns `nil` for anything else.
  package init?(table: UnsafeRawBufferPointer) {
    guard table.count >= 16, table.prefix(8).elementsEqual(BackgroundCounter.magic) else { return nil }
    func word(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: table.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    let terms = Int(word(12))
    guard table.count == 16 + terms * 8 else { return nil }
    let keys = (0..<terms).map { word(16 + $0 * 4) }
    guard zip(keys, keys.dropFirst()).allSatisfy(<) else { return nil }
    let counts = (0..<terms).map { word(16 + (terms + $0) * 4) }
    let documents = word(8)
    guard counts.allSatisfy({ $0 <= documents }) else { return nil }
    self.init(documents: Int(documents), keys: keys, counts: counts)
  }

  private init(documents: Int, keys: [UInt32], counts: [UInt32]) {
    self.documents = documents
    self.keys = keys
    self.counts = counts
    var buckets = [UInt32](repeating: 0, count: 65_537)
    for key in keys { buckets[Int(key >> 16) + 1] += 1 }
    for index in 1..<buckets.count { buckets[index] += buckets[index - 1] }
    self.buckets = buckets
  }

  /// Number of documents with a term.
  @inline(__always)
  package func count(_ term: UInt32) -> Double {
    let bucket = Int(term >> 16)
    for index in Int(buckets[bucket])..<Int(buckets[bucket + 1]) where keys[index] == term {
      return Double(counts[index])
    }
    return 0
  }

  /// Bits of a term by its document frequency.
  package func bits(term: UInt32) -> Double {
    bits(count: count(term))
  }

  /// Bits of a term that a number of documents have.
  @inline(__always)
  func bits(count: Double) -> Double {
    -binaryLogarithm((count + 0.5) / (Double(documents) + 1))
  }

  /// Bits of a unit after its left neighbour, where the pair tells that it was to be expected; never more than the
  /// unit's own bits. Pairs are smoothed towards single units (MacKay and Peto 1995).
  package func bits(unit: UInt32, after previous: UInt32?) -> Double {
    guard let previous else { return bits(term: Hashing.term(unit)) }
    return bits(
      count: count(Hashing.term(unit)), after: count(Hashing.term(previous)),
      together: count(Hashing.term(previous, unit)))
  }

  /// The same by counts: of the unit, of its left neighbour if it has one, and of the two side by side.
  @inline(__always)
  func bits(count: Double, after previous: Double?, together: Double) -> Double {
    let own = bits(count: count)
    guard let previous else { return own }
    let smoothing = 2.0
    let pair = together + smoothing * (count + 0.5) / (Double(documents) + 1)
    return max(0.25, min(own, -binaryLogarithm(min(1, pair / (previous + smoothing)))))
  }
}
