/// How an item uses a claim. Only `asserts` earns a label.
public enum Stance: String, Hashable, Sendable, CaseIterable {
  /// Says it is so.
  case asserts
  /// Says it is not so: a debunk, a correction.
  case refutes
  /// Asks whether it is so.
  case questions
  /// Tells that it is being said, or what was done about it.
  case reports
}

/// A stance with what led to it.
public struct StanceFinding: Hashable, Sendable {
  /// The stance.
  public var stance: Stance
  /// The cues that decided, in reading order; empty for a plain assertion.
  public var cues: [StanceCue]

  /// Makes a finding.
  public init(stance: Stance, cues: [StanceCue] = []) {
    self.stance = stance
    self.cues = cues
  }
}

/// A word or sign that speaks for a stance.
public struct StanceCue: Hashable, Sendable {
  /// The rule that found it, such as `zh.refute.noun`.
  public var rule: String
  /// Where it stands in the caller's text.
  public var span: ByteSpan

  /// Makes a cue.
  public init(rule: String, span: ByteSpan) {
    self.rule = rule
    self.span = span
  }
}
