/// What a cue says about a claim.
package enum CueKind: String, Sendable, Hashable, CaseIterable {
  /// It is not so.
  case refute
  /// Is it so?
  case question
  /// It is being said, or something was done about those who say it.
  case report
  /// Opens somebody else's words (网传, "a message claims that"). Counts as a report, and lets refuting cues
  /// reach further.
  case frame
  /// It is so.
  case assert
  /// The author means the opposite; counts towards `refute`.
  case sarcasm
  /// Words of one who examines a claim (尚无证据, "peer-reviewed"). Several such cues anywhere in a text that has
  /// much more to say than the claim count as `refute`; see `StanceGist`.
  case weigh
  /// Turns a `refute` cue near it into `assert` and the other way round.
  case negate
  /// Means nothing, and takes what it covers with it (震惊!真相竟然是).
  case void
}

/// Where a cue may stand, seen from the claim's matched text.
package struct CuePlaces: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// In front of the claim, within the rule's reach.
  package static let before = CuePlaces(rawValue: 1)
  /// Behind the claim, within the rule's reach.
  package static let after = CuePlaces(rawValue: 2)
  /// Within the matched text, unless the claim's own wording has a cue of the same rule.
  package static let inside = CuePlaces(rawValue: 4)
  /// In a title-like first line: governs the whole text.
  package static let title = CuePlaces(rawValue: 8)
  /// The text's first words: governs the whole text.
  package static let start = CuePlaces(rawValue: 16)

  /// The words for the places in a table.
  static let words: [(word: String, place: CuePlaces)] = [
    ("before", .before), ("after", .after), ("inside", .inside), ("title", .title), ("start", .start),
    ("around", [.before, .after]), ("anywhere", [.before, .after, .inside]),
  ]
}

/// What may lie between a cue and the claim.
package enum CueBoundary: String, Sendable, Hashable, CaseIterable {
  /// Nothing but a few scalars, no mark.
  case touch
  /// No comma, semicolon or sentence end.
  case clause
  /// No sentence end.
  case sentence
  /// One sentence end at most.
  case next
  /// Two sentence ends at most.
  case near
  /// Anything.
  case text

  /// Scalars between cue and claim at most, when the rule doesn't say.
  var usualLimit: Int {
    switch self {
    case .touch: 2
    case .clause: 60
    case .sentence: 160
    case .next: 180
    case .near: 220
    case .text: .max
    }
  }

  /// Sentence ends that may lie between.
  var sentenceEnds: Int {
    switch self {
    case .touch, .clause, .sentence: 0
    case .next: 1
    case .near: 2
    case .text: .max
    }
  }

  /// The next wider boundary.
  var widened: CueBoundary {
    switch self {
    case .touch, .clause: .sentence
    case .sentence: .next
    case .next, .near: .near
    case .text: .text
    }
  }
}

/// One row of a table.
struct StanceRule: Sendable {
  /// Number of the rule's name; rows of the same name count once.
  var name: Int32
  var kind: CueKind
  var places: CuePlaces
  var boundary: CueBoundary
  /// Scalars between cue and claim at most.
  var limit: Int
  /// 1 to 9; see `StanceVote`.
  var strength: Int32
}
