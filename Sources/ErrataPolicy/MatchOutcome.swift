package import ErrataModel

/// What becomes of a match under the given cuts, and why it is suppressed when it is. Everything that tells
/// of a match asks here, so that no two answers can disagree.
///
/// | the match | becomes |
/// |---|---|
/// | a guard spoke against it | `suppressed`, with the guard's reason, whatever the score |
/// | score below `review`, or not a number | `none` |
/// | at or above `review`, stance other than `asserts` | `suppressed`, with the stance as reason |
/// | `asserts`, at or above `apply` | `apply` |
/// | `asserts`, between the cuts | `review` |
///
/// An outcome that came of the stance or the score is found anew, so asking twice, or with other cuts, is
/// safe.
package func outcome(for match: Match, cuts: Cuts) -> (Outcome, SuppressionReason?) {
  if let reason = match.guardReason { return (.suppressed, reason) }
  guard match.score >= cuts.review else { return (.none, nil) }
  if let reason = match.stance.stance.suppression { return (.suppressed, reason) }
  return match.score >= cuts.apply ? (.apply, nil) : (.review, nil)
}

extension Match {
  /// The reason of a guard that spoke against the match; `nil` when none did.
  var guardReason: SuppressionReason? {
    guard outcome == .suppressed, let reason else { return nil }
    let isFromStance = Stance.allCases.contains { $0.suppression == reason }
    return isFromStance ? nil : reason
  }
}

extension Stance {
  /// Why an item of this stance gets no label; `nil` for the one that earns it.
  var suppression: SuppressionReason? {
    switch self {
    case .asserts: nil
    case .refutes: .refutes
    case .questions: .questions
    case .reports: .reports
    }
  }
}
