internal import ErrataModel
internal import Foundation
internal import GRDB

/// Puts matches for review into the queue within one transaction, and takes out what a later decision queues no more.
struct ReviewFeed {
  private let open: Statement
  private let findOpen: Statement
  private let withdraw: Statement
  private let manual: ManualReader

  init(_ db: Database) throws {
    manual = try ManualReader(db)
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

  /// Takes in what a decision that now stands queues, apart from what a person has decided already.
  func feed(_ decision: Decision, item: Int64, sequence: Int, isNew: Bool) throws {
    let decided = isNew || decision.queued.isEmpty ? [] : try manual.standing(for: item, at: decision.decidedAt)
    for match in decision.queued where !decided.contains(where: { $0.claim == nil || $0.claim == match.claim }) {
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
