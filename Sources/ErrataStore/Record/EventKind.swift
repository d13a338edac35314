/// What an event of the record tells of. The raw value is what the file holds, and never changes its meaning.
package enum EventKind: Int, Hashable, Sendable, CaseIterable {
  /// A corpus revision was recorded.
  case revision = 1
  /// A policy was recorded.
  case policy = 2
  /// A decision was recorded.
  case decision = 3
  /// A label came, changed or went.
  case label = 4
  /// A person decided, or took a decision back.
  case manual = 5
  /// An API key was made or revoked.
  case key = 6
  /// Somebody wrote through a service or a command.
  case audit = 7
  /// A corpus revision went live.
  case publication = 8
  /// An item's text was deleted on request.
  case erasure = 9
  /// Labels and weights were changed together, from one cause.
  case receipt = 10
  /// An appeal was opened or closed.
  case appeal = 11
  /// Decisions that no longer stood lost their content, and items the texts of that time.
  case retention = 12

  /// The word in an event's canonical bytes.
  package var word: String {
    switch self {
    case .revision: "revision"
    case .policy: "policy"
    case .decision: "decision"
    case .label: "label"
    case .manual: "manual"
    case .key: "key"
    case .audit: "audit"
    case .publication: "publication"
    case .erasure: "erasure"
    case .receipt: "receipt"
    case .appeal: "appeal"
    case .retention: "retention"
    }
  }
}
