package import ErrataModel
internal import Foundation
internal import GRDB

// The review queue and what people decide.
extension DecisionStore {
  /// Entries of the review queue in one state, by priority, then in the order in which they came.
  ///
  /// - Parameters:
  ///   - state: which ones.
  ///   - offset: entries to pass over.
  ///   - limit: at most so many.
  package func reviews(
    _ state: ReviewEntry.State = .open, offset: Int = 0, limit: Int = 100
  ) throws(StoreError) -> [ReviewEntry] {
    try read("read the review queue") { db in
      let sql = StoredReview.select + " WHERE state = ? ORDER BY priority DESC, review.number LIMIT ? OFFSET ?"
      return try Row.fetchAll(db, sql: sql, arguments: [state.rawValue, max(0, limit), max(0, offset)])
        .map(StoredReview.entry)
    }
  }

  /// Entries of the review queue in one state, ordered by the graph of items, authors and claims: first those that hang
  /// together with labelled items, last those that hang together with rejected ones, equals by priority.
  ///
  /// Computed anew in each call, from the 10,000 entries with the highest priority and at most 200,000 items around
  /// them; it changes nothing.
  ///
  /// - Parameters:
  ///   - state: which ones.
  ///   - now: the time at which manual decisions are looked at.
  ///   - offset: entries to pass over.
  ///   - limit: at most so many.
  package func reviewsByGraph(
    _ state: ReviewEntry.State = .open, now: Timestamp, offset: Int = 0, limit: Int = 100
  ) throws(StoreError) -> [ReviewEntry] {
    try read("order the review queue") { db in
      let limits = ReviewGraph.Limits()
      let sql = StoredReview.select + " WHERE state = ? ORDER BY priority DESC, review.number LIMIT ?"
      var entries = try Row.fetchAll(db, sql: sql, arguments: [state.rawValue, limits.entries]).map(StoredReview.entry)
      let subjects = try entries.map { entry in
        (item: try entry.item.flatMap { try StoredBytes.number(ofItem: $0, in: db) }, claim: entry.claim)
      }
      var graph = try ReviewGraph(db, limits: limits)
      let scores = try graph.scores(of: subjects, now: now)
      for place in entries.indices { entries[place].graph = scores[place] }
      entries.sort {
        ($1.graph ?? 0, $1.priority, $0.number) < ($0.graph ?? 0, $0.priority, $1.number)
      }
      if offset + limit > entries.count, entries.count == limits.entries {
        let rest = try Row.fetchAll(
          db, sql: sql + " OFFSET ?", arguments: [state.rawValue, max(0, offset + limit), limits.entries])
        entries += try rest.map(StoredReview.entry)
      }
      return Array(entries.dropFirst(max(0, offset)).prefix(max(0, limit)))
    }
  }

  /// One entry; `nil` when there is none of that number.
  package func review(_ number: Int) throws(StoreError) -> ReviewEntry? {
    try read("read review \(number)") { db in
      try Row.fetchOne(db, sql: StoredReview.select + " WHERE review.number = ?", arguments: [number])
        .map(StoredReview.entry)
    }
  }

  /// How many entries a state has: the queue's depth for `open`.
  package func reviewCount(_ state: ReviewEntry.State = .open) throws(StoreError) -> Int {
    try read("count the review queue") { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM review WHERE state = ?", arguments: [state.rawValue]) ?? 0
    }
  }

  /// Orders an entry anew.
  ///
  /// - Throws: `StoreError`: `missing` when there is none of that number.
  package func setPriority(_ priority: Double, ofReview number: Int) throws(StoreError) {
    try write("set the priority of review \(number)") { db in
      try db.execute(sql: "UPDATE review SET priority = ? WHERE number = ?", arguments: [priority, number])
      guard db.changesCount == 1 else { throw RecordFault.noReview(number) }
    }
  }

  /// Puts a claim into the queue, such as one that hits far more than its history; opens it again if it was closed.
  package func openReview(
    claim: String, priority: Double, reason: String, now: Timestamp
  ) throws(StoreError) {
    try write("put claim \"\(claim)\" into the review queue") { db in
      try db.execute(
        sql: """
          INSERT INTO review (item, claim, score, priority, reason, state, opened_at)
          VALUES (NULL, CAST(? AS TEXT), 0, ?, CAST(? AS TEXT), 'open', ?)
          ON CONFLICT (coalesce(item, 0), claim) DO UPDATE SET
            state = 'open', reason = excluded.reason, priority = excluded.priority, opened_at = excluded.opened_at,
            author = NULL, note = NULL, closed_at = NULL
          """, arguments: [StoredBytes.of(claim), priority, StoredBytes.of(reason), now.milliseconds])
    }
  }

