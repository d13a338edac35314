/// How much an answer tells about why.
enum Explain: String, CaseIterable, Sendable {
  /// The decision, which has its evidence.
  case none
  /// The matches behind it, too, with the terms of their scores.
  case terms
  /// These, and the explanation in lines for people.
  case full
}
