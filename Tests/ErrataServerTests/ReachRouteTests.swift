@testable import ErrataServer

import ErrataModel
import ErrataReach
import Foundation
import Testing

@Suite struct ReachRouteTests {
  private static func worker(_ change: (inout ServeSettings) -> Void = { _ in }) async throws -> TestWorker {
    try await TestWorker(store: true) { settings in
      settings.reachHoldout = 0
      change(&settings)
    }
  }

  private static func event(_ user: String, _ kind: String, _ more: String = "") -> String {
    #"{"user":"\#(user)","claim":"swans","surface":"feed","kind":"\#(kind)","at":"2026-01-01T00:00:00Z"\#(more)}"#
  }

  @Test func `what was shown is counted, and no key is kept in the store`() async throws {
    let worker = try await ReachRouteTests.worker()
    let shown = (0..<50).map { ReachRouteTests.event("secret-user-\($0)", "rumorShown") }
    let debunked = (0..<10).map {
      ReachRouteTests.event("secret-user-\($0)", "debunkShown", #","exposedAt":"2025-12-31T23:00:00Z""#)
    }
    let body = #"{"events":[\#((shown + debunked).joined(separator: ","))]}"#
    let answer = await worker.send("POST", "/v1/exposures", body)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try answer.object["counted"] as? Int == 60)
    let report = try await worker.call("GET", "/v1/reach/claims/swans", bytes: []).object
    let total = try #require(report["total"] as? [String: Any])
    #expect(abs((total["exposed"] as? Int ?? 0) - 50) <= 3)
    #expect(abs((total["reached"] as? Int ?? 0) - 10) <= 1)
    let holdout = try #require(report["holdout"] as? [String: Any])
    #expect((holdout["words"] as? String)?.hasPrefix("too few people to tell") == true)
    for name in ["s.sqlite", "s.sqlite-wal"] {
      let data = FileManager.default.contents(atPath: worker.folder.appendingPathComponent(name).path) ?? Data()
      #expect(data.range(of: Data("secret-user".utf8)) == nil)
    }
  }

  @Test(arguments: [
    #"{"events":[]}"#, #"{"events":[{"user":"u","kind":"rumorShown","at":"2026-01-01T00:00:00Z"}]}"#,
    #"{"events":[{"user":"u","claim":"a","item":"b","kind":"rumorShown","at":"2026-01-01T00:00:00Z"}]}"#,
    #"{"events":[{"user":"u","claim":"a","kind":"seen","at":"2026-01-01T00:00:00Z"}]}"#,
    #"{"events":[{"user":"u","claim":"a","kind":"rumorShown","at":"2199-01-01T00:00:00Z"}]}"#,
    #"{"events":[{"user":"u","claim":"a","kind":"rumorShown","at":"2026-01-01T00:00:00Z","x":1}]}"#,
  ])
  func `events that are wrong are refused`(_ body: String) async throws {
    let worker = try await ReachRouteTests.worker()
    #expect(await worker.send("POST", "/v1/exposures", body).status == 400)
  }

  @Test func `who saw the rumor is due its debunk, once the label has stood`() async throws {
    let worker = try await ReachRouteTests.worker()
    let body = #"""
      {"viewers":[{"user":"u","seen":[{"claim":"swans","at":"2020-01-01T00:00:00Z"}]},{"user":"v"}]}
      """#
    let answer = await worker.send("POST", "/v1/reach/recommend", body)
    #expect(answer.status == 200, "\(answer.text)")
    let results = try #require(try answer.object["results"] as? [[String: Any]])
    #expect(results.map { $0["user"] as? String } == ["u", "v"])
    #expect(results.allSatisfy { ($0["due"] as? [Any])?.isEmpty == true }, "2020 is forgotten")
  }

  @Test func `a claim without exposures has no report, and without a store nothing is counted`() async throws {
    let worker = try await ReachRouteTests.worker()
    #expect(await worker.call("GET", "/v1/reach/claims/none", bytes: []).status == 404)
    let bare = try await TestWorker()
    let body = #"{"events":[\#(ReachRouteTests.event("u", "rumorShown"))]}"#
    #expect(await bare.send("POST", "/v1/exposures", body).status == 409)
  }

  @Test func `the salt is kept apart from the store, and replaced when it is old`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-salt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("salt").path
    let start = Timestamp(milliseconds: 1_790_000_000_000)
    let first = try ReachSalt(path: path, days: 30).value(at: start)
    #expect(first.bytes.count == 32)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try ReachSalt(path: path, days: 30).value(at: start.advanced(bySeconds: 86_400 * 29)) == first)
    let next = try ReachSalt(path: path, days: 30).value(at: start.advanced(bySeconds: 86_400 * 30))
    #expect(next.bytes != first.bytes && next.period != first.period)
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: Problem.self) { try ReachSalt(path: path, days: 30).value(at: start) }
  }
}
