@testable import ErrataServer
@testable import ErrataStore

import Errata
import ErrataModel
import Foundation
import Testing

/// Every bound of the settings, with what is answered beyond it.
@Suite struct LimitTests {
  /// Where the bounds are tested that need a socket or a clock.
  private static let elsewhere: Set<String> = [
    "limits.connections", "limits.requestsPerSecond", "limits.recordItems", "limits.queueBatches",
    "limits.queueMilliseconds", "timeouts.headSeconds", "timeouts.bodySeconds", "timeouts.idleSeconds",
    "timeouts.drainSeconds",
  ]

  private static let rows: [(key: String, within: String, beyond: String, problem: String)] = [
    ("limits.bodyBytes", #"{"items":[{"id":"1","text":"a"}]}"#, String(repeating: " ", count: 5000), "body-too-large"),
    (
      "limits.items", #"{"items":[{"id":"1","text":"a"},{"id":"2","text":"a"}]}"#,
      #"{"items":[{"id":"1","text":"a"},{"id":"2","text":"a"},{"id":"3","text":"a"}]}"#, "too-many-items"
    ),
  ]

  @Test(arguments: rows) func `what is beyond a bound is refused, what is within is taken`(
    _ row: (key: String, within: String, beyond: String, problem: String)
  ) async throws {
    let worker = try await TestWorker { settings in
      settings.limits.bodyBytes = 4096
      settings.limits.items = 2
    }
    #expect(await worker.post("/v1/label", row.within).status == 200)
    let answer = await worker.post("/v1/label", row.beyond)
    #expect(answer.status == 413 && answer.problem == row.problem, "\(answer.text)")
  }

  @Test func `a long query and a long item are told`() async throws {
    let worker = try await TestWorker { settings in
      settings.limits.queryBytes = 64
      settings.limits.itemBytes = 256
    }
    #expect(await worker.get("/v1/search?q=\(String(repeating: "a", count: 64))").status == 200)
    let query = await worker.get("/v1/search?q=\(String(repeating: "a", count: 65))")
    #expect(query.status == 400 && query.text.contains("64"), "\(query.text)")
    let item = try await worker.label([String(repeating: "a", count: 300)])
    let error = try #require((item["decisions"] as? [[String: Any]])?.first?["error"] as? [String: Any])
    #expect((error["detail"] as? String)?.contains("256") == true, "\(error)")
  }

  @Test func `every bound is tested here or named as tested elsewhere`() {
    let bounds = SettingTable.all.map(\.key).filter { $0.hasPrefix("limits.") || $0.hasPrefix("timeouts.") }
    let here = LimitTests.rows.map(\.key) + ["limits.queryBytes", "limits.itemBytes"]
    #expect(Set(bounds) == LimitTests.elsewhere.union(here))
  }

  @Test func `decisions that can't be recorded in time are refused, and none of those that were taken is lost`()
    async throws
  {
    let worker = try await TestWorker(store: true) { $0.limits.recordItems = 3 }
    let (service, gate, held) = (worker.service, DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let store = try #require(service.store)
    let recorder = try #require(service.recorder)
    let engine = try #require(service.holder.current).engine
    let now = Timestamp(milliseconds: 1_770_000_000_000)
    func record(_ id: String) -> DecisionRecord {
      DecisionRecord(item: Item(id: id, content: .text("calm")), decision: engine.plainDecision(id: id, now: now))
    }
    // Somebody else writes for long.
    Thread.detachNewThread {
      try? store.write("a test holds the store") { _ in
        held.signal()
        gate.wait()
      }
    }
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        held.wait()
        continuation.resume()
      }
    }
    defer { gate.signal() }
    // The first one is taken by the thread that records, which then waits for the store; the others wait for it.
    #expect(recorder.recordLater([record("late-0")]))
    while recorder.depth > 0 { await Task.yield() }
    var taken = 1
    while recorder.recordLater([record("late-\(taken)")]) { taken += 1 }
    #expect(recorder.depth == 3 && taken == 4)
    let refused = await worker.post("/v1/label", #"{"items":[{"id":"1","text":"calm"}]}"#)
    #expect(refused.status == 503 && refused.problem == "overloaded", "\(refused.text)")
    #expect(refused.header("Retry-After") != nil)
    let pure = await worker.post("/v1/label", #"{"items":[{"id":"1","text":"calm"}],"record":false}"#)
    #expect(pure.status == 200, "what needs no record is answered")
    #expect(await worker.get("/metrics").text.contains("errata_record_queue_items 3\n"))
    gate.signal()
    service.close()
    #expect(try store.counts.decisions == taken)
  }
}
