@testable import ErrataCorpus
@testable import ErrataServer

import Errata
import ErrataModel
import ErrataStore
import Foundation
import Testing

@Suite struct ClaimWritingTests {
  /// A worker whose claims are in its store: the two of the tests.
  static func worker(
    sizes: LiveCorpus.Sizes = .init(), _ change: (inout ServeSettings) -> Void = { _ in }
  ) async throws -> TestWorker {
    let worker = try await TestWorker(claims: nil, store: true, loads: false, sizes: sizes, change)
    let store = try #require(worker.service.store)
    let corpus = TestWorker.claims.joined(separator: "\n")
    try TestWorker.publish(corpus, in: store)
    _ = try await worker.service.loader.reload()
    return worker
  }

  private static let goose = TestWorker.claim("goose", "The goose of Newtown pays its rent with golden feathers.")
  private static let rumor = "The goose of Newtown pays its rent with golden feathers."

  private func body(_ claim: String) -> String { #"{"claim":\#(claim),"reason":"seen a lot"}"# }

  @Test func `a claim that is put is live when the answer comes, and recorded with its author`() async throws {
    let worker = try await ClaimWritingTests.worker()
    let before = await worker.get("/v1/claims")
    let answer = await worker.send(
      "PUT", "/v1/claims/goose", body(ClaimWritingTests.goose), headers: ["if-match": before.header("ETag") ?? ""])
    #expect(answer.status == 200, "\(answer.text)")
    let object = try answer.object
    #expect(object["claims"] as? Int == 3 && object["changed"] as? Int == 1 && object["live"] as? Bool == true)
    let labelled = try await worker.label([ClaimWritingTests.rumor])
    #expect(labelled["corpusRevision"] as? String == object["corpusRevision"] as? String)
    #expect(((labelled["decisions"] as? [[String: Any]])?.first?["labels"] as? [Any])?.count == 1)
    #expect(await worker.get("/v1/claims/goose").header("ETag") == answer.header("ETag"))
    let published = try #require(try worker.service.store?.published)
    #expect(published.author == "anonymous" && published.reason == "seen a lot" && published.claims == 3)
    let audit = try #require(try worker.service.store?.auditEntries().last)
    #expect(audit.action == "PUT /v1/claims/{id}" && audit.subject == "goose" && audit.outcome == "200")
  }

  @Test func `a change on a revision that isn't live any more is refused, and nothing changes`() async throws {
    let worker = try await ClaimWritingTests.worker()
    let tag = try #require(await worker.get("/v1/claims").header("ETag"))
    func put(_ match: String?) async -> Answer {
      let headers = match.map { ["if-match": $0] } ?? [:]
      return await worker.send("PUT", "/v1/claims/goose", body(ClaimWritingTests.goose), headers: headers)
    }
    #expect(await put(nil).problem == "precondition-required")
    let stale = await put("\"0000\"")
    #expect(stale.status == 412 && stale.problem == "precondition-failed")
    let paused = await worker.send(
      "PATCH", "/v1/claims/swans/status", #"{"status":"paused","reason":"x"}"#, headers: ["if-match": tag])
    #expect(paused.status == 200)
    #expect(await put(tag).status == 412)
    #expect(await put("*").status == 200)
  }

  @Test func `another process's revision is seen, and isn't overwritten`() async throws {
    let worker = try await ClaimWritingTests.worker()
    let store = try #require(worker.service.store)
    try TestWorker.publish(ClaimWritingTests.goose, in: store)
    let put = await worker.send(
      "PUT", "/v1/claims/goose", body(ClaimWritingTests.goose), headers: ["if-match": "*"])
    #expect(put.status == 412, "\(put.text)")
    #expect(await worker.service.loader.reloadIfChanged())
    #expect(try await worker.get("/v1/admin/status").object["claims"] as? Int == 1)
    #expect(await worker.service.loader.reloadIfChanged() == false)
  }

  @Test func `changes lie above the index, and below it goes another one while they come`() async throws {
    var sizes = LiveCorpus.Sizes()
    sizes.small = 0
    let worker = try await ClaimWritingTests.worker(sizes: sizes)
    func change(_ method: String, _ target: String, _ body: String) async throws {
      let answer = await worker.send(method, target, body, headers: ["if-match": "*"])
      #expect(answer.status == 200, "\(answer.text)")
    }
    func labels() async throws -> [Int] {
      let texts = [TestWorker.rumor, ClaimWritingTests.rumor, "We had cake."]
      let decisions = try #require(try await worker.label(texts)["decisions"] as? [[String: Any]])
      return decisions.map { ($0["labels"] as? [Any])?.count ?? -1 }
    }
    try await change("PUT", "/v1/claims/goose", body(ClaimWritingTests.goose))
    try await change("PATCH", "/v1/claims/swans/status", #"{"status":"paused","reason":"x"}"#)
    let start = try #require(worker.service.holder.current)
    #expect(start.corpus?.differingClaims == 2)
    #expect(try await labels() == [0, 1, 0])
    try await change("PATCH", "/v1/claims/swans/status", #"{"status":"published","reason":"x"}"#)
    try await change("PATCH", "/v1/claims/goose/status", #"{"status":"retracted","reason":"x"}"#)
    #expect(try await labels() == [1, 0, 0])
    let before = try #require(worker.service.holder.current)
    try await worker.service.loader.merge(start)
    let after = try #require(worker.service.holder.current)
    #expect(after.generation == before.generation + 1 && after.corpus?.differingClaims == 2)
    #expect(after.engine.corpusRevision == before.engine.corpusRevision && after.changedAt == before.changedAt)
    #expect(try await labels() == [1, 0, 0])
    #expect(await worker.service.loader.reloadIfChanged() == false)
    // Who loads anew from the store gets the same, and an index that was being made for what was there is dropped.
    _ = try await worker.service.loader.reload()
    try await worker.service.loader.merge(after)
    let loaded = try #require(worker.service.holder.current)
    #expect(loaded.corpus?.differingClaims == 0 && loaded.engine.corpusRevision == before.engine.corpusRevision)
  }

  @Test func `many changes make a new index by themselves`() async throws {
    var sizes = LiveCorpus.Sizes()
    (sizes.small, sizes.worthMerging) = (0, 2)
    let worker = try await ClaimWritingTests.worker(sizes: sizes)
    for number in 0..<4 {
      let claim = TestWorker.claim("c\(number)", "Claim \(number) tells of a goose with \(number) hats.")
      let answer = await worker.send("PUT", "/v1/claims/c\(number)", body(claim), headers: ["if-match": "*"])
      #expect(answer.status == 200)
    }
    let deadline = ContinuousClock.now + .seconds(60)
    while (worker.service.holder.current?.corpus?.differingClaims ?? 4) >= 4, ContinuousClock.now < deadline {
      await Task.yield()
    }
    #expect((worker.service.holder.current?.corpus?.differingClaims ?? 4) < 4)
    #expect(try await worker.get("/v1/admin/status").object["claims"] as? Int == 6)
  }

  @Test func `claims that went back to an earlier revision can be changed again`() async throws {
    let worker = try await ClaimWritingTests.worker()
    for status in ["paused", "published", "retracted", "published", "paused"] {
      let answer = await worker.send(
        "PATCH", "/v1/claims/swans/status", #"{"status":"\#(status)","reason":"x"}"#, headers: ["if-match": "*"])
      #expect(answer.status == 200, "\(status): \(answer.text)")
    }
    let store = try #require(worker.service.store)
    let live = try #require(try store.published)
    #expect(live.number == 6 && live.digest == worker.service.holder.current?.engine.corpusRevision)
    #expect(try store.claims(revision: live.revision).map(\.status) == [.published, .paused])
  }

  @Test func `a paused claim labels nothing until it is published again`() async throws {
    let worker = try await ClaimWritingTests.worker()
    for (status, labels) in [("paused", 0), ("published", 1), ("retracted", 0)] {
      let answer = await worker.send(
        "PATCH", "/v1/claims/swans/status", #"{"status":"\#(status)","reason":"x"}"#, headers: ["if-match": "*"])
      #expect(answer.status == 200)
      let decisions = try await worker.label([TestWorker.rumor])["decisions"] as? [[String: Any]]
      #expect((decisions?.first?["labels"] as? [Any])?.count == labels, "\(status)")
    }
    let none = await worker.send(
      "PATCH", "/v1/claims/none/status", #"{"status":"paused","reason":"x"}"#, headers: ["if-match": "*"])
    #expect(none.status == 404)
  }

  @Test func `many claims come at once, all or none`() async throws {
    let worker = try await ClaimWritingTests.worker()
    let headers = ["content-type": "application/x-ndjson", "if-match": "*"]
    let lines = (0..<50).map { TestWorker.claim("c\($0)", "Claim \($0) tells of a goose with \($0) hats.") }
    func send(_ lines: [String]) async -> Answer {
      await worker.call(
        "POST", "/v1/claims/bulk?reason=import", headers: headers, bytes: Array(lines.joined(separator: "\n").utf8))
    }
    let broken = await send(lines + ["{\"id\":\"x\"}"])
    #expect(broken.status == 400 && broken.text.contains("body:51"), "\(broken.text)")
    #expect(await send([]).status == 400)
    let good = await send(lines)
    #expect(try good.object["changed"] as? Int == 50 && good.object["claims"] as? Int == 52)
    #expect(try await send(lines).object["changed"] as? Int == 0)
    let noReason = await worker.call("POST", "/v1/claims/bulk", headers: headers, bytes: Array(lines[0].utf8))
    #expect(noReason.problem == "bad-query")
  }

  @Test(arguments: [
    ("{}", "claim"), (#"{"claim":{},"reason":"x"}"#, "claim.id"), (#"{"claim":5,"reason":"x"}"#, "claim"),
    (#"{"claim":\#(TestWorker.claims[0]),"reason":"x"}"#, "claim.id"),
    (#"{"claim":\#(TestWorker.claims[0]),"reason":" "}"#, "reason"),
  ])
  func `a claim that isn't one is told by field`(_ row: (body: String, field: String)) async throws {
    let worker = try await ClaimWritingTests.worker()
    let answer = await worker.send("PUT", "/v1/claims/goose", row.body, headers: ["if-match": "*"])
    #expect(answer.problem == "bad-field")
    #expect(try answer.object["field"] as? String == row.field, "\(answer.text)")
  }

  @Test func `a preview tells what a claim would hit among recorded items, and changes nothing`() async throws {
    let worker = try await ClaimWritingTests.worker()
    let items = (0..<30).map { #"{"id":"\#($0)","text":"\#($0 < 3 ? ClaimWritingTests.rumor : "We had cake.")"}"# }
    #expect(await worker.post("/v1/label", "{\"items\":[\(items.joined(separator: ","))]}").status == 200)
    let body = #"{"claim":\#(ClaimWritingTests.goose)}"#
    let preview = try await worker.post("/v1/claims/preview?examples=2", body).object
    #expect(preview["scanned"] as? Int == 30 && preview["items"] as? Int == 30)
    #expect((preview["hits"] as? [String: Any])?["apply"] as? Int == 3)
    #expect((preview["examples"] as? [[String: Any]])?.count == 2)
    let newest = try await worker.post("/v1/claims/preview?scan=10", body).object
    #expect(newest["scanned"] as? Int == 10 && (newest["hits"] as? [String: Any])?["apply"] as? Int == 0)
    #expect(await worker.get("/v1/claims/goose").status == 404)
    #expect(await worker.post("/v1/claims/preview", #"{"claim":{}}"#).problem == "bad-field")
  }

  @Test func `jobs are queued, read, cancelled and resumed, and reach no file outside of their folder`() async throws {
    let worker = try await ClaimWritingTests.worker()
    let added = await worker.post("/v1/jobs", #"{"kind":"relabel"}"#)
    #expect(added.status == 200, "\(added.text)")
    let id = try #require(try added.object["id"] as? Int)
    #expect(try await worker.get("/v1/jobs/\(id)").object["state"] as? String == "queued")
    #expect(try await worker.call("POST", "/v1/jobs/\(id)/cancel", bytes: []).object["state"] as? String == "cancelled")
    #expect(try await worker.call("POST", "/v1/jobs/\(id)/resume", bytes: []).object["state"] as? String == "queued")
    #expect(try await (worker.get("/v1/jobs?state=queued").object["jobs"] as? [Any])?.count == 1)
    for body in [
      "{}", #"{"kind":"x"}"#, #"{"kind":"label"}"#, #"{"kind":"label","parameters":{"input":"/etc/passwd"}}"#,
      #"{"kind":"label","parameters":{"input":"items.jsonl"}}"#, #"{"kind":"relabel","parameters":5}"#,
    ] {
      #expect(await worker.post("/v1/jobs", body).problem == "bad-field", "\(body)")
    }
    #expect(await worker.get("/v1/jobs/99").status == 404)
    #expect(await worker.call("POST", "/v1/jobs/99/cancel", bytes: []).status == 404)
    let open = try await ClaimWritingTests.worker { $0.jobFolder = "/tmp" }
    let outside = #"{"kind":"export","parameters":{"what":"labels","output":"../x"}}"#
    #expect(await open.post("/v1/jobs", outside).problem == "bad-field")
    let inside = #"{"kind":"export","parameters":{"what":"labels","output":"x.jsonl"}}"#
    #expect(await open.post("/v1/jobs", inside).status == 200)
  }

  @Test func `claims of files and of a worker without a store aren't changed over HTTP`() async throws {
    let files = try await TestWorker(store: true)
    let body = body(ClaimWritingTests.goose)
    #expect(await files.send("PUT", "/v1/claims/goose", body, headers: ["if-match": "*"]).problem == "fixed-corpus")
    let bare = try await TestWorker(claims: nil, store: false)
    #expect(await bare.send("PUT", "/v1/claims/goose", body, headers: ["if-match": "*"]).problem == "no-store")
  }
}
