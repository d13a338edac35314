package import ErrataModel
internal import GRDB

// Letting go of what is old.
extension DecisionStore {
  /// Seals decisions that were made before a time and stand no more: their content goes, and so do the texts on which
  /// no other decision rests. What they were stays provable by their digests, and a `retention` event sums them up.
  ///
  /// Decisions that stand, label events, manual decisions, receipts and what decisions rest on stay as they are. The
  /// file's free pages and the log beside it are overwritten. Copies and backups are not.
  ///
  /// - Parameters:
  ///   - before: the time; not later than `now`.
  ///   - isDryRun: take everything back at the end.
  /// - Returns: the event's sequence and what was sealed; `nil` when there was nothing to seal.
  /// - Throws: `StoreError`: `refused` without an author or a reason, or for a time to come; `damaged` for a decision
  ///   that can't be read, which is never sealed.
  /// - Complexity: O(decisions), in constant memory besides a number for each claim.
  package func retain(
    before: Timestamp, author: String, reason: String, now: Timestamp, isDryRun: Bool = false
  ) throws(StoreError) -> (event: Int, summary: RetentionSummary)? {
    let sealed = try write("seal decisions before \(before)", keeps: !isDryRun) { db in
      guard !author.isEmpty, !reason.isEmpty else {
        throw RecordFault(
          kind: .refused, found: "the retention has no author or no reason", remedy: "Say who asks for it and why")
      }
      guard before <= now else {
        throw RecordFault(kind: .refused, found: "\(before) is to come", remedy: "Give a time that has passed")
      }
      var sealer = try RetentionSealer(db)
      return try sealer.seal(before: before, author: author, reason: reason, now: now)
    }
    guard sealed != nil, !isDryRun else { return sealed }
    do {
      try flush()
    } catch  where error.kind == .locked {
      // A reader holds the log; it is emptied by whoever closes the store last.
    }
    return sealed
  }

  /// Item versions of which retention took the text, and that have it again: files that were made meanwhile lack it.
  package func restoredVersions() throws(StoreError) -> [Int] {
    try read("look for texts that came back") { db in
      let sql = """
        SELECT DISTINCT version FROM sealed_version JOIN item_version ON item_version.number = version
        WHERE json <> '' ORDER BY version
        """
      return try Int.fetchAll(db, sql: sql)
    }
  }
}
