import ErrataTestSupport
import Foundation
import Synchronization
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Workers that are killed with SIGKILL at random points, while callers record decisions, keys are made and a job runs:
/// nothing that was acknowledged may be lost, and nothing may stand twice.
///
/// A few kills by default; `ERRATA_KILLS=20` for the long run, `ERRATA_SEED` to repeat one.
@Suite(.serialized) struct KillTests {
  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  @Test(.timeLimit(.minutes(15)))
  func `what was acknowledged outlives any kill, and nothing stands twice`() async throws {
    let kills = KillTests.number("ERRATA_KILLS") ?? 2
    let seed = KillTests.number("ERRATA_SEED") ?? Int.random(in: 1...1_000_000)
    let run = try KillRun(seed: seed, jobItems: 3000 * kills)
    for round in 0..<kills { try await run.round(round) }
    try await run.end()
    // The figures of a run, for people.
    print("kills \(kills), seed \(seed): \(run.figures)")
  }
}

/// A store under workers that are killed one after the other.
private final class KillRun {
  /// What callers know.
  struct Ledger: Sendable {
    /// Items whose decisions were acknowledged; of these, those with a label.
    var items: Set<String> = []
    var labelled: Set<String> = []
    /// Batches that were sent and not answered: they are sent again.
    var unanswered: [Batch] = []
    /// Acknowledged items of the last round, and its answers.
    var fresh: [String] = []
    var answers = 0
    /// Tokens of keys.
    var tokens: Set<String> = []
  }

  /// Items of one request.
  struct Batch: Sendable {
    var labelled: [String]
    var plain: [String]

    var body: Data {
      let items = labelled.map { ($0, KillRun.rumor) } + plain.map { ($0, "We had cake by the lake.") }
      let texts = items.map { #"{"id":"\#($0.0)","text":"\#($0.1)"}"# }
      return Data("{\"items\":[\(texts.joined(separator: ","))]}".utf8)
    }
  }

  private static let rumor = "The swans of Oldtown obey the traffic lights on the bridge."
  private static let clients = 4
  /// Makers of keys in a round.
  private static let keys = 10
  private static let password = String(repeating: "k", count: 32)

  private let tool: Tool
  private let seed: Int
  private let ledger = SharedLedger()
  private var random: SeededRandom
  private let jobItems: Int
  /// Digests of label events as they were read in earlier rounds.
  private var events: [String] = []
  private var (jobKills, points): (Int, [Int]) = (0, [])

  var figures: String {
    let ledger = ledger.withLock { $0 }
    return "\(ledger.items.count) acknowledged decisions, \(events.count) label events, \(ledger.tokens.count) keys, "
      + "\(jobKills) kills while the job was under way, killed after \(points) answers"
  }

  init(seed: Int, jobItems: Int) throws {
    (self.seed, self.jobItems) = (seed, jobItems)
    random = SeededRandom(seed: UInt64(seed))
    tool = try Tool()
    try tool.write("claims.jsonl", Tool.claim + "\n")
    let items = (0..<jobItems).map { number in
      #"{"id":"job-\#(number)","text":"\#(number % 3 == 0 ? KillRun.rumor : "We fed the swans") \#(number)"}"#
    }
    try tool.write("items.jsonl", items.joined(separator: "\n"))
    let add = try tool.run(
      "jobs", "add", "label", "items.jsonl", "--output", "out.jsonl", "--corpus", "claims.jsonl", "--store",
      "s.sqlite", "--now", "2026-01-01")
    try #require(add.status == 0, "\(add.errors)")
  }

  private func worker(_ further: [String] = []) throws -> RunningWorker {
    try RunningWorker(tool, ["--corpus", "claims.jsonl", "--store", "s.sqlite", "--set", "jobs.run=false"] + further)
  }

