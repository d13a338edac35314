import Errata
import ErrataCorpus
import ErrataExchange
import ErrataIndex
import ErrataJSON
import ErrataTestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct EnginePropertyTests {
  private static let engine = try? Engine.starter()

  private func encoded(_ decision: Decision) -> [UInt8] {
    var writer = JSONWriter()
    DecisionEncoder.encode(decision, into: &writer)
    return writer.bytes
  }

  /// A text as HTML that shows the same: entities, inline tags and remarks at random places.
  private func markup(_ text: String, _ random: inout SeededRandom) -> String {
    var html = "<p>"
    for scalar in text.unicodeScalars {
      switch Int.random(in: 0..<12, using: &random) {
      case 0: html += "&#\(scalar.value);"
      case 1: html += "<b>\(scalar)</b>"
      case 2: html += "<!-- x -->\(scalar)"
      case 3: html += "&#x\(String(scalar.value, radix: 16));"
      default: html.unicodeScalars.append(scalar)
      }
    }
    return html + "</p><script>var a = '\(text)'</script>"
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `a claim in markup is labelled like its text, with spans inside the markup`(_ seed: UInt64) throws {
    let engine = try #require(EnginePropertyTests.engine)
    var random = SeededRandom(seed: seed)
    var session = Engine.Session()
    for claim in engine.claims.shuffled(using: &random).prefix(25) {
      let plain = engine.decide(
        Item(id: "1", content: .text(claim.text)), now: TestEngine.now, session: &session)
      let html = markup(claim.text, &random)
      let marked = engine.decide(Item(id: "1", content: .html(html)), now: TestEngine.now, session: &session)
      #expect(
        marked.labels.map(\.value) == plain.labels.map(\.value),
        "seed \(seed): \(html) \(marked.told), plain \(plain.told)")
      let bytes = Array(html.utf8)
      for spans in marked.labels.compactMap(\.reason.evidence?.spans) + marked.suppressed.map(\.spans) {
        var end = 0
        for span in spans {
          #expect(span.start >= end && span.start < span.end && span.end <= bytes.count, "seed \(seed): \(html)")
          let text = String(validating: bytes[span.start..<min(span.end, bytes.count)], as: UTF8.self)
          #expect(text != nil && text?.contains("var a") == false, "seed \(seed): \(html)")
          end = span.end
        }
      }
    }
  }

  @Test func `entities belong to the span whole`() throws {
    let engine = try TestEngine.make([
      TestEngine.claim("salt", "Salt & pepper from Oldtown turn \"grey\" hair blue within three days")
    ])
    let html =
      "<i>So:</i> Salt &amp; pepper from Oldtown turn &quot;grey&quot; hair &#98;lue within three day&#115;<br>x"
    var session = Engine.Session()
    let decision = engine.decide(Item(id: "1", content: .html(html)), now: TestEngine.now, session: &session)
    let spans = try #require(decision.labels.first?.reason.evidence?.spans)
    let bytes = Array(html.utf8)
    let first = try #require(spans.first)
    let last = try #require(spans.last)
    #expect(
      String(decoding: bytes[first.start..<last.end], as: UTF8.self)
        == "Salt &amp; pepper from Oldtown turn &quot;grey&quot; hair &#98;lue within three day&#115;")
  }

  @Test func `every label has its evidence whole, every claim its own review`() throws {
    let engine = try #require(EnginePropertyTests.engine)
    var session = Engine.Session()
    for claim in engine.claims {
      let decision = engine.decide(
        Item(id: "1", content: .text(claim.text)), now: TestEngine.now, session: &session)
      for label in decision.labels {
        let evidence = try #require(label.reason.evidence)
        #expect(evidence.stance == .asserts && !evidence.spans.isEmpty && !evidence.rule.isEmpty)
        #expect((0.8...1).contains(evidence.score))
        #expect(evidence.corpusRevision == engine.corpusRevision)
        #expect(evidence.normalizerVersion == Engine.normalizerVersion)
        #expect(evidence.review.hasPrefix("http"))
        if evidence.claim == claim.id { #expect(claim.reviews.map(\.url).contains(evidence.review)) }
      }
      #expect(decision.labels.isEmpty ? decision.weight.value >= 1 : decision.weight.value < 1, "\(claim.id)")
      if claim.verdict == .true {
        #expect(!decision.labels.contains { $0.reason.evidence?.claim == claim.id })
      }
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `noise is never labelled by the starter corpus`(_ seed: UInt64) throws {
    let engine = try #require(EnginePropertyTests.engine)
    var random = SeededRandom(seed: seed)
    var session = Engine.Session()
    for round in 0..<500 {
      let noise = TestNoise.text(&random)
      let content: Content = round % 2 == 0 ? .text(noise) : .html(noise)
      let item = Item(id: "1", content: content, lang: round % 3 == 0 ? "zh" : nil)
      let decision = engine.decide(item, now: TestEngine.now, session: &session)
      #expect(decision.labels.isEmpty, "seed \(seed), round \(round): \(noise.debugDescription) \(decision.told)")
      #expect(decision.weight.value == 1, "seed \(seed), round \(round): \(noise.debugDescription)")
    }
  }

  @Test func `sessions on several threads give the same bytes`() async throws {
    let engine = try #require(EnginePropertyTests.engine)
    let texts = engine.claims.prefix(40).map(\.text)
    var session = Engine.Session()
    let expected = texts.map { text in
      encoded(engine.decide(Item(id: "1", content: .text(text)), now: TestEngine.now, session: &session))
    }
    let isSame = await withTaskGroup(of: Bool.self) { group in
      for worker in 0..<4 {
        group.addTask {
          var session = Engine.Session()
          return texts.indices.allSatisfy { index in
            let number = (index * 3 + worker) % texts.count
            let item = Item(id: "1", content: .text(texts[number]))
            return encoded(engine.decide(item, now: TestEngine.now, session: &session)) == expected[number]
          }
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(isSame)
  }

  @Test func `a session that served another engine serves this one as well`() throws {
    let starter = try #require(EnginePropertyTests.engine)
    let other = try TestEngine.make([TestEngine.claim("swans", "The swans of Oldtown obey the traffic lights.")])
    var session = Engine.Session()
    let text = "The swans of Oldtown obey the traffic lights."
    for claim in starter.claims.prefix(10) {
      let item = Item(id: "1", content: .text(claim.text))
      let used = starter.decide(item, now: TestEngine.now, session: &session)
      var fresh = Engine.Session()
      #expect(used == starter.decide(item, now: TestEngine.now, session: &fresh))
      let decision = other.decide(Item(id: "1", content: .text(text)), now: TestEngine.now, session: &session)
      #expect(decision.labels.compactMap(\.reason.evidence?.claim) == ["swans"])
    }
  }

  @Test func `match and decide tell the same of a claim`() throws {
    let engine = try #require(EnginePropertyTests.engine)
    var session = Engine.Session()
    for claim in engine.claims.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
      for text in [claim.text, "辟谣：“\(claim.text)”是谣言", "\(claim.text) Is that true?"] {
        let item = Item(id: "1", content: .text(text))
        let decision = engine.decide(item, now: TestEngine.now, session: &session)
        let matches = engine.match(item, now: TestEngine.now, top: 16, minimumScore: 0, session: &session)
        let applied = Set(matches.filter { $0.outcome == .apply }.map(\.claim))
        #expect(applied == Set(decision.labels.compactMap(\.reason.evidence?.claim)), "\(text)")
        for suppression in decision.suppressed {
          #expect(
            matches.contains { $0.claim == suppression.claim && $0.reason == suppression.reason },
            "\(text): \(suppression)")
        }
        for queued in decision.queued {
          #expect(matches.contains { $0.claim == queued.claim && $0.outcome == .review }, "\(text)")
        }
      }
    }
  }

  @Test func `a damaged index and a faulty policy are told with what is wrong`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-engine-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = folder.appendingPathComponent("broken.index").path
    let policy = folder.appendingPathComponent("policy.yaml").path
    let corpus = folder.appendingPathComponent("claims.jsonl").path
    var bytes = try IndexCompiler.compile([TestEngine.claim("a", "x")], revision: String(repeating: "a", count: 64))
    // More than there may be bytes between sections, which belong to none.
    for offset in bytes.count - 64..<bytes.count { bytes[offset] ^= 1 }
    try Data(bytes).write(to: URL(fileURLWithPath: index))
    try Data("name: mine\nversion: \"1\"\nflor: 0.1\n".utf8).write(to: URL(fileURLWithPath: policy))
    try Data("{\"id\":\"a\"}\n".utf8).write(to: URL(fileURLWithPath: corpus))
    #expect { try Engine(indexFile: index, policyFile: nil) } throws: {
      $0 is EngineError && "\($0)".contains("broken.index: is damaged")
    }
    #expect { try Engine(corpusFiles: [], policyFile: policy) } throws: {
      $0 is EngineError && "\($0)".contains("policy.yaml:3:") && "\($0)".contains("floor")
    }
    #expect { try Engine(corpusFiles: [corpus], policyFile: nil) } throws: {
      $0 is EngineError && "\($0)".contains("claims.jsonl:1: error: claim")
    }
    #expect { try Engine(corpusFiles: [], policyFile: folder.path) } throws: { "\($0)".contains("is a folder") }
  }
}
