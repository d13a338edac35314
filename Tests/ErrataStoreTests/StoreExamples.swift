import ErrataModel
import ErrataStore
import Foundation
import GRDB

/// A folder of its own for one test, removed with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("errata-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A path in the folder.
  func file(_ name: String = "record.sqlite") -> String { path + "/" + name }

  /// Writes bytes to a file in the folder.
  func write(_ bytes: [UInt8], to name: String = "record.sqlite") throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  /// A connection past the store, as another program would have it.
  func outsider(_ name: String = "record.sqlite") throws -> DatabaseQueue {
    try DatabaseQueue(path: file(name))
  }
}

/// Values to record.
enum Example {
  static let noon = Timestamp(milliseconds: 1_714_564_800_000)

  static func time(_ seconds: Double) -> Timestamp { noon.advanced(bySeconds: seconds) }

  static func item(_ id: String, _ text: String = "Tea made of old socks heals a broken leg.") -> Item {
    Item(
      id: id, content: .text(text), lang: "en", author: "a-1", publishedAt: time(-60),
      parent: Parent(id: "p-1", kind: .quote), declared: [.sourced], surface: "feed",
      topics: [Topic(rawValue: "health")])
  }

  static func label(_ value: LabelValue = .rumor, claim: String = "sock-tea", at time: Timestamp = noon) -> Label {
    Label(
      value: value,
      reason: .match(
        Evidence(
          claim: claim, corpusRevision: "revision-1", review: "https://example.org/checks/7",
          spans: [ByteSpan(start: 0, end: 41)], score: 0.9375, stance: .asserts, normalizerVersion: "normal-1",
          rule: "health")), issuedAt: time, expires: time.advanced(bySeconds: 86_400))
  }

  static func decision(
    _ id: String, labels: [Label]? = nil, weight: Double = 0.25, at time: Timestamp = noon
  ) -> Decision {
    Decision(
      id: id, labels: labels ?? [label(at: time)],
      suppressed: [
        Suppression(
          claim: "sock-soup", reason: .refutes, score: 0.875, stance: .refutes, spans: [ByteSpan(start: 4, end: 9)],
          review: "https://example.org/checks/8")
      ],
      queued: [
        QueuedMatch(
          claim: "sock-cake", score: 0.5, stance: .asserts, spans: [ByteSpan(start: 1, end: 3)],
          review: "https://example.org/checks/9")
      ],
      weight: Weight(
        value: weight,
        terms: [
          WeightTerm(
            label: .rumor, claim: "sock-tea", rule: "health", limit: 0.25, strength: 1, decay: 1, weight: weight)
        ]), corpusRevision: "revision-1", policyVersion: "policy-1", normalizerVersion: "normal-1", decidedAt: time)
  }

  static func record(
    _ id: String, _ text: String = "Tea made of old socks heals a broken leg.", labels: [Label]? = nil,
    weight: Double = 0.25, at time: Timestamp = noon
  ) -> DecisionRecord {
    DecisionRecord(item: item(id, text), decision: decision(id, labels: labels, weight: weight, at: time))
  }

  static func claim(_ id: String, _ text: String = "Tea of socks heals legs.") -> Claim {
    Claim(
      id: id, text: text, lang: "en", variants: ["Sock tea mends bones."], topics: [Topic(rawValue: "health")],
      verdict: .false,
      reviews: [
        Review(
          publisher: "Example Checks", url: "https://example.org/checks/7", datePublished: "2024-03-01", lang: "en",
          rating: "False", title: "Sock tea heals nothing", summary: "No study has tried it.")
      ], validFrom: time(-86_400), note: "seen in spring")
  }
}

extension DecisionStore {
  /// A store in a folder with the revision and policy that the examples name.
  static func example(
    in folder: TemporaryFolder, name: String = "record.sqlite", busyTimeout: Double = 10, maximumPages: Int? = nil
  ) throws -> DecisionStore {
    let store = try DecisionStore(
      path: folder.file(name), mode: .readWrite, busyTimeout: busyTimeout, maximumPages: maximumPages)
    _ = try store.recordRevision(digest: "revision-1", claims: [Example.claim("sock-tea")], now: Example.noon)
    try store.recordPolicy(version: "policy-1", yaml: "rules: []\n", now: Example.noon)
    return store
  }
}

/// The error that `body` throws; `nil` when it throws none.
func storeError(_ body: () throws(StoreError) -> Void) -> StoreError? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}