  /// One worker's life, and what it left.
  func round(_ number: Int) async throws {
    let worker = try worker()
    let answers = Int.random(in: 0...60, using: &random)
    let delay = Int.random(in: 0...40, using: &random)
    let jobDelays = (Int.random(in: 20...120, using: &random), Int.random(in: 0...90, using: &random))
    points.append(answers)
    let (again, isOver) = (ledger.withLock { ledger in take(&ledger) }, Over())
    let (port, process) = (worker.port, worker.process.processIdentifier)
    await withTaskGroup(of: Void.self) { tasks in
      for client in 0..<KillRun.clients {
        let repeated = again.enumerated().filter { $0.offset % KillRun.clients == client }.map(\.element)
        tasks.addTask { [ledger] in
          await KillRun.send(to: port, "\(number)-\(client)", first: repeated, ledger)
        }
      }
      tasks.addTask { [tool, ledger] in
        var count = 0
        while !isOver.value, count < KillRun.keys {
          count += 1
          guard let made = try? KillRun.makeKey(tool, "k\(number)-\(count)") else { continue }
          ledger.withLock { _ = $0.tokens.insert(made) }
        }
      }
      tasks.addTask { [tool] in _ = try? KillRun.work(tool, killedAfter: jobDelays) }
      tasks.addTask { [ledger] in
        // A point under load: after some answers, and somewhere within the next ones.
        let deadline = ContinuousClock.now + .seconds(30)
        while ledger.withLock({ $0.answers }) < answers, ContinuousClock.now < deadline {
          try? await Task.sleep(for: .milliseconds(1))
        }
        try? await Task.sleep(for: .milliseconds(delay))
        kill(process, SIGKILL)
        isOver.set()
      }
    }
    worker.process.waitUntilExit()
    if FileManager.default.fileExists(atPath: tool.path("out.jsonl.partial")) { jobKills += 1 }
    let verified = try tool.run("verify", "--store", "s.sqlite")
    #expect(verified.status == 0, "seed \(seed), round \(number): \(verified.text) \(verified.errors)")
  }

  private func take(_ ledger: inout Ledger) -> [Batch] {
    defer { (ledger.unanswered, ledger.fresh, ledger.answers) = ([], [], 0) }
    return ledger.unanswered
  }

  /// Sends batches, one after the other, until the worker has gone.
  private static func send(
    to port: Int, _ name: String, first: [Batch], _ ledger: SharedLedger
  ) async {
    var (waiting, count) = (first[...], 0)
    while true {
      count += 1
      let next =
        waiting.popFirst()
        ?? Batch(labelled: (0..<3).map { "\(name)-\(count)-r\($0)" }, plain: (0..<2).map { "\(name)-\(count)-p\($0)" })
      guard await isAnswered(next, port) else {
        ledger.withLock { $0.unanswered += [next] + waiting }
        return
      }
      ledger.withLock { ledger in
        ledger.items.formUnion(next.labelled + next.plain)
        ledger.labelled.formUnion(next.labelled)
        ledger.fresh += next.labelled + next.plain
        ledger.answers += 1
      }
    }
  }

  private static func isAnswered(_ batch: Batch, _ port: Int) async -> Bool {
    guard let url = URL(string: "http://127.0.0.1:\(port)/v1/label") else { return false }
    var request = URLRequest(url: url, timeoutInterval: 60)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = batch.body
    guard let (data, response) = try? await URLSession.shared.data(for: request) else { return false }
    guard (response as? HTTPURLResponse)?.statusCode == 200 else { return false }
    return data.last == UInt8(ascii: "}")
  }

  /// Two workers for jobs: one that is killed at once, perhaps while it takes the job, and one that is killed some
  /// milliseconds after the job has come a step further.
  private static func work(_ tool: Tool, killedAfter milliseconds: (Int, Int)) throws -> Tool.Run {
    try tool.shell(
      """
      work() { "$ERRATA" work --once --workers 1 --lease 0.3 --store s.sqlite 2>/dev/null & pid=$!; }
      end() { kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null; }
      size() { stat -c %s out.jsonl.partial 2>/dev/null || echo 0; }
      work; sleep \(Double(milliseconds.0) / 1000); end; sleep 0.35
      before=$(size)
      work; while kill -0 $pid 2>/dev/null && [ $(size) -le $before ]; do :; done
      sleep \(Double(milliseconds.1) / 1000); end
      """)
  }

  /// Makes a key; half of the makers are killed too. The token counts as acknowledged once it was printed.
  private static func makeKey(_ tool: Tool, _ name: String) throws -> String? {
    let isKilled = Bool.random()
    let run = try tool.shell(
      """
      "$ERRATA" keys create --name \(name) --role reader --store s.sqlite > \(name).token 2>/dev/null & pid=$!
      \(isKilled ? "sleep 0.0\(Int.random(in: 10...99)); kill -9 $pid 2>/dev/null;" : "") wait $pid 2>/dev/null
      cat \(name).token
      """)
    return run.text.hasSuffix("\n") ? String(run.text.dropLast()) : nil
  }

