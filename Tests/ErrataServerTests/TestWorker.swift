@testable import ErrataServer

import Errata
import ErrataCorpus
import ErrataModel
import ErrataStore
import Foundation
import Logging
import Synchronization
import Testing

/// A worker over a small corpus in a folder that goes away with it, called as the listener calls it.
final class TestWorker {
  let folder: URL
  let service: Service
  private let time: TestTime

  /// Two claims: one of swans, one of a lighthouse.
  static let claims = [
    claim("swans", "The swans of Oldtown obey the traffic lights on the bridge."),
    claim("lighthouse", "The lighthouse of Greywater was painted blue with the ink of giant squids."),
  ]
  /// A text that asserts the first claim.
  static let rumor = "The swans of Oldtown obey the traffic lights on the bridge."

  static func claim(_ id: String, _ text: String, status: String = "published") -> String {
    """
    {"id":"\(id)","claim":"\(text)","lang":"en","verdict":"false","status":"\(status)","reviews":[\
    {"publisher":"Bureau of Ponds","url":"https://ponds.example/\(id)","datePublished":"2024"}]}
    """
  }

  init(
    claims: [String]? = TestWorker.claims, store: Bool = false, loads: Bool = true, certificates: TLSHolder? = nil,
    sizes: LiveCorpus.Sizes = .init(), libraries: LibraryMetrics? = nil,
    _ change: (inout ServeSettings) -> Void = { _ in }
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-server-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var settings = ServeSettings()
    settings.store = nil
    settings.workers = 1
    settings.runsJobs = false
    if let claims {
      let path = folder.appendingPathComponent("claims.jsonl").path
      try Data(claims.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
      settings.files.corpus = [path]
    }
    change(&settings)
    let opened = store ? try DecisionStore(path: folder.appendingPathComponent("s.sqlite").path, mode: .readWrite) : nil
    let time = TestTime()
    self.time = time
    var parts = Service.Parts(settings: settings, store: opened)
    parts.clock = WallClock { time.now }
    (parts.certificates, parts.sizes, parts.libraries) = (certificates, sizes, libraries)
    parts.log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    service = Service(parts)
    if loads { _ = try await service.loader.reload() }
  }

  deinit {
    service.close()
    try? service.store?.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Makes claims, a line each, the live ones of a store.
  static func publish(_ lines: String, in store: DecisionStore) throws {
    let corpus = try CorpusLoader.load(files: [CorpusFile(name: "claims", bytes: Array(lines.utf8))])
    let change = RevisionChange(digest: corpus.revision.digest, author: "test", reason: "a test")
    _ = try store.publish(change, claims: corpus.claims, now: Timestamp(milliseconds: 1_770_000_000_000))
  }

  /// Keeps the worker's only thread busy until the semaphore is signalled.
  func blockThread() async -> DispatchSemaphore {
    let gate = DispatchSemaphore(value: 0)
    await withCheckedContinuation { done in
      let isTaken = service.pool.submit(.quick, weight: 1) { _ in
        done.resume()
        gate.wait()
      }
      if !isTaken { done.resume() }
    }
    return gate
  }

  /// Moves the clock on the wall.
  func wait(seconds: Double) { time.advance(seconds) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func call(
    _ method: String, _ target: String, headers: [String: String] = [:], bytes: [UInt8]
  ) async -> Answer {
    await service.answer(Call(method, target, headers: headers, bytes: bytes))
  }

  func get(_ target: String, headers: [String: String] = [:]) async -> Answer {
    await call("GET", target, headers: headers, bytes: [])
  }

  /// Sends JSON.
  func send(_ method: String, _ target: String, _ json: String, headers: [String: String] = [:]) async -> Answer {
    await call(
      method, target, headers: ["content-type": "application/json"].merging(headers) { $1 }, bytes: Array(json.utf8))
  }

  func post(_ target: String, _ json: String, headers: [String: String] = [:]) async -> Answer {
    await send("POST", target, json, headers: headers)
  }

  /// Labels texts, whose ids are 0, 1, …
  func label(_ texts: [String], further: String = "", query: String = "") async throws -> [String: Any] {
    let items = texts.enumerated().map { #"{"id":"\#($0)","text":"\#($1)"}"# }
    return try await post("/v1/label\(query)", "{\"items\":[\(items.joined(separator: ","))]\(further)}").object
  }

  /// How many labels a text gets.
  func labels(_ text: String) async throws -> Int {
    let decisions = try #require(try await label([text])["decisions"] as? [[String: Any]])
    return try #require(decisions.first?["labels"] as? [Any]).count
  }
}

/// A clock that stands until it is moved.
final class TestTime: Sendable {
  private let milliseconds = Mutex<Int64>(1_770_000_000_000)

  var now: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }

  func advance(_ seconds: Double) {
    milliseconds.withLock { $0 += Int64(seconds * 1000) }
  }
}

extension Answer {
  /// The body as a JSON object.
  var object: [String: Any] {
    get throws {
      let value = try JSONSerialization.jsonObject(with: Data(bytes))
      return try #require(value as? [String: Any], "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The end of a problem's type.
  var problem: String {
    guard let type = try? object["type"] as? String else { return "none: \(status) \(text)" }
    return type.split(separator: ":").last.map(String.init) ?? type
  }
}
