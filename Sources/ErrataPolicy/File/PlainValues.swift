/// What plain words of a file stand for.
extension String {
  /// The number of decimal digits with at most one point; no exponents, no words such as `inf`.
  var plainNumber: Double? {
    let digits = utf8.drop { $0 == UInt8(ascii: "-") }
    guard utf8.count <= 32, !digits.isEmpty, utf8.count - digits.count <= 1,
      digits.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
    else { return nil }
    return Double(self)
  }

  /// Seconds of `12h`, `90d`, `4w`.
  var durationInSeconds: Double? {
    let units: [UInt8: Int] = [
      UInt8(ascii: "h"): 3600, UInt8(ascii: "d"): 86_400, UInt8(ascii: "w"): 604_800,
    ]
    guard let unit = utf8.last.flatMap({ units[$0] }), utf8.first != UInt8(ascii: "+"),
      let count = Int(dropLast()),
      count > 0, count <= 3650 * 86_400 / unit
    else { return nil }
    return Double(count * unit)
  }
}
