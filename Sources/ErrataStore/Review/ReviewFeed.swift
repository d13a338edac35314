internal import ErrataModel
internal import Foundation
internal import GRDB

/// Puts matches for review into the queue within one transaction, and takes out what a later decision queues no more.
struct ReviewFeed {
  private let open: Statement
  private let findOpen: Statement
  private let withdraw: Statement

  init(_ db: Database) throws {
    open = try db.cachedStatement(
      sql: """
        INSERT INTO review (item, claim, score, priority, reason, state, decision, opened_at)
        VALUES (?, CAST(? AS TEXT), ?, ?, 'between the cuts', 'open', ?, ?)
        ON CONFLICT (coalesce(item, 0), claim) DO UPDATE SET score = excluded.score, decision = excluded.decision,
          state = CASE state WHEN 'withdrawn' THEN 'open' ELSE state END
        """)
    findOpen = try db.cachedStatement(
      sql: "SELECT number, CAST(claim AS BLOB) FROM review WHERE coalesce(item, 0) = ? AND state = 'open'")
    withdraw = try db.cachedStatement(sql: "UPDATE review SET state = 'withdrawn' WHERE number = ?")
  }

  /// Takes in what a decision that now stands queues.
  func feed(_ decision: Decision, item: Int64, sequence: Int, isNew: Bool) throws {
    for match in decision.queued {
      try open.execute(
        arguments: [
          item, StoredBytes.of(match.claim), match.score, match.score, sequence, decision.decidedAt.milliseconds,
        ])
    }
    if isNew { return }
    let queued = Set(decision.queued.map { StoredBytes.of($0.claim) })
    for row in try Row.fetchAll(findOpen, arguments: [item]) where !queued.contains(row[1]) {
      try withdraw.execute(arguments: [row[0] as Int64])
    }
  }
}
