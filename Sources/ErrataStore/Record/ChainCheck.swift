package import ErrataModel

/// A place in the record with its digest: whoever keeps it can prove later that nothing before it was changed.
package struct Checkpoint: Hashable, Sendable {
  /// The last event that it covers.
  package var sequence: Int
  /// That event's digest, in hexadecimal digits.
  package var digest: String
  /// When it was taken.
  package var at: Timestamp

  /// Makes a checkpoint.
  package init(sequence: Int, digest: String, at: Timestamp) {
    self.sequence = sequence
    self.digest = digest
    self.at = at
  }
}

/// Something in the record that isn't as it was written.
package struct ChainFinding: Hashable, Sendable, CustomStringConvertible {
  /// The event; `nil` for a row without one.
  package var event: Int?
  /// What differs, where.
  package var message: String

  /// `event 12: what differs`.
  package var description: String { (event.map { "event \($0): " } ?? "") + message }
}

/// What a check of the chain has found.
package struct ChainReport: Hashable, Sendable {
  /// Events looked at.
  package var events = 0
  /// Decisions among them.
  package var decisions = 0
  /// Decisions that retention has sealed: their digests are checked, their content is gone.
  package var sealed = 0
  /// The last event; 0 in an empty record.
  package var last = 0
  /// Its digest.
  package var digest = ""
  /// What isn't as it was written; at most `limit` of them.
  package var findings: [ChainFinding] = []
  /// How many there were.
  package var findingCount = 0

  /// Findings that are kept.
  package static let limit = 1000

  /// Whether all is as it was written.
  package var isWhole: Bool { findingCount == 0 }

  mutating func add(_ event: Int?, _ message: String) {
    findingCount += 1
    if findings.count < ChainReport.limit { findings.append(ChainFinding(event: event, message: message)) }
  }
}
