package import ErrataIndex
internal import ErrataStance
package import ErrataText

/// Working memory of one thread, reused from item to item.
package struct MatchScratch {
  /// The folded text of the item at hand.
  package var text = FoldedText()
  /// The units of the item at hand.
  package var units = Units()
  /// What the item's units tell.
  package var weights = UnitWeights()
  /// Sum of the units' conditional weights.
  package var mass: UInt32 = 0
  /// Whether the item was longer than the engine looks at.
  package var isTruncated = false

  var normalizer = NormalizerScratch()
  var candidates = CandidateFinder()
  var positions = PositionMap()
  var alignment = AlignmentScratch()
  var overlap = OverlapScratch()
  var matched = MatchedClaims()
  var features: [Double] = []
  var stance = StanceScratch()
  var wordings = WordingCache()

  /// Fresh memory.
  package init() {}
}

/// Folded texts of entries that matched lately, of one index.
struct WordingCache {
  /// Texts by entry number.
  var texts: [Int: FoldedText] = [:]
  private var index = ""
  private static let limit = 2048

  /// Forgets the texts of another index, and all when there are many.
  mutating func enter(_ index: String) {
    guard index != self.index || texts.count >= WordingCache.limit else { return }
    self.index = index
    texts.removeAll(keepingCapacity: true)
  }
}
