@testable import ErrataServer

import ErrataStore
import Foundation
import Testing

@Suite struct AccessTests {
  static let token = String(repeating: "k", count: 32)

  private func guarded() async throws -> TestWorker {
    try await TestWorker { settings in
      settings.keys = .on
      settings.bootstrapKey = AccessTests.token
    }
  }

  @Test(arguments: RouteTable.all.map { "\($0.method) \($0.path)" })
  func `without a key only open routes answer`(_ line: String) async throws {
    let worker = try await guarded()
    let parts = line.split(separator: " ").map(String.init)
    let route = try #require(RouteTable.all.first { $0.method == parts[0] && $0.path == parts[1] })
    let target = parts[1].replacing("{id}", with: "x").replacing("{claim}", with: "x")
      .replacing("{number}", with: "1")
    let isOpen = route.role == nil || route.name == "metrics"
    for headers in [[:], ["authorization": "Basic eA=="], ["authorization": "Bearer wrong"]] {
      let answer = await worker.call(parts[0], target, headers: headers, bytes: [])
      #expect((answer.status == 401) == !isOpen, "\(answer.status) \(headers)")
      if !isOpen {
        #expect(answer.problem == "unauthorized")
        #expect(answer.header("WWW-Authenticate") == "Bearer realm=\"errata\"")
      }
    }
    let known = await worker.call(
      parts[0], target, headers: ["authorization": "Bearer \(AccessTests.token)"], bytes: [])
    #expect(known.status != 401 && known.status != 403, "\(known.text)")
  }

  @Test func `metrics can be closed`() async throws {
    let worker = try await TestWorker { settings in
      settings.keys = .on
      settings.bootstrapKey = AccessTests.token
      settings.openMetrics = false
    }
    #expect(await worker.get("/metrics").status == 401)
    #expect(await worker.get("/metrics", headers: ["authorization": "bearer \(AccessTests.token)"]).status == 200)
  }

  @Test(arguments: [
    ("localhost", true), ("localhost:8080", true), ("127.0.0.1:80", true), ("127.5.6.7", true), ("[::1]:80", true),
    ("evil.example", false), ("127.0.0.1.evil.example", false), ("127.evil", false), ("", false),
    ("127.0.0.evil:80", false), ("10.0.0.1", false),
  ])
  func `without keys a request under a foreign name is refused`(_ row: (host: String, isLocal: Bool)) async throws {
    #expect(Access.isLocal(row.host) == row.isLocal)
    let worker = try await TestWorker()
    let answer = await worker.get("/v1/claims", headers: ["host": row.host])
    #expect((answer.status == 200) == row.isLocal && (answer.status == 403) == !row.isLocal)
  }

  @Test func `digests are equal only as a whole`() {
    #expect(Access.areEqual([1, 2], [1, 2]))
    #expect(!Access.areEqual([1, 2], [1, 3]) && !Access.areEqual([1, 2], [0, 2]) && !Access.areEqual([1], [1, 2]))
  }

  @Test func `requests beyond the rate are told when to come again`() async throws {
    let worker = try await TestWorker { $0.limits.requestsPerSecond = 2 }
    for _ in 0..<2 { #expect(await worker.get("/v1/claims").status == 200) }
    let answer = await worker.get("/v1/claims")
    #expect(answer.status == 429 && answer.problem == "too-many-requests" && answer.header("Retry-After") == "1")
    #expect(await worker.get("/health/live").status == 200)
  }

  @Test func `a caller's rate fills up with time, and no caller takes another's`() {
    let rates = RateLimits(perSecond: 2)
    let start = ContinuousClock.now
    #expect(rates.take("a", at: start) == nil && rates.take("a", at: start) == nil && rates.take("a", at: start) == 1)
    #expect(rates.take("b", at: start) == nil)
    #expect(rates.take("a", at: start + .milliseconds(500)) == nil)
    #expect(rates.take("a", at: start + .milliseconds(500)) == 1)
    #expect(RateLimits(perSecond: 0).take("a", at: start) == nil)
    let many = RateLimits(perSecond: 1)
    for number in 0..<10_000 { #expect(many.take("c\(number)", at: start) == nil) }
    #expect(many.take("new", at: start) == 1)
    #expect(many.take("new", at: start + .seconds(2)) == nil)
  }

  @Test func `roles are in order of power`() {
    #expect(KeyRole.allCases == [.reader, .labeler, .curator, .admin])
    #expect(KeyRole.allCases.sorted() == KeyRole.allCases)
  }
}
