internal import ErrataDigest

/// How far decisions are acted upon.
package enum ServingMode: String, CaseIterable, Hashable, Sendable {
  /// Labels and weights are served.
  case live
  /// Items are judged and recorded, and every weight served is 1.
  case shadow
  /// Nothing is judged, and every weight is 1.
  case off
}

/// The safety valves that hold for one request.
package struct Valves: Hashable, Sendable {
  /// How far decisions are acted upon.
  package var mode: ServingMode
  /// From 0 to 1: the share of items that are limited in live mode; the others are as in shadow mode.
  package var canary: Double

  /// Makes valves.
  package init(mode: ServingMode = .live, canary: Double = 1) {
    self.mode = mode
    self.canary = canary
  }

  /// Whether an item's decision is served. The same item is always on the same side of a share, and stays in when the
  /// share grows.
  package func limits(_ id: String) -> Bool {
    guard mode == .live else { return false }
    return canary >= 1 || Valves.place(of: id) < canary
  }

  /// The place of an item from 0 to 1: the first eight bytes of the SHA-256 of `errata-canary:` and its id.
  static func place(of id: String) -> Double {
    var digest = ContentDigest()
    digest.update("errata-canary:" + id)
    let number = digest.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Double(number >> 11) / Double(UInt64(1) << 53)
  }
}
