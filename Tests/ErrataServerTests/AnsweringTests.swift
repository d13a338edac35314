@testable import ErrataServer

import Foundation
import Testing

@Suite struct AnsweringTests {
  @Test(arguments: [
    ("GET", "/", 404, "not-found"), ("GET", "/v1/label/", 404, "not-found"), ("GET", "/v2/label", 404, "not-found"),
    ("PUT", "/v1/label", 405, "method-not-allowed"), ("DELETE", "/health/live", 405, "method-not-allowed"),
    ("GET", "/v1/search", 400, "bad-query"), ("GET", "/v1/search?q=", 400, "bad-query"),
    ("GET", "/v1/search?q=a&q=b", 400, "bad-query"), ("GET", "/v1/search?q=a&top=0", 400, "bad-query"),
    ("GET", "/v1/search?q=a&top=x", 400, "bad-query"), ("GET", "/v1/search?q=%ff", 400, "bad-query"),
    ("GET", "/v1/search?q=a&zeal=1", 400, "bad-query"), ("GET", "/v1/search?q=%4", 400, "bad-query"),
    ("GET", "/v1/claims?limit=1001", 400, "bad-query"), ("GET", "/health/live?x=1", 400, "bad-query"),
    ("GET", "/v1/claims/nothing", 404, "not-found"), ("GET", "/v1/items/1", 409, "no-store"),
    ("GET", "/v1/items/1?at=yesterday", 400, "bad-query"), ("GET", "/v1/items/1/history", 409, "no-store"),
    ("DELETE", "/v1/admin/quarantine/x", 404, "not-found"),
  ])
  func `a request that can't be served is told why`(
    _ row: (method: String, target: String, status: Int, problem: String)
  ) async throws {
    let worker = try await TestWorker()
    let answer = await worker.call(row.method, row.target, bytes: [])
    #expect(answer.status == row.status && answer.problem == row.problem, "\(answer.text)")
    let object = try answer.object
    #expect((object["detail"] as? String)?.isEmpty == false && object["status"] as? Int == row.status)
  }

  @Test func `a path that doesn't take a method lists those it takes`() async throws {
    let worker = try await TestWorker(loads: false)
    #expect(await worker.call("POST", "/v1/claims", bytes: []).header("Allow")?.contains("GET") == true)
  }

