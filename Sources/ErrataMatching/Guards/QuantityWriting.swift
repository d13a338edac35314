internal import ErrataIndex

/// Other writings of a quantity that the normalizer leaves apart: 1k and 1000, 1000mg and 1g, 20th and 20.
enum QuantityWriting {
  /// Whether a number of an item, given by its scalars, is another writing of the unit with a hash.
  static func isSame(_ scalars: ArraySlice<UInt32>, as hash: UInt32) -> Bool {
    guard scalars.count <= 16 else { return false }
    let digits = scalars.prefix { isDigit($0) || $0 == point }
    let unit = String(String.UnicodeScalarView(scalars.dropFirst(digits.count).compactMap(Unicode.Scalar.init)))
    guard let (mantissa, places) = value(digits) else { return false }
    if unit.isEmpty, GuardWords.hash(Array(digits)) == hash { return true }
    if places == 0, isOrdinal(unit, mantissa, hash) { return true }
    return scales.contains { scale in
      scale.from == unit && matches(mantissa, places, scale, hash)
    }
  }

  /// A unit and another that is some powers of ten of it.
  private struct Scale {
    var from: String
    var to: String
    var zeros: Int
  }

  private static let scales = [
    Scale(from: "k", to: "", zeros: 3), Scale(from: "", to: "k", zeros: -3), Scale(from: "kg", to: "g", zeros: 3),
    Scale(from: "g", to: "kg", zeros: -3), Scale(from: "g", to: "mg", zeros: 3), Scale(from: "mg", to: "g", zeros: -3),
    Scale(from: "l", to: "ml", zeros: 3), Scale(from: "ml", to: "l", zeros: -3),
    Scale(from: "cm", to: "mm", zeros: 1), Scale(from: "mm", to: "cm", zeros: -1), Scale(from: "km", to: "", zeros: 3),
    Scale(from: "", to: "km", zeros: -3), Scale(from: "m", to: "", zeros: 0), Scale(from: "", to: "m", zeros: 0),
  ]

  /// 20th and 20.
  private static func isOrdinal(_ unit: String, _ mantissa: UInt64, _ hash: UInt32) -> Bool {
    let endings = ["st", "nd", "rd", "th"]
    if endings.contains(unit) { return GuardWords.hash(String(mantissa)) == hash }
    return unit.isEmpty && endings.contains { GuardWords.hash(String(mantissa) + $0) == hash }
  }

  private static func matches(_ mantissa: UInt64, _ places: Int, _ scale: Scale, _ hash: UInt32) -> Bool {
    GuardWords.hash(written(mantissa, places: places - scale.zeros) + scale.to) == hash
  }

  /// A decimal number as text, without zeros at its end.
  private static func written(_ mantissa: UInt64, places: Int) -> String {
    var (digits, places) = (String(mantissa), places)
    if places < 0 { return digits + String(repeating: "0", count: -places) }
    while places > 0, digits.hasSuffix("0"), digits.count > 1 {
      digits.removeLast()
      places -= 1
    }
    guard places > 0 else { return digits }
    if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
    return digits.dropLast(places) + "." + digits.suffix(places)
  }

  private static func value(_ digits: ArraySlice<UInt32>) -> (mantissa: UInt64, places: Int)? {
    guard !digits.isEmpty, digits.count <= 12 else { return nil }
    var (mantissa, places, isFraction) = (UInt64(0), 0, false)
    for scalar in digits {
      if scalar == point {
        isFraction = true
      } else {
        mantissa = mantissa * 10 + UInt64(scalar - 0x30)
        places += isFraction ? 1 : 0
      }
    }
    return (mantissa, places)
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
  private static let point: UInt32 = 0x2E
}
