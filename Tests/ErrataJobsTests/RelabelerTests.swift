import Errata
import ErrataCorpus
import ErrataJobs
import ErrataModel
import ErrataPolicy
import ErrataStore
import ErrataTestSupport
import Foundation
import Testing

/// Bringing decisions from one corpus revision to another.
@Suite struct RelabelerTests {
  private static let noon = Timestamp(milliseconds: 1_767_268_800_000)

  /// A store with items that were labelled under a corpus, in a folder that goes away with it.
  private final class Setup {
    let folder: URL
    let store: DecisionStore
    var items: [Item] = []

    init() throws {
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-relabel-\(UUID())")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      store = try DecisionStore(path: folder.appendingPathComponent("s.sqlite").path, mode: .readWrite)
    }

    deinit {
      try? store.close()
      try? FileManager.default.removeItem(at: folder)
    }

    func engine(_ claims: [Claim]) throws -> Engine {
      let corpus = try Corpus(claims)
      let policy = try PolicySource.load(nil)
      let engine = try JobEngine.of(corpus, policy: policy.policy)
      try store.recordPolicy(version: engine.policyVersion, yaml: policy.text, now: RelabelerTests.noon)
      let change = RevisionChange(digest: corpus.revision.digest, author: "Ann", reason: "A test.")
      _ = try store.publish(change, claims: corpus.claims, now: RelabelerTests.noon)
      return engine
    }

    func label(_ items: [Item], _ engine: Engine) throws {
      var session = Engine.Session()
      self.items = items
      _ = try store.record(
        items.map {
          DecisionRecord(item: $0, decision: engine.decide($0, now: RelabelerTests.noon, session: &session))
        })
    }

    func relabel(
      _ search: Relabeler.Search = .fingerprints, isDryRun: Bool = false, at second: Double = 60
    ) throws -> Relabeler.Outcome {
      var settings = Relabeler.Settings()
      settings.search = search
      settings.isDryRun = isDryRun
      return try Relabeler(store: store, settings: settings)
        .run(author: "Ann", now: RelabelerTests.noon.advanced(bySeconds: second))
    }

    /// What stands for each item: labels by claim, suppressed and queued.
    func standing() throws -> [String: Set<String>] {
      var found: [String: Set<String>] = [:]
      for item in items {
        guard let decision = try store.latest(item.id)?.decision else { continue }
        found[item.id] = RelabelerTests.said(decision)
      }
      return found
    }
  }

  private static func said(_ decision: Decision) -> Set<String> {
    Set(
      decision.labels.map { "\($0.value) \($0.reason.claim ?? "")" } + decision.suppressed.map { "- \($0.claim)" }
        + decision.queued.map { "? \($0.claim)" })
  }

  private static func claim(_ id: String, _ text: String, _ variants: [String] = []) -> Claim {
    Claim(
      id: id, text: text, lang: "en", variants: variants, topics: [], verdict: .false,
      reviews: [
        Review(
          publisher: "P", url: "https://p.example/\(id)", datePublished: "2024", lang: "en", rating: "False",
          title: "On \(id)", summary: "No.")
      ])
  }

  private static let swans = claim("swans", "The swans of Oldtown obey the traffic lights on the bridge.")
  private static let squid = claim(
    "squid", "The lighthouse of Greywater was painted blue with the ink of giant squids.")

  private static func item(_ id: String, _ text: String) -> Item { Item(id: id, content: .text(text)) }

  @Test(arguments: Relabeler.Search.allCases) func `a new claim finds its items, and nothing else is touched`(
    search: Relabeler.Search
  ) throws {
    let setup = try Setup()
    let copy = "Did you know? The lighthouse of Greywater was painted blue with the ink of giant squids!"
    try setup.label(
      [
        RelabelerTests.item("a", RelabelerTests.swans.text), RelabelerTests.item("b", copy),
        RelabelerTests.item("c", "A calm day."),
      ], try setup.engine([RelabelerTests.swans]))
    #expect(try setup.standing()["b"] == [])
    _ = try setup.engine([RelabelerTests.swans, RelabelerTests.squid])
    let dry = try setup.relabel(search, isDryRun: true)
    #expect(dry.diff.claims == ["squid": RelabelDiff.Count(gained: 1, lost: 0)])
    #expect(try setup.standing()["b"] == [])
    let outcome = try setup.relabel(search)
    #expect(outcome.claims == ["squid"])
    #expect(outcome.looked == 1)
    #expect(outcome.items.map(\.item) == ["b"])
    #expect(outcome.diff == dry.diff)
    #expect((outcome.timeToLabel ?? 0) >= 60_000)
    #expect(try setup.standing() == ["a": ["rumor swans"], "b": ["rumor squid"], "c": []])
    let again = try setup.relabel(search, at: 90)
    #expect(again.receipt == nil)
    #expect(again.diff.items == 0)
    #expect(try setup.store.verifyChain().isWhole)
  }

