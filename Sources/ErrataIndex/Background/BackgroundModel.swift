internal import CErrataLexicon
internal import CErrataMemory

/// How often units and pairs of units stand in ordinary posts and headlines: what makes a word rare or common.
///
/// Counts are numbers of documents. The embedded table holds hashes and counts only; `errata index background` counts
/// another one. The rarity of a unit is its information content (Shannon 1948), -log2 of its probability, given its
/// left neighbour where that says more: the second half of a name tells little once the first is known, so a single
/// rare name can't carry a match.
package struct BackgroundModel: Sendable {
  /// Number of documents counted.
  package let documents: Int
  /// Term keys with the number of documents below them, open-addressed by the key; 0 is a free slot. A look-up waits
  /// for memory once.
  private var slots: [UInt64]
  /// Weights of terms that few documents have, by their number.
  private let weights: [UInt8]
  /// Number of documents up to which weights are kept.
  private static let keptWeights = 2048

  /// The table that is compiled in, with the common words of further languages.
  package static let embedded = counted.adding(CommonWords.terms(), upTo: CommonWords.mostCounted)

  /// The table that is compiled in, as it was counted.
  package static let counted = BackgroundModel(table: embeddedBytes) ?? .empty

  /// A model that has seen nothing: all terms are equally rare.
  package static let empty = BackgroundModel(documents: 0, keys: [], counts: [])

  /// Checksum of the table that is compiled in and of the common words.
  package static let embeddedChecksum = Checksum.xxh64(embeddedBytes) ^ CommonWords.checksum

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
    var slots = [UInt64](repeating: 0, count: max(2, keys.count * 2).nextPowerOfTwo)
    let mask = slots.count - 1
    for (key, count) in zip(keys, counts) where count > 0 {
      var slot = Int(key) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt64(key) << 32 | UInt64(count)
    }
    self.slots = slots
    weights = (0..<BackgroundModel.keptWeights).map { count in
      WeightScale.byte(bits: BackgroundModel.bits(count: Double(count), documents: documents))
    }
  }

  /// The model with terms set to shares of the documents, where no more than `limit` documents had them; of several
  /// shares of a term the first counts.
  private func adding(_ terms: [(term: UInt32, share: Double)], upTo limit: Double) -> BackgroundModel {
    guard documents > 0 else { return self }
    var model = self
    let mask = slots.count - 1
    for (term, share) in terms where term != 0 && model.count(term) <= limit {
      var slot = Int(term) & mask
      while model.slots[slot] != 0, model.slots[slot] >> 32 != UInt64(term) { slot = (slot + 1) & mask }
      model.slots[slot] = UInt64(term) << 32 | UInt64(share * Double(documents))
    }
    return model
  }

  /// The weight of a term that a number of documents have, in eighths of a bit.
  @inline(__always)
  func weight(count: Double) -> UInt8 {
    count < Double(BackgroundModel.keptWeights) ? weights[Int(count)] : WeightScale.byte(bits: bits(count: count))
  }

  /// Fetches a term's slot ahead.
  @inline(__always)
  func prefetch(_ term: UInt32) {
    slots.withUnsafeBufferPointer { slots in
      guard let first = slots.baseAddress else { return }
      errata_prefetch(first + (Int(term) & (slots.count - 1)))
    }
  }

  /// Number of documents with a term.
  @inline(__always)
  package func count(_ term: UInt32) -> Double {
    let mask = slots.count - 1
    var slot = Int(term) & mask
    while true {
      let found = slots[slot]
      if found >> 32 == UInt64(term), found != 0 { return Double(found & 0xFFFF_FFFF) }
      if found == 0 { return 0 }
      slot = (slot + 1) & mask
    }
  }

  /// Bits of a term by its document frequency.
  package func bits(term: UInt32) -> Double {
    bits(count: count(term))
  }

  /// Bits of a term that a number of documents have.
  @inline(__always)
  func bits(count: Double) -> Double {
    BackgroundModel.bits(count: count, documents: documents)
  }

  @inline(__always)
  private static func bits(count: Double, documents: Int) -> Double {
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
    guard let previous else { return bits(count: count) }
    return max(0.25, min(bits(count: count), linkedBits(count: count, after: previous, together: together)))
  }

  /// The weight of a unit after a left neighbour, by the pair alone, in eighths of a bit.
  @inline(__always)
  func weight(count: Double, after previous: Double, together: Double) -> UInt8 {
    WeightScale.byte(bits: linkedBits(count: count, after: previous, together: together))
  }

  @inline(__always)
  private func linkedBits(count: Double, after previous: Double, together: Double) -> Double {
    let smoothing = 2.0
    let pair = together + smoothing * (count + 0.5) / (Double(documents) + 1)
    return -binaryLogarithm(min(1, pair / (previous + smoothing)))
  }
}
