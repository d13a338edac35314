internal import ErrataJSON
package import ErrataModel
internal import Foundation
internal import GRDB

/// A corpus revision that went live.
package struct Publication: Hashable, Sendable {
  /// Its number, from 1 in the order of going live.
  package var number: Int
  /// The revision's number; an earlier one when claims went back to what they were.
  package var revision: Int
  /// The revision's digest.
  package var digest: String
  /// How many claims it has.
  package var claims: Int
  /// Who published it.
  package var author: String
  /// Why.
  package var reason: String
  /// When.
  package var at: Timestamp
}

/// A corpus revision to publish.
package struct RevisionChange: Sendable {
  /// The digest of the whole revision's content.
  package var digest: String
  /// Who publishes it.
  package var author: String
  /// Why.
  package var reason: String
  /// The digest of the revision that the change was made on; `nil` to publish whatever is live.
  package var expected: String?

  /// Makes a change.
  package init(digest: String, author: String, reason: String, expected: String? = nil) {
    self.digest = digest
    self.author = author
    self.reason = reason
    self.expected = expected
  }
}

// Which corpus revision is live, since when, by whom and why.
extension DecisionStore {
  /// Records a revision with all its claims, if it is new, and makes it the live one.
  ///
  /// - Returns: the publication. The revision that is live already is not published again.
  /// - Throws: `StoreError`: `conflict` when another revision is live than the expected one; otherwise as
  ///   `recordRevision`.
  /// - Complexity: O(claims).
  package func publish(_ change: RevisionChange, claims: [Claim], now: Timestamp) throws(StoreError) -> Publication {
    try write("publish a corpus revision") { db in
      try PublicationAppender(db, change, now).publish { db in
        try RevisionAppender(db).append(digest: change.digest, claims: claims, now: now)
      }
    }
  }

  /// Publishes a revision that differs from the live one in some claims.
  ///
  /// - Parameters:
  ///   - change: its `expected` revision is the one that it differs from.
  ///   - changed: claims that are new or other than before.
  ///   - removed: ids of claims that are gone.
  ///   - count: how many claims the revision has.
  /// - Throws: `StoreError`: `conflict` as in `publish`; `refused` when the live revision isn't the one that was
  ///   recorded last, since changes are kept against that: publish all claims then.
  /// - Complexity: O(changes).
  package func publish(
    _ change: RevisionChange, changed: [Claim], removed: [String], count: Int, now: Timestamp
  ) throws(StoreError) -> Publication {
    try write("publish a change of \(changed.count + removed.count) claims") { db in
      try PublicationAppender(db, change, now).publish { db in
        let newest = try Int.fetchOne(db, sql: "SELECT max(number) FROM revision")
        guard let live = try PublicationAppender.last(in: db), live.revision == newest else {
          throw RecordFault(
            kind: .refused, found: "the live revision isn't the one that was recorded last",
            remedy: "Publish the revision with all its claims")
        }
        return try RevisionAppender(db).append(
          digest: change.digest, changed: changed, removed: removed, count: count, now: now)
      }
    }
  }

  /// The live revision; `nil` when none was published.
  package var published: Publication? {
    get throws(StoreError) {
      try read("read the live revision") { try PublicationAppender.last(in: $0) }
    }
  }

  /// All publications, in order, after a number.
  package func publications(after: Int = 0, limit: Int = 100) throws(StoreError) -> [Publication] {
    try read("read the publications") { db in
      let sql = PublicationAppender.select + " WHERE publication.number > ? ORDER BY publication.number LIMIT ?"
      return try Row.fetchAll(db, sql: sql, arguments: [after, max(0, limit)]).map(PublicationAppender.publication)
    }
  }
}

/// Publishes within one transaction.
struct PublicationAppender {
  static let select = """
    SELECT publication.number, publication.revision, CAST(revision.digest AS BLOB), revision.claims,
      CAST(publication.author AS BLOB), CAST(publication.reason AS BLOB), publication.at
    FROM publication JOIN revision ON revision.number = publication.revision
    """

  private let db: Database
  private let change: RevisionChange
  private let now: Timestamp

  init(_ db: Database, _ change: RevisionChange, _ now: Timestamp) {
    self.db = db
    self.change = change
    self.now = now
  }

  static func last(in db: Database) throws -> Publication? {
    try Row.fetchOne(db, sql: select + " ORDER BY publication.number DESC LIMIT 1").map(publication)
  }

  static func publication(_ row: Row) -> Publication {
    func text(_ column: Int) -> String { String(decoding: row[column] as Data, as: UTF8.self) }
    return Publication(
      number: row[0], revision: row[1], digest: text(2), claims: row[3], author: text(4), reason: text(5),
      at: Timestamp(milliseconds: row[6]))
  }

  func publish(_ record: (Database) throws -> Int) throws -> Publication {
    guard !change.author.isEmpty, !change.reason.isEmpty else {
      throw RecordFault(
        kind: .refused, found: "the change has no author or no reason", remedy: "Say who changes the claims and why")
    }
    let live = try PublicationAppender.last(in: db)
    if let expected = change.expected, expected != live?.digest {
      throw RecordFault(
        kind: .conflict, found: "revision \(live?.digest ?? "none") is live, expected \(expected)",
        remedy: "Look at what was changed meanwhile, and make the change again on that")
    }
    if let live, live.digest == change.digest { return live }
    let revision = try record(db)
    try db.execute(
      sql: """
        INSERT INTO publication (revision, author, reason, at) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?)
        """,
      arguments: [revision, StoredBytes.of(change.author), StoredBytes.of(change.reason), now.milliseconds])
    guard let publication = try PublicationAppender.last(in: db) else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
    var log = try EventAppender(db)
    try log.append(
      .publication, at: now, row: Int64(publication.number), payload: PublicationAppender.payload(publication))
    return publication
  }

  /// The payload of a publication's event.
  static func payload(_ publication: Publication) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("publication", publication.number)
      writer.member("revision", publication.digest)
      writer.member("author", publication.author)
      writer.member("reason", publication.reason)
    }
    return writer.bytes
  }
}
