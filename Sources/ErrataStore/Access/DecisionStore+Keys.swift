internal import ErrataJSON
package import ErrataModel
internal import Foundation
internal import GRDB

// API keys.
extension DecisionStore {
  /// Makes a key.
  ///
  /// - Parameters:
  ///   - name: whose it is; at most 200 bytes.
  ///   - role: what its holder may do.
  ///   - expires: from when on it counts no more.
  ///   - author: who makes it.
  ///   - now: the time.
  /// - Returns: the key, and the token for its holder, which can't be read again.
  /// - Throws: `StoreError`: `refused` for a name that is empty or too long, and an expiry in the past.
  package func createKey(
    name: String, role: KeyRole, expires: Timestamp? = nil, author: String, now: Timestamp
  ) throws(StoreError) -> (key: APIKey, token: String) {
    try write("make a key") { db in
      try check(name: name, expires: expires, now: now)
      let (token, salt) = (KeyToken.random(), KeyToken.bytes(16))
      try db.execute(
        sql: """
          INSERT INTO api_key (id, name, role, salt, hash, created_at, expires)
          VALUES (?, CAST(? AS TEXT), ?, ?, ?, ?, ?)
          """,
        arguments: [
          token.id, StoredBytes.of(name), role.rawValue, Data(salt), Data(token.hash(salt: salt)), now.milliseconds,
          expires?.milliseconds,
        ])
      var log = try EventAppender(db)
      try log.append(.key, at: now) { writer in
        writer.member("key", token.id)
        writer.member("action", "create")
        writer.member("name", name)
        writer.member("role", role.rawValue)
        writer.member("expires", expires?.description)
        writer.member("author", author)
      }
      return (APIKey(id: token.id, name: name, role: role, createdAt: now, expires: expires), token.text)
    }
  }

  private func check(name: String, expires: Timestamp?, now: Timestamp) throws {
    guard !name.isEmpty, name.utf8.count <= 200, !name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      throw RecordFault(
        kind: .refused, found: "the name is empty, longer than 200 bytes, or has control characters",
        remedy: "Give a short name that says whose key it is")
    }
    guard let expires else { return }
    guard expires > now, RecordGuard.canWrite(expires) else {
      throw RecordFault(
        kind: .refused, found: "it would have expired at \(expires) already", remedy: "Give a time in the future")
    }
  }

  /// All keys, in the order in which they were made.
  package func keys() throws(StoreError) -> [APIKey] {
    try read("read the keys") { db in
      try Row.fetchAll(db, sql: StoredKey.select + " ORDER BY rowid").map { try StoredKey($0).key }
    }
  }

  /// Whether there is any key at all.
  package var hasKeys: Bool {
    get throws(StoreError) {
      try read("look for keys") { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM api_key)") ?? false }
    }
  }

  /// Lets a key count no more from now on; one that was revoked before stays so.
  ///
  /// - Throws: `StoreError`: `missing` when there is no such key.
  package func revokeKey(_ id: String, author: String, now: Timestamp) throws(StoreError) -> APIKey {
    try write("revoke key \(id)") { db in
      let sql = StoredKey.select + " WHERE id = CAST(? AS TEXT)"
      guard let row = try Row.fetchOne(db, sql: sql, arguments: [StoredBytes.of(id)]) else {
        throw RecordFault(kind: .missing, found: "there is no such key", remedy: "List the keys for their ids")
      }
      var key = try StoredKey(row).key
      if key.revokedAt != nil { return key }
      try db.execute(sql: "UPDATE api_key SET revoked_at = ? WHERE id = ?", arguments: [now.milliseconds, key.id])
      var log = try EventAppender(db)
      try log.append(.key, at: now) { writer in
        writer.member("key", key.id)
        writer.member("action", "revoke")
        writer.member("name", key.name)
        writer.member("author", author)
      }
      key.revokedAt = now
      return key
    }
  }

  /// The key of a token. Takes the same time for a wrong secret as for a right one, and for a key that isn't there.
  ///
  /// - Returns: the key, or why the token gives no access.
  /// - Throws: `StoreError` when the store can't be read.
  package func key(for token: String, now: Timestamp) throws(StoreError) -> Result<APIKey, KeyFault> {
    guard let token = KeyToken(token) else { return .failure(.malformed) }
    let found = try read("look up a key") { db in
      try Row.fetchOne(db, sql: StoredKey.select + " WHERE id = ?", arguments: [token.id]).map(StoredKey.init)
    }
    let salt = found?.salt ?? [UInt8](repeating: 0, count: 16)
    let isSame = ConstantTime.areEqual(token.hash(salt: salt), found?.hash ?? [UInt8](repeating: 0, count: 32))
    guard let key = found?.key, isSame else { return .failure(.unknown) }
    if key.revokedAt != nil { return .failure(.revoked) }
    if let expires = key.expires, now >= expires { return .failure(.expired) }
    return .success(key)
  }
}

/// A row of `api_key`.
private struct StoredKey {
  static let select = """
    SELECT id, CAST(name AS BLOB), role, salt, hash, created_at, expires, revoked_at FROM api_key
    """

  let key: APIKey
  let salt: [UInt8]
  let hash: [UInt8]

  init(_ row: Row) throws {
    guard let role = KeyRole(rawValue: row[2]) else {
      throw RecordFault.unreadable("key \(row[0] as String)", "\"\(row[2] as String)\" is no role")
    }
    key = APIKey(
      id: row[0], name: String(decoding: row[1] as Data, as: UTF8.self), role: role,
      createdAt: Timestamp(milliseconds: row[5]), expires: (row[6] as Int64?).map(Timestamp.init(milliseconds:)),
      revokedAt: (row[7] as Int64?).map(Timestamp.init(milliseconds:)))
    salt = Array(row[3] as Data)
    hash = Array(row[4] as Data)
  }
}
