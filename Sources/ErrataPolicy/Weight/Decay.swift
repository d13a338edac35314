/// What is left of an effect that halves again and again.
enum Decay {
  /// 2^(−age / halfLife), rounded to millionths; 1 without a half-life, and for an age below 0.
  ///
  /// Computed with the four basic operations only, which IEEE 754 fixes to the bit: the `exp2` of C libraries
  /// differs from one to another in the last place. Under half a millionth (after 21 half-lives) nothing is
  /// left.
  static func remaining(age: Double, halfLife: Double?) -> Millionths {
    guard let halfLife, halfLife > 0, age > 0 else { return .one }
    let halvings = age / halfLife
    guard halvings < 64 else { return Millionths(count: 0) }
    let whole = halvings.rounded(.down)
    let scale = Double(sign: .plus, exponent: -Int(whole), significand: 1)
    return Millionths(exponential(of: -(halvings - whole) * 0.693_147_180_559_945_3) * scale)
  }

  /// e^x for −ln 2 ≤ x ≤ 0: twenty terms of its series, by Horner's rule. The next term is below 1e-22.
  private static func exponential(of x: Double) -> Double {
    var sum = 1.0
    for n in stride(from: 20.0, through: 1.0, by: -1.0) {
      sum = 1 + x / n * sum
    }
    return sum
  }
}
