package import ErrataModel
internal import Foundation
internal import GRDB

/// What a claim labelled, as a worker keeps it from one run to the next.
package struct ClaimBudget: Hashable, Sendable {
  /// A claim that was kept from labelling.
  package struct Quarantine: Hashable, Sendable {
    /// Since when.
    package var since: Timestamp
    /// What it hit in the window.
    package var hits: Int
    /// What it was allowed.
    package var allowed: Int

    /// Names the parts.
    package init(since: Timestamp, hits: Int, allowed: Int) {
      self.since = since
      self.hits = hits
      self.allowed = allowed
    }
  }

  /// The claim's id.
  package var claim: String
  /// Seconds of a window.
  package var windowSeconds: Int
  /// The number of the window that was counted last: the seconds since 1970 by the window's length.
  package var window: Int64
  /// Items that it labelled in that window.
  package var hits: Int
  /// Its mean over the windows before.
  package var mean: Double
  /// Since when it doesn't label; `nil` when it does.
  package var quarantine: Quarantine?

  /// Names the parts.
  package init(
    claim: String, windowSeconds: Int, window: Int64, hits: Int, mean: Double, quarantine: Quarantine? = nil
  ) {
    self.claim = claim
    self.windowSeconds = windowSeconds
    self.window = window
    self.hits = hits
    self.mean = mean
    self.quarantine = quarantine
  }
}

// Match budgets. They are no part of the record: they tell what is usual, and change as time passes.
extension DecisionStore {
  /// All that were saved, in the order of their claims.
  package func budgets() throws(StoreError) -> [ClaimBudget] {
    try read("read the match budgets") { db in
      let sql = """
        SELECT CAST(claim AS BLOB), window_seconds, window, hits, mean, quarantined_at, quarantine_hits,
          quarantine_allowed FROM budget ORDER BY claim
        """
      return try Row.fetchAll(db, sql: sql).map { row in
        let since: Int64? = row[5]
        let quarantine = since.map { since in
          ClaimBudget.Quarantine(
            since: Timestamp(milliseconds: since), hits: row[6], allowed: row[7])
        }
        return ClaimBudget(
          claim: String(decoding: row[0] as Data, as: UTF8.self), windowSeconds: row[1], window: row[2], hits: row[3],
          mean: row[4], quarantine: quarantine)
      }
    }
  }

  /// Saves some, each in the place of what was there, and forgets others.
  ///
  /// - Complexity: linear in what is given.
  package func saveBudgets(_ budgets: [ClaimBudget], forgetting claims: [String] = []) throws(StoreError) {
    guard !budgets.isEmpty || !claims.isEmpty else { return }
    try write("save \(budgets.count) match budgets") { db in
      let forget = try db.cachedStatement(sql: "DELETE FROM budget WHERE claim = CAST(? AS TEXT)")
      for claim in claims { try forget.execute(arguments: [StoredBytes.of(claim)]) }
      let save = try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO budget VALUES (CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?)
          """)
      for budget in budgets {
        let quarantine = budget.quarantine
        try save.execute(arguments: [
          StoredBytes.of(budget.claim), budget.windowSeconds, budget.window, budget.hits, budget.mean,
          quarantine?.since.milliseconds, quarantine?.hits, quarantine?.allowed,
        ])
      }
    }
  }
}
