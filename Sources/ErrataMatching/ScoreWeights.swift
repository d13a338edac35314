/// The fitted weights of the score model. Written by `Benchmarks/fit/fit.py`; don't edit by hand.
///
/// Fitted on 137114 examples of 15 groups, seed 1; mean log loss 0.0320.
enum ScoreWeights {
  /// One weight a feature, in the order of `ScoreModel.features`.
  static let values: [Double] = [
    -7.086552,  // bias
    -8.791325,  // entryCoverage
    35.283207,  // itemCoverage
    1.368865,  // sharedBits
    0.464159,  // longestBits
    0.569036,  // density
    0.115208,  // order
    -1.036290,  // entryBits
    -0.420072,  // entryCoverageBits
    -5.263694,  // itemCoverageBits
    2.746257,  // bothCoverages
    -19.630922,  // betterCoverage
    4.644167,  // betterCoverageBits
    13.041592,  // entryCoverageSquared
    -5.541380,  // itemCoverageSquared
  ]
}
