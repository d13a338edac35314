internal import ErrataJSON
package import ErrataModel
internal import Foundation
internal import GRDB

// Deleting an item's content on request.
extension DecisionStore {
  /// Deletes the content of all versions of an item: text, author, everything but its id. Its decisions, labels and
  /// digests stay, and the chain holds; its decisions can't be computed again.
  ///
  /// The file's free pages and the log beside it are overwritten too. Copies and backups are not.
  ///
  /// - Returns: how many versions had content.
  /// - Throws: `StoreError`: `missing` for an item that the record doesn't have; `refused` without a reason.
  package func erase(item: String, author: String, reason: String, now: Timestamp) throws(StoreError) -> Int {
    let versions = try write("delete the content of item \"\(item)\"") { db in
      guard !author.isEmpty, !reason.isEmpty else {
        throw RecordFault(
          kind: .refused, found: "the deletion has no author or no reason", remedy: "Say who asks for it and why")
      }
      guard let number = try StoredBytes.number(ofItem: item, in: db) else {
        throw RecordFault(kind: .missing, found: "the record has no such item", remedy: "Check the id")
      }
      try db.execute(sql: "UPDATE item_version SET json = '' WHERE item = ? AND json <> ''", arguments: [number])
      let versions = db.changesCount
      var log = try EventAppender(db)
      try log.append(.erasure, at: now, row: number) { writer in
        writer.member("item", item)
        writer.member("versions", versions)
        writer.member("author", author)
        writer.member("reason", reason)
      }
      return versions
    }
    do {
      try flush()
    } catch  where error.kind == .locked {
      // A reader holds the log; it is emptied by whoever closes the store last.
    }
    return versions
  }
}