  /// Closes an entry. For one with an item that is a manual decision on item and claim, with its label events.
  ///
  /// - Parameters:
  ///   - number: the entry's.
  ///   - action: confirm or reject.
  ///   - label, cap: of a confirmation, as in `ManualDecision`.
  ///   - expires: from when on it counts no more.
  /// - Returns: the label events that followed.
  /// - Throws: `StoreError`: `missing`, `refused` as in `decide`.
  package func closeReview(
    _ number: Int, _ action: ManualDecision.Action, label: LabelValue? = nil, cap: Double? = nil, author: String,
    reason: String, now: Timestamp, expires: Timestamp? = nil
  ) throws(StoreError) -> [LabelEvent] {
    try write("close review \(number)") { db in
      let sql = StoredReview.select + " WHERE review.number = ?"
      guard let entry = try Row.fetchOne(db, sql: sql, arguments: [number]).map(StoredReview.entry) else {
        throw RecordFault.noReview(number)
      }
      guard let item = entry.item else {
        var decision = ManualDecision(
          item: "", claim: entry.claim, action: action, author: author, reason: reason, at: now)
        decision.number = number
        try ManualAppender.closeReviews(of: nil, decision, in: db)
        return []
      }
      let decision = ManualDecision(
        item: item, claim: entry.claim, action: action, label: label, cap: cap, author: author, reason: reason,
        at: now, expires: expires)
      return try ManualAppender.append(decision, in: db)
    }
  }

  /// Records what a person decided on an item, closes the review entries that this answers, and appends the label
  /// events that follow, in one transaction.
  ///
  /// - Returns: the label events.
  /// - Throws: `StoreError`: `missing` for an item without decisions; `refused` for a confirmation without a match to
  ///   rest on, since a label needs evidence, and for values that make no sense.
  package func decide(_ decision: ManualDecision) throws(StoreError) -> [LabelEvent] {
    try write("record the decision of \(decision.author) on item \"\(decision.item)\"") { db in
      try ManualAppender.append(decision, in: db)
    }
  }

  /// All manual decisions on an item, in the order in which they were made.
  package func manualDecisions(of item: String) throws(StoreError) -> [ManualDecision] {
    try read("read the manual decisions on item \"\(item)\"") { db in
      guard let number = try StoredBytes.number(ofItem: item, in: db) else { return [] }
      return try ManualReader(db).all(for: number)
    }
  }

  /// The manual decisions that count for an item at a time.
  package func standingManual(_ item: String, at time: Timestamp) throws(StoreError) -> [ManualDecision] {
    try read("read the manual decisions on item \"\(item)\"") { db in
      guard let number = try StoredBytes.number(ofItem: item, in: db) else { return [] }
      return try ManualReader(db).standing(for: number, at: time)
    }
  }
}

extension RecordFault {
  fileprivate static func noReview(_ number: Int) -> RecordFault {
    RecordFault(kind: .missing, found: "there is no entry \(number)", remedy: "List the queue for its numbers")
  }
}

/// Rows of `review`.
private enum StoredReview {
  static let select = """
    SELECT review.number, CAST(item.id AS BLOB), CAST(claim AS BLOB), score, priority, CAST(reason AS BLOB), state,
      decision, opened_at, CAST(author AS BLOB), CAST(note AS BLOB), closed_at
    FROM review LEFT JOIN item ON item.number = review.item
    """

  static func entry(_ row: Row) throws -> ReviewEntry {
    func text(_ column: Int) -> String? { (row[column] as Data?).map { String(decoding: $0, as: UTF8.self) } }
    guard let state = ReviewEntry.State(rawValue: row[6]) else {
      throw RecordFault.unreadable("row \(row[0] as Int) of table review", "\"\(row[6] as String)\" is no state")
    }
    return ReviewEntry(
      number: row[0], item: text(1), claim: text(2) ?? "", score: row[3], priority: row[4], reason: text(5) ?? "",
      state: state, decision: row[7], openedAt: Timestamp(milliseconds: row[8]), author: text(9), note: text(10),
      closedAt: (row[11] as Int64?).map(Timestamp.init(milliseconds:)))
  }
}
