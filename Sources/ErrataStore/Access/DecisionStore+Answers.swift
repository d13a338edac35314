package import ErrataModel
internal import Foundation
internal import GRDB

/// An answer that is given again when the same request comes again under the same idempotency key.
package struct KeptAnswer: Hashable, Sendable {
  /// The HTTP status.
  package var status: Int
  /// The body.
  package var body: [UInt8]

  /// Makes an answer.
  package init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}

/// What is known of an idempotency key.
package enum AnswerLookup: Hashable, Sendable {
  /// Nothing: do the work.
  case new
  /// It was done: give this answer.
  case known(KeptAnswer)
  /// The key was used for another request.
  case conflict
}

// Idempotency: answers by owner, key and route.
extension DecisionStore {
  /// What is known of an idempotency key.
  ///
  /// - Parameters:
  ///   - owner: the API key's id, so that one client never sees another's answers.
  ///   - key: the idempotency key.
  ///   - route: method and path.
  ///   - request: SHA-256 of the body.
  package func answer(
    owner: String, key: String, route: String, request: [UInt8], now: Timestamp
  ) throws(StoreError) -> AnswerLookup {
    try read("look up an answer") { db in
      try DecisionStore.lookUp(owner: owner, key: key, route: route, request: request, now: now, in: db)
    }
  }

  /// Keeps an answer. The first one stays: when there is one already, it is what is returned.
  package func keepAnswer(
    _ answer: KeptAnswer, owner: String, key: String, route: String, request: [UInt8], expires: Timestamp,
    now: Timestamp
  ) throws(StoreError) -> AnswerLookup {
    try write("keep an answer") { db in
      let known = try DecisionStore.lookUp(owner: owner, key: key, route: route, request: request, now: now, in: db)
      guard known == .new else { return known }
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO answer (owner, key, route, request, status, body, expires)
          VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)
          """,
        arguments: [
          StoredBytes.of(owner), StoredBytes.of(key), StoredBytes.of(route), Data(request), answer.status,
          Data(answer.body), expires.milliseconds,
        ])
      return .known(answer)
    }
  }

  /// Removes answers that have expired; returns how many.
  package func pruneAnswers(now: Timestamp) throws(StoreError) -> Int {
    try write("remove expired answers") { db in
      try db.execute(sql: "DELETE FROM answer WHERE expires <= ?", arguments: [now.milliseconds])
      return db.changesCount
    }
  }

  private static func lookUp(
    owner: String, key: String, route: String, request: [UInt8], now: Timestamp, in db: Database
  ) throws -> AnswerLookup {
    let sql = """
      SELECT request, status, body FROM answer
      WHERE owner = CAST(? AS TEXT) AND key = CAST(? AS TEXT) AND route = CAST(? AS TEXT) AND expires > ?
      """
    let arguments: StatementArguments = [
      StoredBytes.of(owner), StoredBytes.of(key), StoredBytes.of(route), now.milliseconds,
    ]
    guard let row = try Row.fetchOne(db, sql: sql, arguments: arguments) else { return .new }
    guard row[0] == Data(request) else { return .conflict }
    return .known(KeptAnswer(status: row[1], body: Array(row[2] as Data)))
  }
}
