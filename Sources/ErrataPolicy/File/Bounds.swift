/// What a number may be.
struct Bounds {
  var lower: Double
  var includesLower: Bool
  var upper: Double
  var includesUpper: Bool

  static func from(_ lower: Double, to upper: Double) -> Bounds {
    Bounds(lower: lower, includesLower: true, upper: upper, includesUpper: true)
  }

  static func above(_ lower: Double, to upper: Double) -> Bounds {
    Bounds(lower: lower, includesLower: false, upper: upper, includesUpper: true)
  }

  static func between(_ lower: Double, _ upper: Double) -> Bounds {
    Bounds(lower: lower, includesLower: false, upper: upper, includesUpper: false)
  }

  func contain(_ number: Double) -> Bool {
    (includesLower ? number >= lower : number > lower) && (includesUpper ? number <= upper : number < upper)
  }

  /// As in "a number above 0 and at most 1".
  var text: String {
    let low = includesLower ? "from \(lower.short)" : "above \(lower.short)"
    let high =
      includesUpper
      ? (includesLower ? "to \(upper.short)" : "and at most \(upper.short)") : "and below \(upper.short)"
    return "\(low) \(high)"
  }
}

extension Double {
  /// Without `.0` where it is whole.
  var short: String { self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self) }
}
