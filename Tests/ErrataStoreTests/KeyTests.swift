import ErrataModel
import ErrataStore
import Foundation
import GRDB
import Testing

@Suite struct KeyTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore(path: folder.file(), mode: .readWrite)
  }

  private func make(
    _ name: String = "feed", _ role: KeyRole = .labeler, expires: Timestamp? = nil
  ) throws -> (key: APIKey, token: String) {
    try store.createKey(name: name, role: role, expires: expires, author: "root", now: Example.noon)
  }

  @Test func `a key's token opens what its role may`() throws {
    #expect(try !store.hasKeys)
    let (key, token) = try make()
    #expect(try store.hasKeys)
    #expect(key.role == .labeler)
    #expect(token.hasPrefix("errata_\(key.id)_"))
    #expect(token.wholeMatch(of: /errata_[0-9a-f]{12}_[0-9a-f]{64}/) != nil)
    #expect(try store.key(for: token, now: Example.noon) == .success(key))
    #expect(try store.keys() == [key])
  }

  @Test func `the secret stands nowhere in the file`() throws {
    let (_, token) = try make()
    try store.close()
    let secret = try #require(token.split(separator: "_").last)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
    #expect(bytes.range(of: Data(secret.utf8)) == nil)
  }

  @Test func `two keys of one name differ in everything that is secret`() throws {
    let (first, second) = (try make(), try make())
    #expect(first.key.id != second.key.id)
    #expect(first.token.suffix(64) != second.token.suffix(64))
    let salts = try folder.outsider().read { try Data.fetchSet($0, sql: "SELECT salt FROM api_key") }
    #expect(salts.count == 2)
  }

  @Test func `another secret, another id and another form open nothing`() throws {
    let (key, token) = try make()
    let wrong = String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0")
    #expect(try store.key(for: wrong, now: Example.noon) == .failure(.unknown))
    let other = token.replacingOccurrences(of: key.id, with: "000000000000")
    #expect(try store.key(for: other, now: Example.noon) == .failure(.unknown))
    let zeros = "errata_000000000000_" + String(repeating: "0", count: 64)
    #expect(try store.key(for: zeros, now: Example.noon) == .failure(.unknown))
    let malformed = [
      "", "errata", token + "0", String(token.dropLast()), token.uppercased(), " " + token,
      "errata_\(key.id)-" + token.suffix(64), "' OR 1 = 1; --",
    ]
    for text in malformed { #expect(try store.key(for: text, now: Example.noon) == .failure(.malformed), "\(text)") }
  }

  @Test func `a key that has expired or was revoked opens nothing`() throws {
    let (_, token) = try make(expires: Example.time(60))
    #expect(try (try store.key(for: token, now: Example.time(59))).get().name == "feed")
    #expect(try store.key(for: token, now: Example.time(60)) == .failure(.expired))
    let (key, second) = try make()
    let revoked = try store.revokeKey(key.id, author: "root", now: Example.time(5))
    #expect(revoked.revokedAt == Example.time(5))
    #expect(try store.key(for: second, now: Example.time(6)) == .failure(.revoked))
    #expect(try store.revokeKey(key.id, author: "root", now: Example.time(9)).revokedAt == Example.time(5))
    #expect(try store.keys().last?.revokedAt == Example.time(5))
  }

  @Test func `making and revoking are in the chain, by whom`() throws {
    let (key, _) = try make()
    _ = try store.revokeKey(key.id, author: "Ann", now: Example.time(5))
    let payloads = try folder.outsider().read {
      try String.fetchAll($0, sql: "SELECT payload FROM event WHERE kind = 6 ORDER BY sequence")
    }
    #expect(
      payloads == [
        #"{"key":"\#(key.id)","action":"create","name":"feed","role":"labeler","author":"root"}"#,
        #"{"key":"\#(key.id)","action":"revoke","name":"feed","author":"Ann"}"#,
      ])
    #expect(try store.verifyChain().isWhole)
  }

  @Test(arguments: ["", String(repeating: "x", count: 201), "a\nb"]) func `a name that is none is refused`(
    name: String
  ) throws {
    let error = storeError { () throws(StoreError) in
      _ = try store.createKey(name: name, role: .reader, author: "root", now: Example.noon)
    }
    #expect(error?.kind == .refused)
    #expect(error?.found == "the name is empty, longer than 200 bytes, or has control characters")
  }

  @Test func `an expiry in the past is refused, and a key that isn't there can't be revoked`() throws {
    let past = storeError { () throws(StoreError) in
      _ = try store.createKey(name: "a", role: .reader, expires: Example.noon, author: "root", now: Example.noon)
    }
    #expect(past?.found == "it would have expired at 2024-05-01T12:00:00Z already")
    let missing = storeError { () throws(StoreError) in
      _ = try store.revokeKey("0123456789ab", author: "root", now: Example.noon)
    }
    #expect(missing?.kind == .missing)
    #expect(missing?.found == "there is no such key")
  }

  @Test func `roles stand in the order of their power`() {
    #expect(KeyRole.allCases.sorted() == [.reader, .labeler, .curator, .admin])
    #expect(KeyRole.curator >= .labeler && !(KeyRole.reader >= .labeler))
  }

  @Test func `who wrote is recorded and can be read by page`() throws {
    for number in 1...3 {
      try store.audit(
        AuditEntry(
          key: number == 2 ? nil : "k-\(number)", name: "feed", action: "PUT /v1/claims", subject: "c-\(number)",
          outcome: "200", at: Example.time(Double(number))))
    }
    let entries = try store.auditEntries()
    #expect(entries.map(\.subject) == ["c-1", "c-2", "c-3"])
    #expect(entries.map(\.key) == ["k-1", nil, "k-3"])
    #expect(entries.map(\.at) == (1...3).map { Example.time(Double($0)) })
    #expect(try store.auditEntries(after: entries[0].sequence, limit: 1) == [entries[1]])
    #expect(try store.verifyChain().isWhole)
  }
}