  @Test func `a body of another type or coding is refused before it is read`() async throws {
    let worker = try await TestWorker()
    for headers in [
      [:], ["content-type": "text/plain"], ["content-type": "application/json", "content-encoding": "br"],
    ] {
      let answer = await worker.call("POST", "/v1/label", headers: headers, bytes: Array("{}".utf8))
      #expect(answer.status == 415 && answer.problem == "unsupported-media-type", "\(headers)")
    }
    let typed = await worker.call(
      "POST", "/v1/normalize", headers: ["content-type": "Application/JSON; charset=utf-8"],
      bytes: Array(#"{"text":"A"}"#.utf8))
    #expect(typed.status == 200)
  }

  @Test func `bodies and answers may be compressed, within the same limits`() async throws {
    let worker = try await TestWorker { $0.limits.bodyBytes = 4096 }
    let body = Array(#"{"items":[{"id":"1","text":"\#(TestWorker.rumor)"}]}"#.utf8)
    let headers = ["content-type": "application/json", "content-encoding": "gzip"]
    let packed = try #require(Gzip.deflate(body))
    let plain = await worker.call("POST", "/v1/label", headers: ["content-type": "application/json"], bytes: body)
    let answer = await worker.call("POST", "/v1/label", headers: headers, bytes: packed)
    #expect(answer.status == 200 && answer.bytes == plain.bytes)
    let bomb = try #require(Gzip.deflate([UInt8](repeating: 0x20, count: 1 << 18)))
    #expect(bomb.count < 4096)
    #expect(await worker.call("POST", "/v1/label", headers: headers, bytes: bomb).problem == "body-too-large")
    for broken in [Array(packed.dropLast(9)), Array("no gzip".utf8), []] {
      #expect(await worker.call("POST", "/v1/label", headers: headers, bytes: broken).problem == "bad-body")
    }
    let small = await worker.get("/openapi.json", headers: ["accept-encoding": "br, gzip;q=0.5"])
    #expect(small.header("Content-Encoding") == "gzip")
    #expect(try Gzip.inflate(small.bytes, limit: 1 << 20) == worker.service.description)
    #expect(
      await worker.get("/openapi.json", headers: ["accept-encoding": "gzip;q=0"]).header("Content-Encoding") == nil)
  }

  @Test func `a body past the limit is refused and the connection closed`() async throws {
    let worker = try await TestWorker { $0.limits.bodyBytes = 1024 }
    let answer = await worker.post("/v1/label", String(repeating: " ", count: 1025))
    #expect(answer.status == 413 && answer.problem == "body-too-large")
    #expect(answer.header("Connection") == "close")
  }

  @Test func `an unchanged answer need not be sent again`() async throws {
    let worker = try await TestWorker()
    for target in ["/v1/claims/swans", "/v1/claims", "/openapi.json"] {
      let first = await worker.get(target)
      let tag = try #require(first.header("ETag"))
      for match in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
        let second = await worker.get(target, headers: ["if-none-match": match])
        #expect(second.status == 304 && second.bytes.isEmpty && second.header("ETag") == tag)
      }
      #expect(await worker.get(target, headers: ["if-none-match": "\"x\""]).status == 200)
    }
  }

  @Test func `a caller's request id is kept where it is a plain word`() async throws {
    let worker = try await TestWorker(loads: false)
    func id(_ sent: String) async -> String? {
      await worker.get("/health/live", headers: ["x-request-id": sent]).header("X-Request-Id")
    }
    #expect(await id("abc-1.2_3") == "abc-1.2_3")
    for odd in ["", "a b", "ü", String(repeating: "x", count: 65), "a\nb"] { #expect(await id(odd) != odd) }
  }

  @Test func `HEAD is GET without the body`() async throws {
    let worker = try await TestWorker()
    let answer = await worker.call("HEAD", "/v1/claims/swans", bytes: [])
    #expect(answer.status == 200 && answer.bytes.isEmpty && answer.header("ETag") != nil)
    #expect(await worker.call("HEAD", "/v1/label", bytes: []).status == 405)
  }

  @Test func `before an index is loaded only health, metrics and the description answer`() async throws {
    let worker = try await TestWorker(loads: false)
    #expect(await worker.get("/health/live").status == 200)
    let ready = await worker.get("/health/ready")
    #expect(ready.status == 503)
    #expect(try ready.object["reason"] as? String == "no index is loaded yet")
    #expect(await worker.get("/metrics").status == 200)
    #expect(await worker.get("/openapi.json").status == 200)
    let label = await worker.post("/v1/label", "{}")
    #expect(label.status == 503 && label.problem == "not-ready" && label.header("Retry-After") == "1")
  }

  @Test func `a worker that is about to stop says so and takes no work`() async throws {
    let worker = try await TestWorker()
    #expect(await worker.get("/health/ready").status == 200)
    worker.service.drain()
    #expect(try await worker.get("/health/ready").object["reason"] as? String == "the worker is stopping")
    #expect(await worker.get("/v1/claims").problem == "draining")
    #expect(await worker.get("/health/live").status == 200)
  }

  @Test func `claims come in pages that fit together`() async throws {
    let claims = (0..<7).map { TestWorker.claim("c\($0)", "Claim number \($0) is about a goose in a hat.") }
    let worker = try await TestWorker(claims: claims + [TestWorker.claim("d", "A draft of a goose.", status: "draft")])
    var (ids, next): ([String], String?) = ([], "")
    while let after = next {
      let page = try await worker.get("/v1/claims?limit=3" + (after.isEmpty ? "" : "&after=\(after)")).object
      ids += (page["claims"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
      next = page["next"] as? String
    }
    #expect(ids == (0..<7).map { "c\($0)" } + ["d"])
    #expect(try await (worker.get("/v1/claims/d").object["claim"] as? [String: Any])?["status"] as? String == "draft")
  }

  @Test func `search, compare and normalize answer`() async throws {
    let worker = try await TestWorker()
    let found = try await worker.get("/v1/search?q=swans+traffic%20lights&top=1&terms=true").object
    let first = try #require((found["results"] as? [[String: Any]])?.first)
    #expect(first["claim"] as? String == "swans" && first["verdict"] as? String == "false")
    #expect((first["review"] as? [String: Any])?["url"] as? String == "https://ponds.example/swans")
    let same = try await worker.post(
      "/v1/compare", #"{"text":"\#(TestWorker.rumor)","claim":"\#(TestWorker.rumor)","lang":"en"}"#
    ).object
    #expect(same["matches"] as? Bool == true)
    let other = try await worker.post(
      "/v1/compare", #"{"text":"We had cake.","claim":"\#(TestWorker.rumor)"}"#
    ).object
    #expect(other["matches"] as? Bool == false)
    let folded = try await worker.post("/v1/normalize", #"{"text":"喝.白.酒","trace":true}"#).object
    #expect((folded["steps"] as? [Any])?.isEmpty == false && folded["text"] as? String == "喝白酒", "\(folded)")
    for (target, body) in [
      ("/v1/compare", "{}"), ("/v1/compare", #"{"text":" ","claim":"x"}"#), ("/v1/normalize", #"{"text":5}"#),
      ("/v1/normalize", "{\"text\":\"\(String(repeating: "x", count: 70_000))\"}"),
      ("/v1/compare", "{\"text\":\"\(String(repeating: "x", count: 70_000))\",\"claim\":\"x\"}"),
    ] {
      #expect(await worker.post(target, body).problem == "bad-field")
    }
    let long = await worker.get("/v1/search?q=" + String(repeating: "x", count: 5000))
    #expect(long.problem == "bad-query")
  }
}
