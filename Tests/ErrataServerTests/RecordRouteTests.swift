@testable import ErrataServer

import Errata
import ErrataModel
import ErrataStore
import Foundation
import Synchronization
import Testing

@Suite struct RecordRouteTests {
  private func items(_ pairs: [(String, String)]) -> String {
    "{\"items\":[" + pairs.map { #"{"id":"\#($0.0)","text":"\#($0.1)"}"# }.joined(separator: ",") + "]}"
  }

  private func decisions(_ worker: TestWorker, _ pairs: [(String, String)]) async throws -> [[String: Any]] {
    try #require(try await worker.post("/v1/label", items(pairs)).object["decisions"] as? [[String: Any]])
  }

  @Test func `what was labelled is read back as it stands and as it stood`() async throws {
    let worker = try await TestWorker(store: true)
    #expect(await worker.post("/v1/label", items([("a/1", TestWorker.rumor), ("b", "calm")])).status == 200)
    let first = await worker.get("/v1/items/a%2F1")
    #expect(first.status == 200, "\(first.text)")
    let decision = try #require(try first.object["decision"] as? [String: Any])
    #expect((decision["labels"] as? [Any])?.count == 1)
    let before = try #require(decision["decidedAt"] as? String)
    worker.wait(seconds: 60)
    _ = await worker.post("/v1/label", items([("a/1", "edited to something calm")]))
    let now = try #require(try await worker.get("/v1/items/a%2F1").object["decision"] as? [String: Any])
    #expect((now["labels"] as? [Any])?.isEmpty == true)
    let then = try #require(try await worker.get("/v1/items/a%2F1?at=\(before)").object["decision"] as? [String: Any])
    #expect((then["labels"] as? [Any])?.count == 1)
    #expect(await worker.get("/v1/items/a%2F1?at=2020-01-01").status == 404)
    let history = try await worker.get("/v1/items/a%2F1/history").object["decisions"] as? [Any]
    #expect(history?.count == 2)
    for target in ["/v1/items/none", "/v1/items/none/history"] { #expect(await worker.get(target).status == 404) }
    #expect(await worker.get("/v1/items/b", headers: ["if-none-match": "*"]).status == 304)
    #expect(await worker.get("/metrics").text.contains("errata_recorded_total 3"))
  }

  @Test func `a sealed decision is told as such, with what is left of it`() async throws {
    let worker = try await TestWorker(store: true)
    _ = await worker.post("/v1/label", items([("a", TestWorker.rumor)]))
    let before = try #require(try worker.service.store?.latest("a")).decision
    worker.wait(seconds: 60)
    _ = await worker.post("/v1/label", items([("a", "edited to something calm")]))
    let now = before.decidedAt.advanced(bySeconds: 100)
    let sealed = try worker.service.store?.retain(
      before: before.decidedAt.advanced(bySeconds: 1), author: "Ann", reason: "Old.", now: now)
    #expect(sealed?.summary.decisions == 1)
    let then = try await worker.get("/v1/items/a?at=\(before.decidedAt)").object
    let seal = try #require(then["sealed"] as? [String: Any])
    #expect(seal["labels"] as? [String] == ["rumor"] && seal["event"] as? Int == sealed?.event)
    #expect(seal["weight"] as? Double == before.weight.value && then["standing"] == nil && then["erased"] == nil)
    let history = try await worker.get("/v1/items/a/history").object["decisions"] as? [[String: Any]]
    #expect(history?.map { $0["sealed"] != nil } == [true, false])
  }

  @Test func `a pure call leaves no trace`() async throws {
    let worker = try await TestWorker(store: true)
    let body = #"{"items":[{"id":"a","text":"x"}],"record":false}"#
    #expect(await worker.post("/v1/label", body).status == 200)
    #expect(try worker.service.store?.counts.items == 0)
  }

  @Test func `items that were late are judged and recorded afterwards`() async throws {
    let worker = try await TestWorker(store: true)
    let gate = await worker.blockThread()
    let body = #"{"items":[{"id":"late","text":"\#(TestWorker.rumor)"}],"deadlineMs":20}"#
    let answer = try await worker.post("/v1/label", body).object
    #expect((answer["decisions"] as? [[String: Any]])?.first?["undecided"] as? String == "deadline")
    gate.signal()
    // What was begun is done before the threads end.
    worker.service.close()
    #expect(try worker.service.store?.latest("late")?.decision.labels.count == 1)
  }

  @Test func `label events come in pages and as a stream that resumes, with gapless numbers`() async throws {
    let worker = try await TestWorker(store: true)
    _ = await worker.post("/v1/label", items((0..<5).map { ("i\($0)", TestWorker.rumor) }))
    worker.wait(seconds: 1)
    _ = await worker.post("/v1/label", items([("i2", "calm")]))
    let page = try await worker.get("/v1/labels?limit=4").object
    #expect((page["events"] as? [Any])?.count == 4 && page["next"] as? Int == 4 && page["last"] as? Int == 6)
    let rest = try #require(try await worker.get("/v1/labels?after=4").object["events"] as? [[String: Any]])
    #expect(rest.map { $0["sequence"] as? Int } == [5, 6] && rest[1]["negated"] as? Bool == true)
    let own = try #require(try await worker.get("/v1/labels?item=i2").object["events"] as? [[String: Any]])
    #expect(own.map { $0["negated"] as? Bool } == [false, true])
    for (target, headers, expected) in [
      ("/v1/labels/stream", [:], Array(1...6)), ("/v1/labels/stream?after=4", [:], [5, 6]),
      ("/v1/labels/stream?after=1", ["last-event-id": "5"], [6]),
    ] {
      let answer = await worker.get(target, headers: headers)
      guard case .stream(let stream) = answer.body else {
        Issue.record("no stream: \(answer.text)")
        return
      }
      let heard = Heard(until: expected.count, worker.service)
      var sink: any AnswerSink = heard
      // The sink ends the stream by an error, as a caller that goes away does.
      await #expect(throws: Heard.Gone.self) { try await stream(&sink) }
      #expect(heard.sequences == expected)
    }
    #expect(await worker.get("/v1/labels/stream", headers: ["last-event-id": "x"]).problem == "bad-query")
    worker.service.drain()
    #expect(await worker.get("/v1/labels/stream").problem == "draining")
  }

  @Test func `streams are bounded, and a stream that ends makes room`() async throws {
    let worker = try await TestWorker(store: true)
    var answers: [Answer] = []
    for _ in 0..<64 { answers.append(await worker.get("/v1/labels/stream")) }
    #expect(answers.allSatisfy { $0.status == 200 })
    #expect(await worker.get("/v1/labels/stream").problem == "overloaded")
    worker.service.drain()
    if case .stream(let stream) = answers[0].body {
      var sink: any AnswerSink = Heard(until: .max, worker.service)
      try await stream(&sink)
    }
    #expect(worker.service.streams.load(ordering: .relaxed) == 63)
  }

  @Test func `a request that is sent twice under one key is done once`() async throws {
    let worker = try await ClaimWritingTests.worker()
    let headers = ["if-match": "*", "idempotency-key": "k1"]
    let body = #"{"status":"paused","reason":"x"}"#
    let first = await worker.send("PATCH", "/v1/claims/swans/status", body, headers: headers)
    let second = await worker.send("PATCH", "/v1/claims/swans/status", body, headers: headers)
    #expect(first.status == 200 && first.bytes == second.bytes)
    #expect(first.header("Idempotency-Replayed") == nil && second.header("Idempotency-Replayed") == "true")
    let other = await worker.send(
      "PATCH", "/v1/claims/swans/status", #"{"status":"published","reason":"x"}"#, headers: headers)
    #expect(other.status == 422 && other.problem == "key-reused")
    worker.wait(seconds: 86_401)
    await worker.service.tend()
    let later = await worker.send("PATCH", "/v1/claims/swans/status", body, headers: headers)
    #expect(later.status == 200 && later.header("Idempotency-Replayed") == nil)
    let long = String(repeating: "k", count: 256)
    #expect(await worker.post("/v1/label", "{}", headers: ["idempotency-key": long]).problem == "bad-query")
  }

  @Test func `a person's decision makes label events, and is audited`() async throws {
    let worker = try await TestWorker(store: true)
    _ = await worker.post("/v1/label", items([("i", TestWorker.rumor)]))
    worker.wait(seconds: 1)
    let rejected = await worker.post(
      "/v1/items/i/manual", #"{"action":"reject","claim":"swans","reason":"it is a poem"}"#)
    #expect(rejected.status == 200, "\(rejected.text)")
    let events = try #require(try rejected.object["events"] as? [[String: Any]])
    #expect(events.first?["negated"] as? Bool == true && events.first?["cause"] as? String == "manual")
    #expect(try worker.service.store?.auditEntries().last?.action == "POST /v1/items/{id}/manual")
    let again = try await decisions(worker, [("i", TestWorker.rumor)])
    #expect((again[0]["labels"] as? [Any])?.isEmpty == true && again[0]["weight"] as? Int == 1)
    let item = try await worker.get("/v1/items/i").object
    #expect(((item["decision"] as? [String: Any])?["labels"] as? [Any])?.count == 1)
    #expect(((item["standing"] as? [String: Any])?["labels"] as? [Any])?.isEmpty == true)
    let confirmed = await worker.post(
      "/v1/items/i/manual", #"{"action":"confirm","claim":"swans","cap":0.3,"reason":"no poem after all"}"#)
    #expect(confirmed.status == 200, "\(confirmed.text)")
    let third = try await decisions(worker, [("i", TestWorker.rumor)])
    #expect(try #require(third[0]["weight"] as? Double) <= 0.3)
    #expect(await worker.post("/v1/items/none/manual", #"{"action":"reject","reason":"x"}"#).status == 404)
    for body in [
      "{}", #"{"action":"reject"}"#, #"{"action":"x","reason":"x"}"#, #"{"action":"confirm","reason":"x","cap":2}"#,
    ] {
      #expect(await worker.post("/v1/items/i/manual", body).problem == "bad-field", "\(body)")
    }
  }

  @Test func `a quarantined claim stands in the review queue, and an entry is closed once`() async throws {
    let worker = try await TestWorker(store: true) { $0.budget.minimum = 1 }
    _ = await worker.post("/v1/label", items([("i", TestWorker.rumor), ("j", TestWorker.rumor)]))
    let page = try await worker.get("/v1/review").object
    let ordered = try await worker.get("/v1/review?order=graph").object
    #expect(ordered["count"] as? Int == page["count"] as? Int)
    #expect((ordered["entries"] as? [[String: Any]])?.first?["graph"] is Double)
    #expect(await worker.get("/v1/review?order=luck").status == 400)
    let entry = try #require((page["entries"] as? [[String: Any]])?.first { $0["item"] == nil })
    #expect(entry["claim"] as? String == "swans" && (entry["reason"] as? String)?.contains("1 allowed") == true)
    let number = try #require(entry["number"] as? Int)
    let closed = await worker.post("/v1/review/\(number)/reject", #"{"reason":"a bad wording"}"#)
    #expect(closed.status == 200, "\(closed.text)")
    #expect(try await worker.get("/v1/review?state=rejected").object["count"] as? Int == 1)
    #expect(await worker.post("/v1/review/999/confirm", #"{"reason":"x"}"#).status == 404)
    #expect(await worker.post("/v1/review/0/confirm", #"{"reason":"x"}"#).problem == "bad-query")
    // The record has what was served: the second item's label was kept back.
    let recorded = try #require(try worker.service.store?.latest("j"))
    #expect(recorded.decision.suppressed.first?.reason == .quarantined && recorded.decision.labels.isEmpty)
    // It can be computed again from the record.
    var session = Engine.Session()
    let engine = try #require(worker.service.holder.current).engine
    let again = engine.decide(recorded.item, again: recorded.decision, session: &session)
    #expect(again.suppressed.map(\.claim) == ["swans"] && again.labels.isEmpty && again.weight.value == 1)
  }

  @Test func `each role may use its own routes and those of lesser ones`() async throws {
    let worker = try await TestWorker(store: true) { $0.keys = .on }
    let store = try #require(worker.service.store)
    let now = Timestamp(milliseconds: 1_770_000_000_000)
    var tokens: [KeyRole: String] = [:]
    for role in KeyRole.allCases {
      let made = try store.createKey(
        name: "key of \(role)", role: try #require(KeyRole(rawValue: role.rawValue)),
        expires: now.advanced(bySeconds: 1000), author: "test", now: now)
      tokens[role] = made.token
    }
    for route in RouteTable.all {
      guard let needed = route.role, route.name != "metrics", route.name != "labelStream" else { continue }
      let target = route.path.replacing("{id}", with: "x").replacing("{claim}", with: "x")
        .replacing("{number}", with: "1")
      for role in KeyRole.allCases {
        let answer = await worker.call(
          route.method, target, headers: ["authorization": "Bearer \(tokens[role] ?? "")"], bytes: [])
        #expect((answer.status == 403) == (role < needed), "\(role) \(route.method) \(route.path): \(answer.status)")
        #expect(answer.status != 401)
      }
    }
    let token = ["authorization": "Bearer \(tokens[.reader] ?? "")"]
    worker.wait(seconds: 1001)
    #expect(await worker.get("/v1/claims", headers: token).status == 401)
  }

  @Test func `a key that is revoked counts no more at once, and its name is in the audit`() async throws {
    let worker = try await TestWorker(store: true) { $0.keys = .on }
    let store = try #require(worker.service.store)
    let now = Timestamp(milliseconds: 1_770_000_000_000)
    let made = try store.createKey(name: "desk", role: .admin, author: "test", now: now)
    let headers = ["authorization": "Bearer \(made.token)"]
    #expect(await worker.send("PUT", "/v1/admin/mode", #"{"mode":"shadow"}"#, headers: headers).status == 200)
    let entry = try #require(try store.auditEntries().last)
    #expect(entry.name == "desk" && entry.key == made.key.id && entry.action == "PUT /v1/admin/mode")
    _ = try store.revokeKey(made.key.id, author: "test", now: now)
    #expect(await worker.get("/v1/claims", headers: headers).status == 401)
  }
}

/// Hears a stream of server-sent events, and goes away after so many.
private final class Heard: AnswerSink {
  struct Gone: Error {}

  private let limit: Int
  private let service: Service
  private let text = Mutex("")

  init(until limit: Int, _ service: Service) {
    self.limit = limit
    self.service = service
  }

  var sequences: [Int] {
    text.withLock { $0.matches(of: /id: ([0-9]+)\nevent: label\ndata: \{"sequence":/).compactMap { Int($0.1) } }
  }

  func write(_ bytes: [UInt8]) async throws {
    text.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
    if sequences.count >= limit { throw Gone() }
  }
}
