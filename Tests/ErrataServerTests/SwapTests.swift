@testable import ErrataServer

import Errata
import ErrataCorpus
import ErrataModel
import Foundation
import Testing

@Suite struct SwapTests {
  private static func write(_ claims: [String], _ worker: TestWorker) throws {
    try Data(claims.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: worker.path("claims.jsonl")))
  }

  @Test func `a good file is served, a bad one is refused and told, and what served goes on`() async throws {
    let worker = try await TestWorker()
    let first = try await worker.get("/health/ready").object["corpusRevision"] as? String
    try SwapTests.write([TestWorker.claims[1]], worker)
    let reloaded = await worker.call("POST", "/v1/admin/reload", bytes: [])
    #expect(reloaded.status == 200)
    #expect(try reloaded.object["claims"] as? Int == 1 && reloaded.object["generation"] as? Int == 2)
    let second = try await worker.get("/health/ready").object["corpusRevision"] as? String
    #expect(first != second && second != nil)
    try SwapTests.write(["{\"id\":\"broken\"}"], worker)
    let refused = await worker.call("POST", "/v1/admin/reload", bytes: [])
    #expect(refused.status == 422 && refused.problem == "refused-file")
    #expect(refused.text.contains("claims.jsonl:1"))
    let ready = try await worker.get("/health/ready").object
    #expect(ready["status"] as? String == "ready" && ready["corpusRevision"] as? String == second)
    #expect((ready["refused"] as? String)?.contains("claims.jsonl:1") == true)
    #expect(await worker.get("/metrics").text.contains("errata_reloads_total{result=\"refused\"} 1"))
    try SwapTests.write(TestWorker.claims, worker)
    #expect(await worker.service.loader.reloadIfChanged())
    #expect(try await worker.get("/health/ready").object["refused"] == nil)
    #expect(await worker.service.loader.reloadIfChanged() == false)
  }

  @Test func `a policy or index that is damaged is refused`() async throws {
    let worker = try await TestWorker { settings in
      settings.files.policy =
        FileManager.default.temporaryDirectory
        .appendingPathComponent("errata-policy-\(UUID().uuidString).yaml").path
      let text = (try? PolicySource.load(nil).text) ?? ""
      try? Data(text.utf8).write(to: URL(fileURLWithPath: settings.files.policy ?? ""))
    }
    let policy = try #require(worker.service.settings.files.policy)
    defer { try? FileManager.default.removeItem(atPath: policy) }
    try Data("name: x\n".utf8).write(to: URL(fileURLWithPath: policy))
    #expect(await worker.service.loader.reloadIfChanged())
    #expect(worker.service.holder.failure?.contains(policy) == true)
    #expect(try await worker.label([TestWorker.rumor])["mode"] as? String == "live")
  }

  @Test func `a change of a folder of segments is taken as it comes, a damaged one is refused`() async throws {
    let files = FileManager.default.temporaryDirectory.appendingPathComponent("errata-folder-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: files) }
    let folder = files.appendingPathComponent("index").path
    let lines = Array(TestWorker.claims.joined(separator: "\n").utf8)
    _ = try FolderBuild.build(files: [CorpusFile(name: "claims", bytes: lines)], to: folder)
    let worker = try await TestWorker(claims: nil) { $0.files.index = folder }
    #expect(try await worker.labels(TestWorker.rumor) == 1)
    #expect(await worker.service.loader.reloadIfChanged() == false)

    _ = try FolderUpdate.apply(.init(retracted: ["swans"]), to: folder)
    #expect(await worker.service.loader.reloadIfChanged())
    #expect(try await worker.labels(TestWorker.rumor) == 0)

    let more = files.appendingPathComponent("more.jsonl")
    let soup = "Blueberry soup turns the hair of postmen green within three days."
    try Data(TestWorker.claim("soup", soup).utf8).write(to: more)
    _ = try FolderUpdate.apply(.init(claims: [more.path]), to: folder)
    #expect(await worker.service.loader.reloadIfChanged())
    #expect(try await worker.labels(soup) == 1)

    try Data("nothing\n".utf8).write(to: URL(fileURLWithPath: folder + "/MANIFEST"))
    #expect(await worker.service.loader.reloadIfChanged())
    #expect(worker.service.holder.failure?.contains("MANIFEST") == true)
    #expect(try await worker.labels(soup) == 1)
  }

  @Test func `while engines are swapped no answer is mixed`() async throws {
    let worker = try await TestWorker { $0.workers = 2 }
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var answers = 0
          for _ in 0..<40 {
            let object = try await worker.label([TestWorker.rumor, TestWorker.rumor, "calm"])
            let revision = object["corpusRevision"] as? String
            let decisions = try #require(object["decisions"] as? [[String: Any]])
            #expect(decisions.allSatisfy { $0["corpusRevision"] as? String == revision })
            let labels = decisions.prefix(2).map { ($0["labels"] as? [Any])?.count }
            #expect(labels[0] == labels[1])
            answers += 1
          }
          return answers
        }
      }
      for round in 0..<10 {
        try SwapTests.write(round % 2 == 0 ? [TestWorker.claims[1]] : TestWorker.claims, worker)
        _ = try await worker.service.loader.reload()
      }
      #expect(try await group.reduce(0, +) == 160)
    }
    #expect(worker.service.holder.current?.generation == 11)
  }

  @Test func `claims that are older than allowed make the worker not ready`() async throws {
    let worker = try await TestWorker(claims: nil) { settings in
      settings.files.index = nil
      settings.staleHours = 2
    }
    #expect(await worker.get("/health/ready").status == 200)
    worker.wait(seconds: 7100)
    #expect(await worker.get("/health/ready").status == 200)
    worker.wait(seconds: 200)
    let answer = await worker.get("/health/ready")
    #expect(answer.status == 503)
    #expect(try (answer.object["reason"] as? String)?.contains("health.staleHours") == true)
    #expect(try await worker.label(["calm"])["mode"] as? String == "live")
  }
}

extension TestWorker: @unchecked Sendable {}  // Its members don't change, and are safe to share.
