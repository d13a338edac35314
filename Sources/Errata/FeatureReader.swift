package import ErrataIndex
internal import ErrataMarkup
internal import ErrataMatching
package import ErrataModel
internal import ErrataText

/// Reads the features by which a new claim finds the items that may carry it. One for each thread: its memory is
/// reused.
package struct FeatureReader {
  /// The features of what was read last.
  package private(set) var features = ItemFeatures()
  private var scratch = MatchScratch()
  private let normalizer = Normalizer()
  private let background = BackgroundModel.embedded
  private let extractor = HTMLExtractor()

  /// Fresh memory.
  package init() {}

  /// Reads an item's text, as far as the engine looks at it.
  package mutating func read(_ item: Item) {
    read(ItemSource(item.content, extractor: extractor).bytes)
  }

  /// Reads an item of a reused buffer.
  package mutating func read(_ item: ItemBuffer) {
    if item.isMarkup { read(ItemSource(item, extractor: extractor).bytes) } else { read(item.body) }
  }

  /// Reads a claim's wording.
  package mutating func read(wording: String) {
    read(Array(wording.utf8))
  }

  private mutating func read(_ text: [UInt8]) {
    scratch.read(text.span, normalizer: normalizer)
    features.read(scratch.units, background: background)
  }
}
