package import ErrataModel

/// When which debunk is recommended.
package struct ReachPolicy: Hashable, Sendable {
  /// Seconds for which a claim's label must have stood.
  package var stableSeconds: Int64 = 3600
  /// Debunks that one user is recommended in 24 hours.
  package var perDay = 3
  /// Times that one user is shown the debunk of one claim.
  package var perClaim = 2
  /// Seconds between two showings of the same debunk.
  package var pauseSeconds: Int64 = 86_400
  /// Seconds after which an exposure counts half.
  package var halfLifeSeconds: Int64 = 259_200
  /// Seconds after which an exposure counts no more.
  package var forgottenSeconds: Int64 = 2_592_000
  /// The weight of the least and of the most urgent debunk.
  package var boosts = 1.2...2.0
  /// Who is held out.
  package var holdout = Holdout()

  /// The defaults.
  package init() {}
}

/// What is known of a claim for a recommendation.
package struct ReachClaim: Hashable, Sendable {
  /// Its id.
  package var id: String
  /// Since when its label stands; `nil` when it doesn't.
  package var labelSince: Timestamp?
  /// When its review was corrected or withdrawn, if that happened after it was first shown.
  package var correctedAt: Timestamp?
  /// How grave it is to have seen it, 0 to 1.
  package var severity: Double
  /// Languages of its reviews.
  package var langs: [String]
  /// Surfaces on which its debunk may stand; empty for all.
  package var surfaces: [String]

  /// Names what is known.
  package init(
    id: String, labelSince: Timestamp? = nil, correctedAt: Timestamp? = nil, severity: Double = 0.5,
    langs: [String] = [], surfaces: [String] = []
  ) {
    self.id = id
    self.labelSince = labelSince
    self.correctedAt = correctedAt
    self.severity = severity
    self.langs = langs
    self.surfaces = surfaces
  }
}

/// One user, as the caller knows them: what they saw. Nothing of it is kept.
package struct ReachViewer: Hashable, Sendable {
  /// A claim that the user saw.
  package struct Seen: Hashable, Sendable {
    /// The claim.
    package var claim: String
    /// When last.
    package var at: Timestamp
    /// How often.
    package var times: Int

    /// Names it.
    package init(claim: String, at: Timestamp, times: Int = 1) {
      self.claim = claim
      self.at = at
      self.times = times
    }
  }

  /// A debunk that the user was shown.
  package struct Debunk: Hashable, Sendable {
    /// The claim.
    package var claim: String
    /// When last.
    package var at: Timestamp
    /// How often.
    package var times: Int
    /// Whether it was opened.
    package var isOpened: Bool

    /// Names it.
    package init(claim: String, at: Timestamp, times: Int = 1, isOpened: Bool = false) {
      self.claim = claim
      self.at = at
      self.times = times
      self.isOpened = isOpened
    }
  }

  /// The user, opaque.
  package var user: String
  /// Claims seen.
  package var seen: [Seen]
  /// Debunks shown.
  package var debunks: [Debunk]
  /// The user's language as a BCP 47 tag.
  package var lang: String?
  /// Where the recommendation will stand.
  package var surface: String
  /// Most debunks that there is room for.
  package var slots: Int

  /// Names what is known of a user.
  package init(
    user: String, seen: [Seen], debunks: [Debunk] = [], lang: String? = nil, surface: String = "feed", slots: Int = 1
  ) {
    self.user = user
    self.seen = seen
    self.debunks = debunks
    self.lang = lang
    self.surface = surface
    self.slots = slots
  }
}

/// A debunk, or a correction of one, that a user is due.
package struct ReachAdvice: Hashable, Sendable {
  /// What it is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The debunk was corrected or withdrawn since the user saw it.
    case correction
    /// The debunk of a rumor that the user saw.
    case debunk
  }

  /// The claim.
  package var claim: String
  /// What it is.
  package var kind: Kind
  /// What the debunk's rank is multiplied with.
  package var boost: Double
  /// How urgent it is, 0 to 1.
  package var urgency: Double
}
