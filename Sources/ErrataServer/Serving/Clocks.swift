package import ErrataModel
internal import Foundation

/// The clock on the wall, which tests replace.
package struct WallClock: Sendable {
  /// The time now.
  package let now: @Sendable () -> Timestamp

  /// A clock.
  package init(_ now: @escaping @Sendable () -> Timestamp) {
    self.now = now
  }

  /// The machine's.
  package static let system = WallClock {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}