  @Test func `a claim that goes takes its labels, edits count by their last version`() throws {
    let setup = try Setup()
    let engine = try setup.engine([RelabelerTests.swans, RelabelerTests.squid])
    try setup.label([RelabelerTests.item("a", RelabelerTests.swans.text)], engine)
    try setup.label([RelabelerTests.item("a", RelabelerTests.squid.text)], engine)
    _ = try setup.engine([RelabelerTests.squid])
    #expect(try setup.relabel().looked == 0)
    _ = try setup.engine([RelabelerTests.swans])
    let outcome = try setup.relabel()
    #expect(outcome.diff.claims == ["squid": RelabelDiff.Count(gained: 0, lost: 1)])
    #expect(try setup.standing() == ["a": []])
  }

  @Test func `revisions that aren't there are told`() throws {
    let setup = try Setup()
    #expect(throws: ReversalFault.self) { try setup.relabel() }
    _ = try setup.engine([RelabelerTests.swans])
    let error = #expect(throws: ReversalFault.self) { try setup.relabel() }
    #expect(error?.description == "revision 1 is the first one; there is nothing to relabel from")
  }

  private static let words = [
    "lantern", "harbour", "quince", "marmot", "gravel", "thimble", "walnut", "basalt", "heron", "mayor", "tunnel",
    "cures", "paints", "melts", "forbids", "silver", "copper", "violet", "seven", "ninety", "river", "market", "bread",
  ]

  @Test(arguments: 1...2 as ClosedRange<UInt64>)
  func `both ways end where deciding on everything anew ends`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    func sentence(_ count: ClosedRange<Int>) -> String {
      (0..<Int.random(in: count, using: &random)).compactMap { _ in RelabelerTests.words.randomElement(using: &random) }
        .joined(separator: " ")
    }
    func corpus() -> [Claim] { (0..<24).map { RelabelerTests.claim("c\($0)", sentence(7...12), [sentence(6...9)]) } }
    let (before, fresh) = (corpus(), corpus())
    let after = before.indices.map { Int.random(in: 0..<3, using: &random) == 0 ? fresh[$0] : before[$0] }
    let items = (0..<120).map { number -> Item in
      var words =
        (before + fresh).randomElement(using: &random)?.wordings.randomElement(using: &random)?
        .split(separator: " ").map(String.init) ?? []
      switch Int.random(in: 0..<4, using: &random) {
      case 0: words = sentence(3...20).split(separator: " ").map(String.init)
      case 1: words.remove(at: Int.random(in: 0..<words.count, using: &random))
      case 2: words.insert(sentence(1...5), at: Int.random(in: 0...words.count, using: &random))
      default: break
      }
      return RelabelerTests.item("i\(number)", words.joined(separator: " "))
    }
    var ends: [[String: Set<String>]] = []
    for search in Relabeler.Search.allCases {
      let setup = try Setup()
      try setup.label(items, try setup.engine(before))
      let engine = try setup.engine(after)
      let outcome = try setup.relabel(search)
      #expect(outcome.diff.items > 0, "seed \(seed)")
      ends.append(try setup.standing())
      var session = Engine.Session()
      let wanted = Dictionary(
        uniqueKeysWithValues: items.map {
          ($0.id, RelabelerTests.said(engine.decide($0, now: RelabelerTests.noon, session: &session)))
        })
      for (id, said) in ends[ends.count - 1] { #expect(said == wanted[id], "seed \(seed), \(search), item \(id)") }
    }
    #expect(ends[0] == ends[1], "seed \(seed)")
  }
}
