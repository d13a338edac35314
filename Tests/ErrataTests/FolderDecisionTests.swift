import ErrataExchange
import ErrataIndex
import ErrataJSON
import ErrataPolicy
import ErrataTestSupport
import Foundation
import Testing

@testable import Errata
@testable import ErrataCorpus

/// What a folder of segments answers after any changes, against an index that is built of the same claims.
@Suite final class FolderDecisionTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "errata-\(UUID().uuidString)").path
  private var index: String { folder + "/index" }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A corpus that changes at random, and the requests that make a folder follow it.
  private struct Changing {
    var claims: [String: Claim] = [:]
    /// Texts that stood once.
    var texts: [String] = []
    private var count = 0

    mutating func text(_ random: inout SeededRandom) -> String {
      if let old = texts.randomElement(using: &random), Int.random(in: 0..<4, using: &random) == 0 {
        // A part of what was said before, with more, so that seeds are shared.
        let cut = old.prefix(Int.random(in: 4...20, using: &random))
        return cut + RandomTexts.text(RandomTexts.mixed(&random, count: 8))
      }
      switch Int.random(in: 0..<3, using: &random) {
      case 0: return RandomTexts.text(RandomTexts.han(&random, count: Int.random(in: 5...24, using: &random)))
      case 1: return RandomTexts.text(RandomTexts.words(&random, count: Int.random(in: 3...14, using: &random)))
      default: return RandomTexts.text(RandomTexts.mixed(&random, count: Int.random(in: 6...20, using: &random)))
      }
    }

    mutating func claim(_ id: String, _ random: inout SeededRandom) -> Claim {
      var claim = TestEngine.claim(id, text(&random))
      claim.variants = (0..<Int.random(in: 0...2, using: &random)).map { _ in text(&random) }
      claim.negatives = Int.random(in: 0..<4, using: &random) == 0 ? [text(&random)] : []
      claim.status = [.published, .published, .published, .published, .draft].randomElement(using: &random) ?? .draft
      texts += claim.wordings + claim.negatives
      return claim
    }

    mutating func add(_ number: Int, _ random: inout SeededRandom) -> [Claim] {
      (0..<number).map { _ in
        count += 1
        let stem = ["a", "m", "z", "é", "中"].randomElement(using: &random) ?? ""
        let claim = claim("\(stem)\(count * 7919 % 1000)-\(count)", &random)
        claims[claim.id] = claim
        return claim
      }
    }

    /// Changes, as a request to a folder that has the corpus before.
    mutating func change(_ random: inout SeededRandom, to path: String) throws -> FolderUpdate.Request {
      var lines = add(Int.random(in: 0...6, using: &random), &random)
      var rest = claims.keys.sorted().filter { id in !lines.contains { $0.id == id } }.shuffled(using: &random)[...]
      for id in rest.prefix(Int.random(in: 0...4, using: &random)) {
        let changed = claim(id, &random)
        claims[id] = changed
        lines.append(changed)
        rest = rest.dropFirst()
      }
      var request = FolderUpdate.Request(claims: [path])
      for (status, number) in [(ClaimStatus.retracted, 2), (.paused, 2)] {
        let live = rest.filter { claims[$0]?.status == .published }.prefix(Int.random(in: 0...number, using: &random))
        for id in live { claims[id]?.status = status }
        rest = rest.filter { !live.contains($0) }[...]
        if status == .paused { request.paused = Array(live) } else { request.retracted = Array(live) }
      }
      let text = lines.shuffled(using: &random).map { FolderDecisionTests.line($0) + "\n" }.joined()
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      return request
    }
  }

  fileprivate static func line(_ claim: Claim) -> String {
    var writer = JSONWriter()
    ClaimEncoder.encode(claim, into: &writer)
    return writer.string
  }

  private func rebuilt(_ changing: Changing) throws -> (corpus: Corpus, engine: Engine) {
    let corpus = try Corpus(Array(changing.claims.values))
    let bytes = try IndexCompiler.compile(corpus.claims, revision: corpus.revision.digest)
    return (corpus, try engine(SegmentedIndex(IndexReader(bytes: bytes))))
  }

  private static let starter = Result { try Engine.starter() }

  /// An engine with models that were read before.
  private func engine(_ index: SegmentedIndex) throws -> Engine {
    let starter = try Self.starter.get()
    return try Engine(index: index, policy: starter.policy, model: starter.model)
  }

  /// What an engine says of a text: its decision, the candidates by their claims, and the search.
  private func answers(_ engine: Engine, _ text: String, _ session: inout Engine.Session) -> [String] {
    let item = Item(id: "1", content: .text(text))
    var writer = JSONWriter()
    DecisionEncoder.encode(engine.decide(item, now: TestEngine.now, session: &session), into: &writer)
    let matches = engine.match(item, now: TestEngine.now, top: 20, minimumScore: 0, session: &session)
    MatchEncoder.encode(id: "1", matches: matches, into: &writer)
    var finder = CandidateFinder()
    finder.find(NaiveSeeds.units(text), in: engine.index, limit: 32)
    let candidates = finder.found.map { candidate in
      let entry = engine.index.entry(candidate.entry)
      let id = engine.index.id(ofClaim: entry.claim)
      return "\(id) \(entry.field) \(entry.number) \(candidate.mass) \(candidate.rank)"
    }
    let found = engine.search(text, top: 10, session: &session).map { "\($0.claim) \($0.score)" }
    return [writer.string] + candidates + found
  }

  private func expectSame(
    _ engine: Engine, _ changing: Changing, _ random: inout SeededRandom, _ remark: String
  ) throws {
    let (corpus, expected) = try rebuilt(changing)
    #expect(engine.corpusRevision == corpus.revision.digest, "\(remark)")
    #expect(engine.claims == expected.claims, "\(remark)")
    var sessions = (Engine.Session(), Engine.Session())
    for round in 0..<12 {
      var text = changing.texts.randomElement(using: &random) ?? ""
      if round % 3 == 1 { text += " " + (changing.texts.randomElement(using: &random) ?? "") }
      if round % 3 == 2 { text = String(text.filter { _ in Int.random(in: 0..<10, using: &random) > 0 }) }
      let (found, wanted) = (answers(engine, text, &sessions.0), answers(expected, text, &sessions.1))
      #expect(found == wanted, "\(remark), text \(text)")
    }
  }

  private func build(_ claims: [Claim]) throws {
    let lines = claims.map { Self.line($0) + "\n" }.joined()
    try Data(lines.utf8).write(to: URL(fileURLWithPath: folder + "/base.jsonl"))
    _ = try FolderBuild.build(paths: [folder + "/base.jsonl"], to: index)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `after any changes a folder answers as an index that is built of the same claims`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var changing = Changing()
    try build(changing.add([0, 1, 20, 100][Int(seed % 4)], &random))
    var living = try engine(SegmentedIndex(path: index))
    for step in 1...5 {
      let request = try changing.change(&random, to: folder + "/change.jsonl")
      let report = try FolderUpdate.apply(request, to: index)
      if Int.random(in: 0..<5, using: &random) == 0 { _ = try FolderMerge.merge(index) }
      living = try living.replacingIndex(index)
      #expect(report.revision == (try rebuilt(changing).corpus.revision), "seed \(seed), step \(step)")
      try expectSame(living, changing, &random, "seed \(seed), step \(step)")
      try expectSame(engine(SegmentedIndex(path: index)), changing, &random, "seed \(seed), step \(step), opened")
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `runs that are frequent in the base are so for the deltas, and nothing else changes`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var changing = Changing()
    var claims = changing.add(90, &random)
    for number in claims.indices {
      claims[number].status = .published
      claims[number].text = "family doctors warn " + claims[number].text
      changing.claims[claims[number].id] = claims[number]
      changing.texts.append(claims[number].text)
    }
    try build(claims)
    for step in 1...3 {
      _ = try FolderUpdate.apply(changing.change(&random, to: folder + "/change.jsonl"), to: index)
      var common = changing.add(1, &random)
      common[0].text = "family doctors warn " + common[0].text
      common[0].status = .published
      changing.claims[common[0].id] = common[0]
      changing.texts.append(common[0].text)
      try Data(Self.line(common[0]).utf8).write(to: URL(fileURLWithPath: folder + "/one.jsonl"))
      _ = try FolderUpdate.apply(.init(claims: [folder + "/one.jsonl"]), to: index)
      try expectSame(engine(SegmentedIndex(path: index)), changing, &random, "seed \(seed), step \(step)")
    }
  }

  @Test func `each of a wave of claims that are nearly alike is found, though the base never saw their wording`() throws
  {
    var random = SeededRandom(seed: 5)
    var changing = Changing()
    try build(changing.add(60, &random))
    let wave = (0..<200).map { number in
      TestEngine.claim(
        "wave-\(number)", "The mayor of \(RandomTexts.words(&random, count: 2).joined()) sold the old bridge for scrap")
    }
    for part in 0..<4 {
      let lines = wave[part * 50..<part * 50 + 50].map { Self.line($0) + "\n" }.joined()
      try Data(lines.utf8).write(to: URL(fileURLWithPath: folder + "/wave.jsonl"))
      _ = try FolderUpdate.apply(.init(claims: [folder + "/wave.jsonl"]), to: index)
    }
    let engine = try engine(SegmentedIndex(path: index))
    var session = Engine.Session()
    for claim in wave {
      let item = Item(id: "1", content: .text(claim.text))
      let found = engine.match(item, now: TestEngine.now, top: 1, minimumScore: 0.5, session: &session)
      #expect(found.first?.claim == claim.id || found.first?.score == 0.9999, "\(claim.text) \(found)")
    }
  }
}
