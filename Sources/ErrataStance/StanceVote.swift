import ErrataModel

/// Counts the cues that govern a claim.
///
/// Each rule counts once, with its strongest cue. A stance is taken when its sum reaches `needed`; among
/// those that do, refutes goes before questions before reports. An assertion of the same or a greater sum
/// doesn't win against a refutation of the same sum: a labelled debunk is worse than a missed rumor. Weak
/// cues of different kinds add up, so that attribution and doubt together suppress.
struct StanceVote {
  /// The sum that a stance needs.
  static let needed: Int32 = 5

  /// One rule's strongest cue.
  struct Entry: Sendable {
    var name: Int32
    var kind: CueKind
    var strength: Int32
    var cue: Int
    var isQuoted: Bool
    /// A plain negation of the claim's predicate, which a question may hold as well.
    var isPlain = false
  }

  /// The stance of the entries.
  static func stance(of entries: [Entry], needed: Int32 = needed) -> Stance {
    let refuting = sum(entries, [.refute, .sarcasm])
    let questioning = sum(entries, [.question])
    let reporting = sum(entries, [.report, .frame])
    let asserting = sum(entries, [.assert])
    let own = sum(entries.filter { !$0.isQuoted }, [.refute, .sarcasm])
    // Somebody is quoted who denies it, and the author says that it is so all the same.
    if asserting >= needed, asserting > own, own < needed, questioning <= asserting { return .asserts }
    if refuting >= needed, refuting >= asserting {
      let firm = sum(entries.filter { !$0.isPlain }, [.refute, .sarcasm])
      return firm < needed && questioning >= needed ? .questions : .refutes
    }
    if questioning >= needed, questioning >= asserting { return .questions }
    if reporting >= needed, reporting >= asserting { return .reports }
    guard refuting + questioning + reporting >= needed + 1 + asserting else { return .asserts }
    return mixed(refuting, questioning, reporting)
  }

  private static func mixed(_ refuting: Int32, _ questioning: Int32, _ reporting: Int32) -> Stance {
    if refuting >= questioning, refuting >= reporting { return .refutes }
    return questioning >= reporting ? .questions : .reports
  }

  private static func sum(_ entries: [Entry], _ kinds: [CueKind]) -> Int32 {
    entries.reduce(0) { kinds.contains($1.kind) ? $0 + $1.strength : $0 }
  }

  /// The kinds of cue that led to a stance.
  static func kinds(for stance: Stance) -> [CueKind] {
    switch stance {
    case .asserts: [.assert]
    case .refutes: [.refute, .sarcasm, .question, .frame]
    case .questions: [.question, .refute, .sarcasm, .frame]
    case .reports: [.report, .frame, .question, .refute]
    }
  }
}
