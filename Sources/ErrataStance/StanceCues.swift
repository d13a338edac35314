/// A cue in a text, before anything is known of a claim.
package struct FoundCue: Sendable, Hashable {
  /// The rule's id.
  package var rule: String
  /// What it says; turned round if a negation stands by it.
  package var kind: CueKind
  /// Folded scalars from its first to behind its last literal.
  package var range: Range<Int>
}

/// A cue while a text is being judged.
struct Cue: Sendable {
  var rule: Int32
  var kind: CueKind
  /// The first literal.
  var head: Range<Int>
  /// The second literal; the same as `head` for a pattern without a gap.
  var tail: Range<Int>
  /// Taken out by a longer cue or used up as a negation.
  var isDropped = false

  var range: Range<Int> { head.lowerBound..<tail.upperBound }
  var hasGap: Bool { head != tail }
}

/// Working storage of a classifier: keep one a thread and reuse it, and classification allocates next to
/// nothing.
package struct StanceScratch: Sendable {
  var layout = TextLayout()
  var cues: [Cue] = []
  var claimLayout = TextLayout()
  var claimCues: [Cue] = []
  /// For each pattern with a gap the last two places of its first literal, and the text that they belong to.
  var heads: [HeadPlaces] = []
  var epoch: Int32 = 0
  var order: [CueSegment] = []
  var clusters: [Range<Int>] = []
  var pieces: [Range<Int>] = []
  var votes: [StanceVote.Entry] = []

  /// Empty storage.
  package init() {}
}

/// The last two places of a pattern's first literal.
struct HeadPlaces: Sendable {
  var epoch: Int32 = 0
  var last = 0..<0
  var previous = 0..<0
}

/// A literal of a cue.
struct CueSegment: Sendable {
  var range: Range<Int>
  var cue: Int
}
