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
  /// For each pattern with a gap the latest places of its first literals.
  var heads: [HeadPlaces] = []
  var epoch: Int32 = 0
  var order: [CueSegment] = []
  var clusters: [Range<Int>] = []
  var pieces: [Range<Int>] = []
  var votes: [StanceVote.Entry] = []
  /// Cues of the claim's surroundings that deny it as a whole; see `StanceGist`.
  var denial: [Int] = []

  /// Empty storage.
  package init() {}
}

/// The latest places of a pattern's first literals.
struct HeadPlaces: Sendable {
  private(set) var epoch: Int32 = 0
  private var places = (0..<0, 0..<0, 0..<0)

  /// Remembers a place in the text that `epoch` stands for.
  mutating func add(_ place: Range<Int>, _ epoch: Int32) {
    if self.epoch != epoch { places = (0..<0, 0..<0, 0..<0) }
    self.epoch = epoch
    places = (place, places.0, places.1)
  }

  /// The latest place that ends at or before `start`.
  func nearest(before start: Int) -> Range<Int>? {
    let place =
      places.0.upperBound <= start ? places.0 : places.1.upperBound <= start ? places.1 : places.2
    return place.isEmpty || place.upperBound > start ? nil : place
  }
}

/// A literal of a cue.
struct CueSegment: Sendable {
  var range: Range<Int>
  var cue: Int
}
