package import ErrataModel
internal import Foundation
internal import GRDB

/// When a claim became what it is.
package struct ClaimHistory: Hashable, Sendable {
  /// Since when it is live with its verdict; `nil` when it isn't live.
  package var since: Timestamp?
  /// When it was last withdrawn, or its verdict or reviews were changed, after it was live.
  package var correctedAt: Timestamp?
}

// How claims have changed, for those who saw what they were.
extension DecisionStore {
  /// The histories of claims, of those that the record has.
  ///
  /// - Throws: `StoreError`: `damaged` for an unreadable row.
  package func claimHistories(_ ids: Set<String>) throws(StoreError) -> [String: ClaimHistory] {
    try read("read how claims changed") { db in
      let sql = """
        SELECT claim_change.json, revision.recorded_at, revision.number FROM claim_change
        JOIN revision ON revision.number = claim_change.revision
        WHERE claim_change.claim = CAST(? AS TEXT) ORDER BY claim_change.revision
        """
      var histories: [String: ClaimHistory] = [:]
      for id in ids {
        var walk = ClaimWalk()
        for row in try Row.fetchAll(db, sql: sql, arguments: [StoredBytes.of(id)]) {
          let json: Data? = row[0]
          let claim = try json.map { try StoredClaim.decode($0, id: id, revision: row[2]) }
          walk.step(to: claim, at: Timestamp(milliseconds: row[1]))
        }
        if walk.isKnown { histories[id] = walk.history }
      }
      return histories
    }
  }
}

/// Follows a claim through its changes.
struct ClaimWalk {
  private(set) var history = ClaimHistory()
  private(set) var isKnown = false
  private var live: Claim?

  /// Takes the next version; `nil` where the claim is gone.
  mutating func step(to next: Claim?, at: Timestamp) {
    isKnown = true
    let now = next?.status == .published && next?.reviews.isEmpty == false ? next : nil
    if let live, live.verdict != now?.verdict || live.reviews != now?.reviews { history.correctedAt = at }
    if now?.verdict != live?.verdict { history.since = now == nil ? nil : at }
    live = now
  }
}
