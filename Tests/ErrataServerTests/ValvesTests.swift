@testable import ErrataServer

import ErrataModel
import ErrataStore
import Foundation
import Testing

@Suite struct ValvesTests {
  @Test func `in shadow mode nothing is limited, and an explanation shows what would have been`() async throws {
    let worker = try await TestWorker { $0.valves.mode = .shadow }
    let plain = try await worker.label([TestWorker.rumor])
    let decision = try #require((plain["decisions"] as? [[String: Any]])?.first)
    #expect(decision["weight"] as? Int == 1 && (decision["labels"] as? [Any])?.isEmpty == true)
    #expect(plain["mode"] as? String == "shadow" && decision["shadow"] == nil)
    let told = try await worker.label([TestWorker.rumor], query: "?explain=terms")
    let shadow = try #require((told["decisions"] as? [[String: Any]])?.first?["shadow"] as? [String: Any])
    #expect((shadow["labels"] as? [Any])?.count == 1)
  }

  @Test func `the switch turns everything off, and is set without a restart`() async throws {
    let worker = try await TestWorker()
    let set = await worker.send("PUT", "/v1/admin/mode", #"{"mode":"off"}"#)
    #expect(set.status == 200)
    let object = try await worker.label([TestWorker.rumor])
    #expect((object["decisions"] as? [[String: Any]])?.first?["weight"] as? Int == 1)
    #expect(object["mode"] as? String == "off")
    #expect(try await worker.send("PUT", "/v1/admin/mode", #"{"mode":"live"}"#).object["mode"] as? String == "live")
    #expect(
      try await ((worker.label([TestWorker.rumor])["decisions"] as? [[String: Any]])?.first?["weight"] as? Double ?? 1)
        < 1)
  }

