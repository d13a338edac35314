@testable import ErrataServer

import ErrataModel
import Foundation
import Testing

@Suite struct LabelRouteTests {
  @Test func `decisions come in the order of the items, and a bad item stands in its place`() async throws {
    let worker = try await TestWorker()
    let answer = await worker.post(
      "/v1/label",
      #"{"items":[{"id":"a","text":"\#(TestWorker.rumor)"},{"id":"b"},17,{"id":"","text":"x"},{"id":5,"text":"calm"}]}"#
    )
    #expect(answer.status == 200)
    let object = try answer.object
    let decisions = try #require(object["decisions"] as? [[String: Any]])
    #expect(decisions.count == 5)
    #expect(decisions[0]["id"] as? String == "a")
    #expect((decisions[0]["labels"] as? [[String: Any]])?.first?["claim"] as? String == "swans")
    #expect(try #require(decisions[0]["weight"] as? Double) < 1)
    for (index, field, code) in [(1, "items[1].text", "missing-field"), (2, "items[2]", "wrong-type")] {
      let error = try #require(decisions[index]["error"] as? [String: Any])
      #expect(error["field"] as? String == field && error["code"] as? String == code, "\(error)")
      #expect(decisions[index]["weight"] as? Int == 1)
    }
    #expect(decisions[3]["error"] != nil)
    #expect(decisions[4]["id"] as? String == "5" && decisions[4]["weight"] as? Int == 1)
    #expect(object["mode"] as? String == "live")
    #expect(object["corpusRevision"] as? String == answer.header("Errata-Corpus"))
    #expect(object["policyVersion"] as? String == answer.header("Errata-Policy"))
    #expect(answer.header("X-Request-Id")?.count == 16)
  }

