package import ErrataIndex
package import ErrataModel

/// What the lint rules measure against.
package struct LintSettings: Sendable {
  /// The clock: reviews later than this are in the future.
  package var now: Timestamp
  /// How common words are.
  package var background: BackgroundModel
  /// A text of only characters of scripts without spaces needs so many.
  package var minimumCharacters = 6
  /// A text of only words needs so many; mixed texts count both in proportion.
  package var minimumWords = 4
  /// Bits of information that a wording needs by the background model. If words stood together by chance
  /// only, a wording of 36 bits would turn up once in 2 to the power of 36 posts: every second month on a
  /// platform with 1000 million a day.
  package var minimumBits = 36.0
  /// Two wordings are near when the shorter one has this share of its shingles in the longer one.
  package var nearContainment = 0.75
  /// Wordings with fewer shingles are only compared for equality: too little of them can differ.
  package var minimumShingles = 8
  /// Fewer variants than this earn a warning: one sentence seldom finds its own paraphrases.
  package var minimumVariants = 2

  /// The standard measures, at a time.
  package init(now: Timestamp, background: BackgroundModel = .embedded) {
    self.now = now
    self.background = background
  }
}
