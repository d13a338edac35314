internal import ErrataIndex
package import ErrataModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Turns the numbers of an alignment into a score from 0 to 1: the probability that the item carries the claim, by
/// logistic regression (Cox 1958) over few features, fitted on development data by the program under `Benchmarks/`.
package struct ScoreModel: Sendable {
  private let weights: [Double]

  /// A model with given weights, one a feature of `features`.
  package init(weights: [Double]) {
    self.weights = weights
  }

  /// The fitted weights.
  package static let fitted = ScoreModel(weights: ScoreWeights.values)

  /// The features of an alignment, in the order of the weights; bits enter as logarithms, since the tenth bit tells
  /// more than the hundredth, and coverages with squares and products, since they count most together.
  package static func features(_ alignment: Alignment) -> [Double] {
    let shared = binaryLogarithm(1 + alignment.sharedBits)
    let (entry, item) = (alignment.entryCoverage, alignment.itemCoverage)
    let better = max(entry, item)
    return [
      1, entry, item, shared, binaryLogarithm(1 + alignment.longestBits), alignment.density, alignment.order,
      binaryLogarithm(1 + alignment.entryBits), entry * shared, item * shared, entry * item, better,
      better * shared, entry * entry, item * item, alignment.density * alignment.density, entry * alignment.density,
      alignment.longestBits / max(1, alignment.entryBits), alignment.density * shared,
    ]
  }

  /// The score, rounded to four decimals so that all machines agree.
  package func score(_ alignment: Alignment) -> Double {
    guard alignment.pairedUnits > 0 else { return 0 }
    let sum = zip(weights, ScoreModel.features(alignment)).reduce(0) { $0 + $1.0 * $1.1 }
    return (10_000 / (1 + exp(-sum))).rounded() / 10_000
  }

  /// The alignment's numbers by name, for explanations.
  package static func terms(_ alignment: Alignment) -> [ScoreTerm] {
    [
      ScoreTerm(name: "entryCoverage", value: alignment.entryCoverage),
      ScoreTerm(name: "itemCoverage", value: alignment.itemCoverage),
      ScoreTerm(name: "sharedBits", value: alignment.sharedBits),
      ScoreTerm(name: "longestBits", value: alignment.longestBits),
      ScoreTerm(name: "density", value: alignment.density),
      ScoreTerm(name: "order", value: alignment.order),
      ScoreTerm(name: "entryBits", value: alignment.entryBits),
    ]
  }
}