  @Test(arguments: [
    ("", 400, "bad-json"), ("{", 400, "bad-json"), ("[]", 400, "bad-field"), ("{}", 400, "bad-field"),
    (#"{"items":[]}"#, 400, "bad-field"), (#"{"items":{}}"#, 400, "bad-field"),
    (#"{"items":[{"id":"1","text":"x"}],"items":[]}"#, 400, "bad-field"),
    (#"{"items":[{"id":"1","text":"x"}],"deadlineMs":0}"#, 400, "bad-field"),
    (#"{"items":[{"id":"1","text":"x"}],"deadlineMs":60001}"#, 400, "bad-field"),
    (#"{"items":[{"id":"1","text":"x"}],"deadlineMs":1.5}"#, 400, "bad-field"),
    (#"{"items":[{"id":"1","text":"x"}],"deadlineMs":"5"}"#, 400, "bad-field"),
    (#"{"items":[{"id":"1","text":"x"}],"record":1}"#, 400, "bad-field"),
    (#"{"items":[{"id":"1","text":"x"}],"colour":1}"#, 400, "bad-field"),
    (#"{"items":[{"id":"1","text":"x"}],"record":true}"#, 409, "no-store"),
    (#"{"items":[{"id":"1","text":"x"},{"id":"2","text":"x"},{"id":"3","text":"x"}]}"#, 413, "too-many-items"),
    (#"{"items":["# + String(repeating: "[", count: 100) + "]}", 400, "bad-json"),
  ])
  func `a malformed body is answered with what is wrong`(
    _ row: (body: String, status: Int, problem: String)
  ) async throws {
    let worker = try await TestWorker { $0.limits.items = 2 }
    let answer = await worker.post("/v1/label", row.body)
    #expect(answer.status == row.status && answer.problem == row.problem, "\(answer.text)")
    #expect(answer.header("Content-Type") == "application/problem+json")
    #expect(try answer.object["requestId"] as? String == answer.header("X-Request-Id"))
  }

  @Test func `a body that needs the careful reader gives the same answer as a plain one`() async throws {
    let worker = try await TestWorker()
    let plain = await worker.post("/v1/label", #"{"items":[{"id":"1","text":"\#(TestWorker.rumor)"}]}"#)
    let odd = await worker.post(
      "/v1/label", #"{"it\u0065ms":[{"id":"1","text":"\#(TestWorker.rumor)"}],"record":null}"#)
    #expect(plain.status == 200)
    #expect(plain.bytes == odd.bytes)
  }

  @Test func `an item past the limit is faulty, the others are judged`() async throws {
    let worker = try await TestWorker { $0.limits.itemBytes = 300 }
    let long = String(repeating: "x", count: 400)
    let decisions = try #require(try await worker.label([long, TestWorker.rumor])["decisions"] as? [[String: Any]])
    #expect((decisions[0]["error"] as? [String: Any])?["code"] as? String == "item-too-long")
    #expect((decisions[1]["labels"] as? [Any])?.count == 1)
  }

  @Test func `what no thread has come to at the deadline is given back undecided with weight 1`() async throws {
    let worker = try await TestWorker()
    let gate = await worker.blockThread()
    let object = try await worker.label([TestWorker.rumor, "calm"], further: #","deadlineMs":30"#)
    gate.signal()
    let decisions = try #require(object["decisions"] as? [[String: Any]])
    #expect(decisions.map { $0["undecided"] as? String } == ["deadline", "deadline"])
    #expect(decisions.map { $0["id"] as? String } == ["0", "1"])
    #expect(decisions.allSatisfy { $0["weight"] as? Int == 1 })
  }

  @Test func `a deadline that is kept changes nothing`() async throws {
    let worker = try await TestWorker()
    let object = try await worker.label([TestWorker.rumor], further: #","deadlineMs":60000"#)
    #expect(((object["decisions"] as? [[String: Any]])?.first?["labels"] as? [Any])?.count == 1)
  }

  @Test(arguments: ["none", "terms", "full"])
  func `an explanation has as much as was asked for`(_ explain: String) async throws {
    let worker = try await TestWorker()
    let object = try await worker.label([TestWorker.rumor], query: "?explain=\(explain)")
    let decision = try #require((object["decisions"] as? [[String: Any]])?.first)
    let match = (decision["matches"] as? [[String: Any]])?.first
    #expect((match?["terms"] != nil) == (explain != "none"))
    let lines = decision["explanation"] as? [String]
    #expect((lines != nil) == (explain == "full"))
    if let lines { #expect(lines.contains { $0.contains("verdict false") }, "\(lines)") }
  }

  @Test func `more than can wait is refused at once`() async throws {
    let worker = try await TestWorker { $0.limits.queueBatches = 1 }
    let gate = await worker.blockThread()
    #expect(worker.service.pool.submit(.batch, weight: 1) { _ in })
    let items = (0..<9).map { #"{"id":"\#($0)","text":"calm"}"# }.joined(separator: ",")
    let answer = await worker.post("/v1/label", "{\"items\":[\(items)]}")
    gate.signal()
    #expect(answer.status == 503 && answer.problem == "overloaded")
    #expect(answer.header("Retry-After") == "1")
  }

  @Test func `matches tell score, stance and outcome, and take no record`() async throws {
    let worker = try await TestWorker()
    let body = #"{"items":[{"id":"1","text":"\#(TestWorker.rumor)"},{"id":"2"}]}"#
    let object = try await worker.post("/v1/match?terms=true&top=1&minScore=0.1", body).object
    let results = try #require(object["results"] as? [[String: Any]])
    let match = try #require((results[0]["matches"] as? [[String: Any]])?.first)
    #expect(match["claim"] as? String == "swans" && match["outcome"] as? String == "apply")
    #expect((match["terms"] as? [String: Any])?.isEmpty == false)
    #expect(results[1]["error"] != nil)
    let refused = await worker.post("/v1/match", #"{"items":[{"id":"1","text":"x"}],"record":false}"#)
    #expect(refused.problem == "bad-field")
  }
}
