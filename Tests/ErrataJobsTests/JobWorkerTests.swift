import ErrataJSON
import ErrataJobs
import ErrataModel
import ErrataStore
import Foundation
import Synchronization
import Testing

/// The worker within one process, with a clock that stands still. Kills are tested from outside, with the tool.
@Suite struct JobWorkerTests {
  private static let noon = Timestamp(milliseconds: 1_767_268_800_000)
  private let folder: URL
  private let store: DecisionStore

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-worker-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let claim =
      #"{"id":"swans","claim":"The swans of Oldtown obey the traffic lights on the bridge.","lang":"en","#
      + #""verdict":"false","reviews":[{"publisher":"P","url":"https://p.example/s","datePublished":"2024"}]}"#
    try Data(claim.utf8).write(to: folder.appendingPathComponent("c.jsonl"))
    store = try DecisionStore(path: folder.appendingPathComponent("s.sqlite").path, mode: .readWrite)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func worker(stop: StopFlag = StopFlag(), said: Said = Said()) -> JobWorker {
    JobWorker(
      store: store,
      settings: JobWorker.Settings(workers: 2, clock: { JobWorkerTests.noon }, log: { said.add($0) }), stop: stop)
  }

  private final class Said: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  private func addLabel(items: Int) throws -> Job {
    let lines = (0..<items).map { #"{"id":"i-\#($0)","text":"The swans obey the lights, number \#($0)."}"# }
    try Data((lines.joined(separator: "\n") + "\noops\n").utf8).write(to: URL(fileURLWithPath: path("items.jsonl")))
    var parameters = JobParameters()
    parameters.input = path("items.jsonl")
    parameters.output = path("out.jsonl")
    parameters.corpus = [path("c.jsonl")]
    return try store.enqueue(.label, parameters: parameters.json, author: "Ann", now: JobWorkerTests.noon)
  }

  @Test func `nothing to do is told as that`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try worker().runNext() == nil)
  }

  @Test func `a job counts what it did, says bad lines, and leaves the output in its place`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try addLabel(items: 50)
    let said = Said()
    let job = try #require(try worker(said: said).runNext())
    #expect(job.state == .done && job.done == job.total)
    #expect(job.checkpoint?["items"] == .number("50") && job.checkpoint?["badLines"] == .number("1"))
    #expect(said.all.count == 2)
    #expect(said.all.first?.contains("items.jsonl:51") == true)
    #expect(said.all.last == "job 1: done")
    #expect(try store.counts.decisions == 50)
    let output = try String(contentsOfFile: path("out.jsonl"), encoding: .utf8)
    #expect(output.split(separator: "\n").count == 50)
  }

  @Test func `a worker that is to stop gives the job back untouched`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try addLabel(items: 50)
    let stop = StopFlag()
    stop.raise()
    #expect(try worker(stop: stop).runNext()?.state == .queued)
    #expect(try store.counts.decisions == 0)
    #expect(try worker().runNext()?.state == .done)
  }

  @Test func `a checkpoint that no job has written fails the job, and says so`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let job = try addLabel(items: 5)
    let taken = try #require(
      try store.takeJob(owner: "x", now: JobWorkerTests.noon, until: JobWorkerTests.noon.advanced(bySeconds: 1)))
    let bad = JobProgress(done: 1, total: nil, checkpoint: .object([JSONMember(key: "offset", value: .string("x"))]))
    _ = try store.advance(taken.lease, to: bad, until: JobWorkerTests.noon)
    let failed = try #require(try worker().runNext(only: job.number))
    #expect(failed.state == .failed)
    #expect(failed.error == "the checkpoint's offset can't be read")
  }

  @Test func `an input that has changed since the job began isn't gone on with`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try addLabel(items: 5)
    let taken = try #require(
      try store.takeJob(owner: "x", now: JobWorkerTests.noon, until: JobWorkerTests.noon.advanced(bySeconds: 1)))
    let begun = JobProgress(done: 1, total: nil, checkpoint: .object([JSONMember(key: "size", value: .number("7"))]))
    _ = try store.advance(taken.lease, to: begun, until: JobWorkerTests.noon)
    let failed = try #require(try worker().runNext())
    #expect(failed.error?.hasSuffix("and had 7 when the job began; bring it back, or queue a new job") == true)
  }

  @Test func `an output that lost what was written to it isn't gone on with`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try addLabel(items: 5)
    let taken = try #require(
      try store.takeJob(owner: "x", now: JobWorkerTests.noon, until: JobWorkerTests.noon.advanced(bySeconds: 1)))
    let written = JobProgress(
      done: 1, total: nil, checkpoint: .object([JSONMember(key: "written", value: .number("99"))]))
    _ = try store.advance(taken.lease, to: written, until: JobWorkerTests.noon)
    let failed = try #require(try worker().runNext())
    #expect(failed.error?.hasSuffix("has less than the 99 bytes that were written; queue a new job") == true)
  }
}
