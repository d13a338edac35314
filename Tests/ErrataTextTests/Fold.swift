import ErrataText
import Testing

/// A text and what it folds to.
struct Fold: Sendable, CustomTestStringConvertible {
  let source: String
  let folded: String

  init(_ source: String, _ folded: String) {
    self.source = source
    self.folded = folded
  }

  /// A text that stays as it is.
  init(kept source: String) { self.init(source, source) }

  var testDescription: String { source }

  /// Shared by all tests.
  static let normalizer = Normalizer()

  /// Checks the whole normalizer.
  func check(_ location: SourceLocation = #_sourceLocation) {
    #expect(Self.normalizer.normalize(source).string == folded, sourceLocation: location)
  }

  /// Checks the normalizer with only the steps given.
  func check(only steps: Set<NormalizationStep>, _ location: SourceLocation = #_sourceLocation) {
    #expect(Normalizer(steps: steps).normalize(source).string == folded, sourceLocation: location)
  }
}

/// The folded text of a string.
func folded(_ text: String) -> String { Fold.normalizer.normalize(text).string }
