/// The fitted weights of the score model. Written by `Benchmarks/fit/fit.py`; don't edit by hand.
///
/// Fitted on 138767 examples of 17 groups, seed 1; mean log loss 0.0363.
enum ScoreWeights {
  /// One weight a feature, in the order of `ScoreModel.features`.
  static let values: [Double] = [
    -9.185174,  // bias
    -11.528453,  // entryCoverage
    22.929942,  // itemCoverage
    1.758678,  // sharedBits
    0.459085,  // longestBits
    -3.703915,  // density
    0.431097,  // order
    -1.031447,  // entryBits
    -0.447329,  // entryCoverageBits
    -2.531698,  // itemCoverageBits
    12.774648,  // bothCoverages
    2.995503,  // betterCoverage
    0.616424,  // betterCoverageBits
    5.547337,  // entryCoverageSquared
    -9.816501,  // itemCoverageSquared
    0.550351,  // densitySquared
    5.648046,  // entryCoverageDensity
    -2.611292,  // longestShare
    0.456177,  // densityBits
  ]
}
