/// A number between 0 and 1 counted in millionths. All weights are computed in these integers, so that every
/// machine gets the same bits.
struct Millionths: Hashable, Comparable, Sendable {
  /// How many millionths.
  var count: Int

  static let one = Millionths(count: 1_000_000)

  init(count: Int) {
    self.count = count
  }

  /// The nearest count, clamped to 0 and 1; 0 for what is not a number.
  init(_ value: Double) {
    count = value.isNaN ? 0 : Int((min(max(value, 0), 1) * 1_000_000).rounded())
  }

  var value: Double { Double(count) / 1_000_000 }

  static func < (a: Millionths, b: Millionths) -> Bool { a.count < b.count }
}

extension Double {
  /// The value rounded to millionths.
  package var inMillionths: Double { (self * 1_000_000).rounded() / 1_000_000 }
}
