/// Keys by which near copies of a text find each other: two texts are near copies when they share a key.
///
/// Each key is made of five minima of hashes over the text's features (Broder 1997, On the resemblance and containment
/// of documents), and there are eight of them, so that texts with a resemblance `r` share one with the chance
/// `1 - (1 - r^5)^8`: 0.99 at 0.85, 0.77 at 0.7, 0.22 at 0.5, 0.02 at 0.3. Being a copy is thus a relation between two
/// texts and nothing else, and finding copies takes eight look-ups however many there are.
package struct CopySketch: Hashable, Sendable {
  /// Keys of a text.
  package static let count = 8
  /// Minima in a key.
  static let rows = 5
  /// Fewest different features of a text that can have copies; shorter ones are alike by chance.
  package static let fewest = 8
  /// Most features that are read; what stands behind them isn't looked at.
  package static let most = 2048

  /// The keys; none for a text that is too short.
  package let keys: [UInt64]

  /// The sketch of a text's features, in the order in which they stand there.
  ///
  /// - Complexity: O(features), 40 hashes each.
  package init(features: some Sequence<UInt64>) {
    let distinct = Set(features.prefix(CopySketch.most))
    guard distinct.count >= CopySketch.fewest else {
      keys = []
      return
    }
    var minima = [UInt64](repeating: .max, count: CopySketch.count * CopySketch.rows)
    for feature in distinct {
      let first = CopySketch.mix(feature)
      for place in minima.indices {
        let hash = CopySketch.mix(first ^ CopySketch.salts[place])
        if hash < minima[place] { minima[place] = hash }
      }
    }
    keys = (0..<CopySketch.count).map { band in
      let start = band * CopySketch.rows
      return minima[start..<(start + CopySketch.rows)].reduce(UInt64(band)) { CopySketch.mix($0 &+ $1) }
    }
  }

  /// Keys that were kept.
  package init(keys: [UInt64]) {
    self.keys = keys
  }

  /// The place where items with a key meet that name the same claim.
  package static func bucket(_ key: UInt64, claim: String) -> Int64 {
    Int64(bitPattern: claim.utf8.reduce(key) { mix($0 ^ UInt64($1)) })
  }

  private static let salts = (1...UInt64(count * rows)).map { mix($0 &* 0xA076_1D64_78BD_642F) }

  /// Mixes 64 bits (finalizer of SplitMix64; Steele, Lea and Flood 2014).
  @inline(__always) package static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
