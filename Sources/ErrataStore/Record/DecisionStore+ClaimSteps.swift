package import ErrataModel
internal import Foundation
internal import GRDB

/// A claim before and after a publication.
package struct ClaimStep: Hashable, Sendable {
  /// The claim's id.
  package var id: String
  /// How it stood before; `nil` when it wasn't there.
  package var before: Claim?
  /// How it stands after; `nil` when it is gone.
  package var after: Claim?
}

// What publications changed.
extension DecisionStore {
  /// The claims that stand otherwise in one recorded revision than in another, by id.
  ///
  /// - Parameters:
  ///   - before: A revision's number; 0 for no claims at all.
  ///   - after: Another one's; it may be the earlier one.
  ///   - only: The one claim to look at; `nil` for all.
  /// - Throws: `StoreError`: `missing` for a revision that the record doesn't have, `damaged` for an unreadable row.
  /// - Complexity: O(changes between the two).
  package func claimSteps(
    from before: Int, to after: Int, only: String? = nil
  ) throws(StoreError) -> [ClaimStep] {
    try read("compare revisions \(before) and \(after)") { db in
      for revision in [before, after] where revision != 0 {
        let known = "SELECT EXISTS (SELECT 1 FROM revision WHERE number = ?)"
        guard try Bool.fetchOne(db, sql: known, arguments: [revision]) == true else {
          throw RecordFault(
            kind: .missing, found: "the record has no revision \(revision)",
            remedy: "Take the number from a publication")
        }
      }
      let (low, high) = (min(before, after), max(before, after))
      var sql = "SELECT DISTINCT CAST(claim AS BLOB) FROM claim_change WHERE revision > ? AND revision <= ?"
      var arguments: StatementArguments = [low, high]
      if let only {
        sql += " AND claim = CAST(? AS TEXT)"
        arguments += [StoredBytes.of(only)]
      }
      return try Data.fetchAll(db, sql: sql + " ORDER BY claim", arguments: arguments).compactMap { id in
        let (old, new) = (try ClaimStep.claim(id, before, db), try ClaimStep.claim(id, after, db))
        return old == new ? nil : ClaimStep(id: String(decoding: id, as: UTF8.self), before: old, after: new)
      }
    }
  }

  /// The publications that changed a claim, in order, with the claim before and after.
  ///
  /// - Throws: `StoreError`: `damaged` for an unreadable row.
  /// - Complexity: O(publications + changes of the claim).
  package func publications(of claim: String) throws(StoreError) -> [(publication: Publication, step: ClaimStep)] {
    try read("read the past of claim \"\(claim)\"") { db in
      let id = StoredBytes.of(claim)
      let sql = "SELECT revision, json FROM claim_change WHERE claim = CAST(? AS TEXT) ORDER BY revision"
      let versions = try Row.fetchAll(db, sql: sql, arguments: [id]).map { row -> (revision: Int, claim: Claim?) in
        let json: Data? = row[1]
        return (row[0], try json.map { try StoredClaim.decode($0, id: claim, revision: row[0]) })
      }
      guard !versions.isEmpty else { return [] }
      var (found, last): ([(publication: Publication, step: ClaimStep)], Claim?) = ([], nil)
      let rows = try Row.fetchAll(db, sql: PublicationAppender.select + " ORDER BY publication.number")
      for publication in rows.map(PublicationAppender.publication) {
        let now = versions.last { $0.revision <= publication.revision }?.claim
        if now != last { found.append((publication, ClaimStep(id: claim, before: last, after: now))) }
        last = now
      }
      return found
    }
  }
}

extension ClaimStep {
  fileprivate static func claim(_ id: Data, _ revision: Int, _ db: Database) throws -> Claim? {
    let sql = """
      SELECT json FROM claim_change WHERE claim = CAST(? AS TEXT) AND revision <= ? ORDER BY revision DESC LIMIT 1
      """
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [id, revision]), let json: Data = row[0] else {
      return nil
    }
    return try StoredClaim.decode(json, id: String(decoding: id, as: UTF8.self), revision: revision)
  }
}
