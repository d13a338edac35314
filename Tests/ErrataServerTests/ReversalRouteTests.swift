@testable import ErrataServer

import ErrataModel
import ErrataStore
import Foundation
import Testing

/// Labels that travel and come back, over HTTP.
@Suite struct ReversalRouteTests {
  /// A worker whose claims live in its store, with a labelled item, a repost of it, one of that, and a denial.
  private func worker() async throws -> TestWorker {
    let worker = try await TestWorker(claims: nil, store: true, loads: false)
    try TestWorker.publish(TestWorker.claims.joined(separator: "\n"), in: try #require(worker.service.store))
    _ = try await worker.service.loader.reload()
    let answer = await worker.post("/v1/label", "{\"items\":[\(ReversalRouteTests.items)]}")
    #expect(answer.status == 200, "\(answer.text)")
    return worker
  }

  private static let items = """
    {"id":"root","text":"\(TestWorker.rumor)"},
    {"id":"a","text":"","parent":{"id":"root","kind":"repost"}},
    {"id":"b","text":"wow","parent":{"id":"a","kind":"repost"}},
    {"id":"no","text":"This is false, it is fake news.","parent":{"id":"root","kind":"quote"}}
    """

  private func standing(_ worker: TestWorker, _ id: String) async throws -> (weight: Double, labels: Int) {
    let object = try await worker.get("/v1/items/\(id)").object
    let decision = try #require((object["standing"] ?? object["decision"]) as? [String: Any])
    return (
      try #require(decision["weight"] as? Double), try #require(decision["labels"] as? [Any]).count
    )
  }

  @Test func `a repost has its origin's label as soon as that is recorded, a denial never`() async throws {
    let worker = try await worker()
    #expect(try await standing(worker, "b").labels == 1)
    #expect(try await standing(worker, "no") == (1, 0))
    let weights = [try await standing(worker, "root").weight, try await standing(worker, "a").weight]
    #expect(weights[0] < weights[1] && weights[1] < 1, "\(weights)")
    // An item that was never recorded, and one that was, answered without a record.
    let body = """
      {"items":[{"id":"new","text":"","parent":{"id":"b","kind":"repost"}},
      {"id":"b","text":"wow","parent":{"id":"a","kind":"repost"}},
      {"id":"re","text":"","parent":{"id":"b","kind":"reply"}}],"record":false}
      """
    let object = try await worker.post("/v1/label", body).object
    let decisions = try #require(object["decisions"] as? [[String: Any]])
    let labels = try decisions.map { try #require($0["labels"] as? [[String: Any]]) }
    #expect(labels.map(\.count) == [1, 1, 0])
    #expect(labels[0].first?["source"] as? String == "propagation")
    #expect(labels[0].first?["hops"] as? Int == 3)
    #expect(labels[0].first?["via"] as? String == "b")
    #expect(labels[0].first?["review"] as? String == "https://ponds.example/swans")
  }

  @Test func `a retraction restores every weight, in one receipt that can be undone`() async throws {
    let worker = try await worker()
    worker.wait(seconds: 5)
    let dry = await worker.post("/v1/claims/swans/retract", #"{"reason":"test","dryRun":true}"#)
    #expect(try dry.object["dryRun"] as? Bool == true, "\(dry.text)")
    #expect(try await standing(worker, "b").labels == 1)
    let answer = await worker.post("/v1/claims/swans/retract", #"{"reason":"withdrawn"}"#)
    let receipt = try answer.object
    #expect(receipt["items"] as? Int == 3, "\(answer.text)")
    #expect((receipt["changed"] as? [Any])?.count == 3)
    for id in ["root", "a", "b"] { #expect(try await standing(worker, id) == (1, 0), "\(id)") }
    #expect(try await worker.labels(TestWorker.rumor) == 0)
    #expect(await worker.post("/v1/claims/swans/retract", #"{"reason":"again"}"#).problem == "conflict")
    let metrics = await worker.get("/metrics").text
    #expect(metrics.contains(#"errata_time_to_label_seconds_count{cause="retraction"} 1"#), "\(metrics)")
    #expect(await worker.get("/metrics").text.contains(#"seconds_count{cause="retraction"} 1"#), "counted twice")
    let shown = try await worker.get("/v1/items/b").object["receipts"] as? [[String: Any]]
    #expect(shown?.first?["receipt"] as? Int == 1)
    worker.wait(seconds: 5)
    #expect(await worker.post("/v1/receipts/1/undo", #"{"reason":"a mistake"}"#).status == 200)
    #expect(try await standing(worker, "b").labels == 1)
    #expect(try await worker.labels(TestWorker.rumor) == 1)
    #expect(await worker.post("/v1/receipts/1/undo", #"{"reason":"again"}"#).problem == "conflict")
    let list = try await worker.get("/v1/receipts?item=b").object["receipts"] as? [[String: Any]]
    #expect(list?.map { $0["receipt"] as? Int } == [2, 1])
    #expect(list?.last?["undoneBy"] as? Int == 2)
    let one = try await worker.get("/v1/receipts/2?limit=1").object
    #expect((one["changed"] as? [Any])?.count == 1)
    #expect(await worker.get("/v1/receipts/9").problem == "not-found")
    #expect(try worker.service.store?.verifyChain().isWhole == true)
  }

  @Test(arguments: [
    (#"{"reason":"r","review":"https://ponds.example/swans"}"#, 200),
    (#"{"reason":"r","review":"https://other.example/"}"#, 404), (#"{"reason":"r","verdict":"true"}"#, 200),
    (#"{"reason":"r","verdict":"false"}"#, 409), (#"{"reason":"r","verdict":"wrong"}"#, 400),
    (#"{"reason":"r","verdict":"true","review":"https://ponds.example/swans"}"#, 400), (#"{}"#, 400),
  ])
  func `a review is withdrawn, a verdict corrected, and what makes no sense refused`(
    body: String, status: Int
  ) async throws {
    let worker = try await worker()
    worker.wait(seconds: 5)
    let answer = await worker.post("/v1/claims/swans/retract", body)
    #expect(answer.status == status, "\(answer.text)")
    #expect(try await standing(worker, "b").labels == (status == 200 ? 0 : 1))
    #expect(await worker.post("/v1/claims/none/retract", #"{"reason":"r"}"#).problem == "not-found")
  }

  @Test func `an upheld appeal takes the label at once, and keeps it away`() async throws {
    let worker = try await worker()
    worker.wait(seconds: 5)
    let poem = "Sing it with me! \(TestWorker.rumor)"
    _ = await worker.post("/v1/label", #"{"items":[{"id":"root","text":"\#(poem)"}]}"#)
    #expect(try await worker.labels(poem) == 1)
    worker.wait(seconds: 5)
    let body = #"{"claim":"swans","reason":"It is a poem.","author":"k"}"#
    let opened = await worker.post("/v1/items/root/appeals", body)
    #expect(try opened.object["appeal"] as? Int == 1, "\(opened.text)")
    let refused = await worker.post("/v1/items/no/appeals", #"{"claim":"swans","reason":"r"}"#)
    #expect(refused.status >= 400 && refused.status < 500)
    let late = await worker.post("/v1/items/a/appeals", #"{"claim":"swans","reason":"r","deadline":"2001-01-01"}"#)
    #expect(late.problem == "bad-field")
    let open = try await worker.get("/v1/appeals?state=open").object["appeals"] as? [[String: Any]]
    #expect(open?.count == 1)
    let upheld = await worker.post("/v1/appeals/1/uphold", #"{"reason":"Right."}"#)
    #expect(upheld.status == 200, "\(upheld.text)")
    for id in ["root", "a", "b"] { #expect(try await standing(worker, id) == (1, 0), "\(id)") }
    // The text is a negative entry now, and the claim still one.
    #expect(try await worker.labels(poem) == 0)
    #expect(try await worker.labels(TestWorker.rumor) == 1)
    #expect(await worker.post("/v1/appeals/1/reject", #"{"reason":"r"}"#).problem == "conflict")
    #expect(await worker.post("/v1/appeals/7/uphold", #"{"reason":"r"}"#).problem == "not-found")
  }

  @Test func `a rejected appeal leaves the label`() async throws {
    let worker = try await worker()
    _ = await worker.post("/v1/items/a/appeals", #"{"claim":"swans","reason":"r"}"#)
    let closed = try await worker.post("/v1/appeals/1/reject", #"{"reason":"It asserts it."}"#).object
    #expect(closed["state"] as? String == "rejected")
    #expect(try await standing(worker, "a").labels == 1)
  }

  @Test func `claims that come from files can't be retracted here`() async throws {
    let worker = try await TestWorker(store: true)
    #expect(await worker.post("/v1/claims/swans/retract", #"{"reason":"r"}"#).problem == "fixed-corpus")
    let plain = try await TestWorker()
    #expect(await plain.post("/v1/claims/swans/retract", #"{"reason":"r"}"#).problem == "no-store")
  }
}
