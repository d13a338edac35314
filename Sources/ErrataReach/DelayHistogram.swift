/// How long it took from a rumor to its debunk, as counts of classes that are a quarter longer each.
package struct DelayHistogram: Hashable, Sendable {
  /// Counts by class.
  package var counts: [Int: Int]

  /// A histogram.
  package init(counts: [Int: Int] = [:]) {
    self.counts = counts
  }

  /// The class of a number of seconds: four of them for every doubling.
  package static func bucket(seconds: Int64) -> Int {
    guard seconds > 0 else { return 0 }
    let exponent = Int64.bitWidth - 1 - seconds.leadingZeroBitCount
    let quarter = exponent >= 2 ? Int(seconds >> Int64(exponent - 2)) & 3 : Int(seconds << Int64(2 - exponent)) & 3
    return exponent * 4 + quarter + 1
  }

  /// The least seconds of a class.
  package static func seconds(bucket: Int) -> Double {
    guard bucket > 0 else { return 0 }
    let (exponent, quarter) = ((bucket - 1) / 4, (bucket - 1) % 4)
    return Double(sign: .plus, exponent: exponent, significand: 1 + Double(quarter) / 4)
  }

  /// The median in seconds, the middle of its class; `nil` without counts.
  package var median: Double? {
    let total = counts.values.reduce(0, +)
    guard total > 0 else { return nil }
    var seen = 0
    for bucket in counts.keys.sorted() {
      seen += counts[bucket] ?? 0
      guard seen * 2 >= total else { continue }
      return bucket == 0 ? 0 : (DelayHistogram.seconds(bucket: bucket) + DelayHistogram.seconds(bucket: bucket + 1)) / 2
    }
    return nil
  }
}
