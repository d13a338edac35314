internal import ErrataMarkup
internal import ErrataModel
internal import ErrataPropagation
internal import ErrataText

/// Reads the sketch by which an item's near copies are found: of its normalized text, words, and pairs of characters
/// where there are no words. So a copy in other characters, with other marks or decoration, has the same sketch.
struct CopyReader {
  private var text = FoldedText()
  private var scratch = NormalizerScratch()
  private let normalizer = Normalizer()
  private let extractor = HTMLExtractor()

  /// The sketch of an item's text; without keys for a text that is too short, or was deleted.
  mutating func sketch(of item: Item) -> CopySketch {
    let bytes: [UInt8] =
      switch item.content {
      case .text(let text): Array(text.utf8)
      case .html(let html): (try? extractor.extract(html))?.text ?? []
      }
    normalizer.normalize(bytes.span, into: &text, scratch: &scratch)
    return CopySketch(features: CopyReader.features(of: text.scalars))
  }

  /// Words, and pairs of neighbouring characters of scripts without blanks.
  private static func features(of scalars: [UInt32]) -> [UInt64] {
    var features: [UInt64] = []
    var word: UInt64?
    var before: UInt64?
    for scalar in scalars {
      switch scalarClass(of: scalar) {
      case .letter, .digit:
        word = CopySketch.mix((word ?? 1) ^ UInt64(scalar))
        before = nil
      case .ideographic:
        if let done = word { features.append(done) }
        word = nil
        let own = CopySketch.mix(UInt64(scalar))
        if let before { features.append(CopySketch.mix(before &+ own &* 3)) }
        before = own
      default:
        if let done = word { features.append(done) }
        word = nil
      }
      if features.count >= CopySketch.most { return features }
    }
    if let word { features.append(word) }
    return features
  }
}