  /// Lets the job end, and looks at all that is there.
  func end() async throws {
    let job = try tool.shell(
      """
      for i in $(seq 600); do
        "$ERRATA" work --once --lease 5 --store s.sqlite 2>/dev/null
        "$ERRATA" jobs show 1 --store s.sqlite | grep '"state":"done"' && break
        sleep 0.1
      done
      """)
    #expect(job.lines.count == 1, "seed \(seed): the job doesn't end")
    let worker = try worker([
      "--set", "access.keys=on", "--set", "access.bootstrapKey=\(KillRun.password)",
    ])
    let label = try tool.run("label", "--corpus", "claims.jsonl", "--now", "2026-01-01", "items.jsonl")
    #expect(try tool.read("out.jsonl") == Array(label.output), "seed \(seed): the job's output differs")
    try await checkEvents(worker)
    try await checkItems(worker)
    for token in ledger.withLock({ $0.tokens }) {
      #expect(try await status(worker, "/v1/claims", token) == 200, "seed \(seed): a key was lost")
    }
    kill(worker.process.processIdentifier, SIGTERM)
    worker.process.waitUntilExit()
    let verified = try tool.run("verify", "--store", "s.sqlite")
    #expect(verified.status == 0, "seed \(seed): \(verified.text)")
  }

  /// Every label event once, numbered without gaps, and none of an acknowledged decision missing.
  private func checkEvents(_ worker: RunningWorker) async throws {
    var (after, seen): (Int, Set<String>) = (0, [])
    while true {
      let (data, _) = try await get(worker, "/v1/labels?limit=1000&after=\(after)", KillRun.password)
      let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      let page = try #require(object["events"] as? [[String: Any]])
      guard !page.isEmpty else { break }
      for event in page {
        after += 1
        #expect(event["sequence"] as? Int == after, "seed \(seed): a gap")
        let item = try #require(event["item"] as? String)
        #expect(seen.insert(item).inserted, "seed \(seed): \(item) got its label twice")
        events.append(item)
      }
    }
    let ledger = ledger.withLock { $0 }
    #expect(ledger.labelled.isSubset(of: seen), "seed \(seed): lost \(ledger.labelled.subtracting(seen).prefix(5))")
    let ofJob = Set((0..<jobItems).filter { $0 % 3 == 0 }.map { "job-\($0)" })
    let sent = seen.subtracting(ofJob)
    #expect(ofJob.isSubset(of: seen), "seed \(seed)")
    let possible = ledger.labelled.union(ledger.unanswered.flatMap(\.labelled))
    #expect(sent.isSubset(of: possible), "seed \(seed): labels on what was never sent")
  }

  /// Every acknowledged decision, those without a label included.
  private func checkItems(_ worker: RunningWorker) async throws {
    let (items, fresh) = ledger.withLock { ($0.items.filter { $0.contains("-p") }, $0.fresh) }
    for item in Set(fresh).union(items.sorted().shuffled(using: &random).prefix(1000)) {
      #expect(try await status(worker, "/v1/items/\(item)", KillRun.password) == 200, "seed \(seed): \(item) was lost")
    }
  }

  private func status(_ worker: RunningWorker, _ target: String, _ token: String) async throws -> Int? {
    (try await get(worker, target, token).1 as? HTTPURLResponse)?.statusCode
  }

  private func get(_ worker: RunningWorker, _ target: String, _ token: String) async throws -> (Data, URLResponse) {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(worker.port)\(target)")))
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    return try await URLSession.shared.data(for: request)
  }
}

/// A ledger that callers share.
private final class SharedLedger: Sendable {
  private let ledger = Mutex(KillRun.Ledger())

  func withLock<Value: Sendable>(_ body: (inout KillRun.Ledger) -> Value) -> Value {
    ledger.withLock { ledger in body(&ledger) }
  }
}

/// A switch that is turned once.
private final class Over: Sendable {
  private let state = Atomic<Bool>(false)

  var value: Bool { state.load(ordering: .acquiring) }

  func set() { state.store(true, ordering: .releasing) }
}
