package import ErrataModel

/// What somebody was shown.
package enum ExposureKind: String, Hashable, Sendable, CaseIterable {
  /// An item with a rumor label.
  case rumorShown
  /// The debunk of a claim.
  case debunkShown
  /// The debunk was opened.
  case debunkOpened
}

/// Something that was shown to somebody, as a caller reports it.
package struct Exposure: Hashable, Sendable {
  /// The user, opaque. It is hashed on the way in and kept nowhere.
  package var user: String
  /// The claim.
  package var claim: String
  /// Where: feed, search, message… as the caller names it.
  package var surface: String
  /// What.
  package var kind: ExposureKind
  /// When.
  package var at: Timestamp
  /// For a debunk: when this user saw the rumor last, if so, which the caller knows.
  package var exposedAt: Timestamp?

  /// Names what was shown.
  package init(
    user: String, claim: String, surface: String, kind: ExposureKind, at: Timestamp, exposedAt: Timestamp? = nil
  ) {
    self.user = user
    self.claim = claim
    self.surface = surface
    self.kind = kind
    self.at = at
    self.exposedAt = exposedAt
  }

  /// What may be counted for a person at all.
  package static let longestUser = 256
  /// Longest name of a surface.
  package static let longestSurface = 64
}

/// Which sketch of a claim a key goes into.
package enum ReachSeries: String, Hashable, Sendable, CaseIterable {
  /// Who saw the rumor.
  case exposed
  /// Who saw the debunk.
  case debunked
  /// Who saw the debunk after the rumor.
  case reached
  /// Who opened the debunk.
  case opened
}

extension Exposure {
  /// The series that it counts in.
  package var series: [ReachSeries] {
    switch kind {
    case .rumorShown: [.exposed]
    case .debunkShown: exposedAt == nil ? [.debunked] : [.debunked, .reached]
    case .debunkOpened: [.opened]
    }
  }

  /// Seconds from the rumor to its debunk, where both are known.
  package var delay: Int64? {
    guard kind == .debunkShown, let exposedAt, exposedAt <= at else { return nil }
    return (at.milliseconds - exposedAt.milliseconds) / 1000
  }
}
