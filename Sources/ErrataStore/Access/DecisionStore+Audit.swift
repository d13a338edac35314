package import ErrataJSON
package import ErrataModel
internal import Foundation
internal import GRDB

/// Who wrote what through a service or a command.
package struct AuditEntry: Hashable, Sendable {
  /// Its place in the record; 0 before it is recorded.
  package var sequence: Int
  /// The key's id; `nil` for a command on the machine.
  package var key: String?
  /// The key's name, or the user's.
  package var name: String
  /// What was done, such as `PUT /v1/claims` or `jobs cancel`.
  package var action: String
  /// What it was done to: a claim's id, a job's number.
  package var subject: String
  /// How it ended: a status, a revision.
  package var outcome: String
  /// When.
  package var at: Timestamp

  /// Makes an entry.
  package init(
    sequence: Int = 0, key: String? = nil, name: String, action: String, subject: String, outcome: String,
    at: Timestamp
  ) {
    self.sequence = sequence
    self.key = key
    self.name = name
    self.action = action
    self.subject = subject
    self.outcome = outcome
    self.at = at
  }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("sequence", sequence)
      writeMembers(into: &writer)
      writer.member("at", at.description)
    }
  }

  /// What the event's payload holds.
  func writeMembers(into writer: inout JSONWriter) {
    writer.member("key", key)
    writer.member("name", name)
    writer.member("action", action)
    writer.member("subject", subject)
    writer.member("outcome", outcome)
  }
}

// The audit: events of the chain, so that they can't be changed later.
extension DecisionStore {
  /// Records that somebody wrote.
  package func audit(_ entry: AuditEntry) throws(StoreError) {
    try write("record who wrote") { db in
      var log = try EventAppender(db)
      try log.append(.audit, at: entry.at, entry.writeMembers)
    }
  }

  /// Audit entries in order, after a place in the record.
  package func auditEntries(after: Int = 0, limit: Int = 100) throws(StoreError) -> [AuditEntry] {
    try read("read the audit") { db in
      let sql = """
        SELECT sequence, at, CAST(payload AS BLOB) FROM event
        WHERE kind = ? AND kind NOT IN (3, 4) AND sequence > ? ORDER BY sequence LIMIT ?
        """
      let arguments: StatementArguments = [EventKind.audit.rawValue, after, max(0, limit)]
      return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
        do {
          let fields = StoredObject(try JSONParser.parse(Array((row[2] as Data?) ?? Data())))
          return AuditEntry(
            sequence: row[0], key: try fields.optionalString("key"), name: try fields.string("name"),
            action: try fields.string("action"), subject: try fields.string("subject"),
            outcome: try fields.string("outcome"), at: Timestamp(milliseconds: row[1]))
        } catch {
          throw RecordFault.unreadable("event \(row[0] as Int)", "\(error)")
        }
      }
    }
  }
}
