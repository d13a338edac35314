internal import ErrataModel

/// What several reviews of one claim come to together. The rule stands in `corpora/README.md`.
///
/// 1. Of several reviews of one publisher only the newest counts, and only reviews whose rating is known.
/// 2. If all say the same, that is the verdict.
/// 3. `false` beside `misleading`, `satire`, `fiction` or `outdated` differs in degree only: the milder word is taken.
/// 4. All else is `disputed`: one finds wrong what another finds right, or leaves open.
enum VerdictRule {
  /// A review's vote.
  struct Vote {
    /// Who.
    var domain: String
    /// When, as far as it is known.
    var date: Timestamp?
    /// What.
    var verdict: Verdict
  }

  /// The verdict; `nil` without votes.
  static func verdict(of votes: [Vote]) -> Verdict? {
    var newest: [String: Vote] = [:]
    for vote in votes {
      if let known = newest[vote.domain], isOlder(vote, known) { continue }
      newest[vote.domain] = vote
    }
    let verdicts = Set(newest.values.map(\.verdict))
    if verdicts.count <= 1 { return verdicts.first }
    let milder = verdicts.subtracting([.false])
    let degrees: Set<Verdict> = [.misleading, .satire, .fiction, .outdated]
    if milder.count == 1, let only = milder.first, degrees.contains(only) { return only }
    return .disputed
  }

  private static func isOlder(_ vote: Vote, _ other: Vote) -> Bool {
    guard let date = vote.date, let otherDate = other.date else { return vote.date == nil && other.date != nil }
    // Two of the same moment: the order must not decide.
    return date < otherDate || date == otherDate && vote.verdict.rawValue < other.verdict.rawValue
  }
}
