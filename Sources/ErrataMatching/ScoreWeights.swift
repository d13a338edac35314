/// The fitted weights of the score model. Written by `Benchmarks/fit/fit.py`; don't edit by hand.
///
/// Fitted on 138760 examples of 17 groups, seed 1; mean log loss 0.0358.
enum ScoreWeights {
  /// One weight a feature, in the order of `ScoreModel.features`.
  static let values: [Double] = [
    -7.627470,  // bias
    -12.615191,  // entryCoverage
    23.038150,  // itemCoverage
    1.554079,  // sharedBits
    0.620155,  // longestBits
    -5.823572,  // density
    0.440261,  // order
    -1.080916,  // entryBits
    -0.312073,  // entryCoverageBits
    -2.411798,  // itemCoverageBits
    11.840803,  // bothCoverages
    3.739825,  // betterCoverage
    0.517269,  // betterCoverageBits
    5.014135,  // entryCoverageSquared
    -10.164127,  // itemCoverageSquared
    1.001635,  // densitySquared
    7.449435,  // entryCoverageDensity
    -3.363883,  // longestShare
    0.498800,  // densityBits
  ]
}