  @Test(arguments: [#"{"mode":"on"}"#, #"{"mode":"live","canary":2}"#, "{}", #"{"mode":"live","why":"x"}"#])
  func `a mode that isn't one is refused, and the former holds`(_ body: String) async throws {
    let worker = try await TestWorker()
    #expect(await worker.send("PUT", "/v1/admin/mode", body).problem == "bad-field")
    #expect(worker.service.valves == Valves())
  }

  @Test func `a canary share is stable and grows without dropping anybody`() {
    let ids = (0..<2000).map { "item-\($0)" }
    func chosen(_ share: Double) -> Set<String> {
      Set(ids.filter { Valves(mode: .live, canary: share).limits($0) })
    }
    let (tenth, half) = (chosen(0.1), chosen(0.5))
    #expect(tenth.isSubset(of: half))
    #expect((150...250).contains(tenth.count) && (920...1080).contains(half.count), "\(tenth.count) \(half.count)")
    #expect(chosen(0).isEmpty && chosen(1).count == ids.count)
    // What a platform has seen stays so over versions: SHA-256 of "errata-canary:item-0".
    #expect(Valves.place(of: "item-0") == Valves.place(of: "item-0"))
    #expect(!Valves(mode: .shadow, canary: 1).limits("item-0"))
  }

  @Test func `a claim that suddenly hits far more than before is quarantined until it is released`() async throws {
    let worker = try await TestWorker { settings in
      settings.budget.minimum = 3
      settings.budget.factor = 2
    }
    let texts = Array(repeating: TestWorker.rumor, count: 5)
    let decisions = try #require(try await worker.label(texts)["decisions"] as? [[String: Any]])
    #expect(decisions.map { ($0["labels"] as? [Any])?.count } == [1, 1, 1, 0, 0])
    #expect(decisions[4]["weight"] as? Int == 1)
    let suppressed = try #require((decisions[4]["suppressed"] as? [[String: Any]])?.first)
    #expect(suppressed["reason"] as? String == "quarantined" && suppressed["claim"] as? String == "swans")
    let status = try await worker.get("/v1/admin/status").object
    #expect((status["quarantined"] as? [[String: Any]])?.first?["claim"] as? String == "swans")
    #expect(await worker.get("/metrics").text.contains("errata_quarantined_claims 1\n"))
    #expect(await worker.call("DELETE", "/v1/admin/quarantine/swans", bytes: []).status == 200)
    #expect(await worker.call("DELETE", "/v1/admin/quarantine/swans", bytes: []).status == 404)
    let after = try #require(try await worker.label([TestWorker.rumor])["decisions"] as? [[String: Any]])
    #expect((after[0]["labels"] as? [Any])?.count == 1)
  }

  @Test func `a claim's own past widens its budget, and idle windows narrow it again`() {
    var settings = ServeSettings.Budget()
    (settings.factor, settings.minimum, settings.windowSeconds) = (2, 10, 60)
    let budgets = ClaimBudgets(settings)
    var now = Timestamp(milliseconds: 0)
    func hit(_ count: Int) -> Bool { (0..<count).contains { _ in !budgets.note(["c"], now: now).quarantined.isEmpty } }
    for _ in 0..<30 {
      #expect(!hit(10))
      now = now.advanced(bySeconds: 60)
    }
    // The mean is close to 10, so 19 are within twice of it.
    #expect(!hit(19))
    now = now.advanced(bySeconds: 60 * 40)
    #expect(hit(12))
    #expect(budgets.quarantined.map(\.claim) == ["c"])
    #expect(budgets.release("c") && !budgets.release("c"))
    #expect(
      ClaimBudgets(
        {
          var off = settings; off.factor = 0; return off
        }()
      ).note(["c"], now: now).quarantined.isEmpty)
  }

  private static let small: ServeSettings.Budget = {
    var settings = ServeSettings.Budget()
    (settings.factor, settings.minimum, settings.windowSeconds) = (2, 3, 60)
    return settings
  }()

  @Test func `a claim's past and its quarantine outlive the worker`() async throws {
    let worker = try await TestWorker(store: true) { $0.budget = ValvesTests.small }
    let store = try #require(worker.service.store)
    _ = try await worker.label(Array(repeating: TestWorker.rumor, count: 5))
    // A quarantine is saved when it begins, whatever happens to the worker then.
    #expect(try store.budgets().map(\.claim) == ["swans"])
    var settings = worker.service.settings
    settings.files.corpus = [worker.path("claims.jsonl")]
    var parts = Service.Parts(settings: settings, store: store)
    parts.clock = worker.service.clock
    let next = Service(parts)
    #expect(next.budgets.quarantined == worker.service.budgets.quarantined)
    #expect(next.budgets.quarantined.map(\.claim) == ["swans"])
    _ = try await next.loader.reload()
    let release = Call("DELETE", "/v1/admin/quarantine/swans")
    #expect(await next.answer(release).status == 200)
    next.close()
    #expect(try store.budgets().first?.quarantine == nil)
    #expect(try store.budgets().first?.mean == 4)
  }

  @Test func `what claims hit is saved from time to time, not at each item`() async throws {
    let worker = try await TestWorker(store: true) { $0.budget = ValvesTests.small }
    let store = try #require(worker.service.store)
    #expect(try await worker.labels(TestWorker.rumor) == 1)
    await worker.service.tend()
    #expect(try store.budgets().isEmpty)
    worker.wait(seconds: 11)
    await worker.service.tend()
    #expect(try store.budgets().map(\.hits) == [1])
    #expect(try await worker.labels(TestWorker.rumor) == 1)
    worker.service.close()
    #expect(try store.budgets().map(\.hits) == [2])
  }

  @Test func `a past is taken over as it was, also into windows of another length`() {
    let now = Timestamp(milliseconds: 60_000 * 1000)
    let quarantine = ClaimBudget.Quarantine(since: now, hits: 9, allowed: 3)
    let saved = [
      ClaimBudget(claim: "a", windowSeconds: 60, window: 1000, hits: 3, mean: 1),
      ClaimBudget(claim: "b", windowSeconds: 60, window: 1000, hits: 3, mean: 1, quarantine: quarantine),
    ]
    let budgets = ClaimBudgets(ValvesTests.small, saved: saved)
    #expect(budgets.takeUnsaved(now: now).budgets.isEmpty)
    #expect(budgets.note(["b"], now: now).quarantined == ["b"])
    #expect(budgets.note(["a"], now: now).alerts.map(\.hits) == [4])
    let unsaved = budgets.takeUnsaved(now: now).budgets
    #expect(unsaved.map(\.claim) == ["a"] && unsaved.first?.quarantine?.hits == 4)
    budgets.giveBack(["a"])
    #expect(budgets.takeUnsaved(now: now).budgets == unsaved)

    var wide = ValvesTests.small
    wide.windowSeconds = 600
    let widened = ClaimBudgets(wide, saved: saved)
    _ = widened.note(["a"], now: now)
    #expect(
      widened.takeUnsaved(now: now).budgets
        == [ClaimBudget(claim: "a", windowSeconds: 600, window: 100, hits: 1, mean: 10)])
    var off = ValvesTests.small
    off.factor = 0
    #expect(ClaimBudgets(off, saved: saved).quarantined.isEmpty)
  }

  @Test func `claims that hit nothing for long are forgotten, those in quarantine aren't`() {
    let budgets = ClaimBudgets(ValvesTests.small)
    let now = Timestamp(milliseconds: 60_000 * 1000)
    _ = budgets.note(["a"], now: now)
    for _ in 0..<4 { _ = budgets.note(["b"], now: now) }
    #expect(budgets.takeUnsaved(now: now).budgets.map(\.claim) == ["a", "b"])
    let later = now.advanced(bySeconds: 60 * 65)
    let taken = budgets.takeUnsaved(now: later)
    #expect(taken.budgets.isEmpty && taken.forgotten == ["a"])
    #expect(budgets.quarantined.map(\.claim) == ["b"])
  }
}
