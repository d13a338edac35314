import Errata
import ErrataExchange
import ErrataJSON
import ErrataTestSupport
import Testing

@Suite struct EngineTests {
  private let swans = TestEngine.claim("swans", "The swans of Oldtown obey the traffic lights on the bridge.")

  @Test func `a label has all parts of its evidence`() throws {
    let engine = try TestEngine.make([swans])
    let text = "Look! The swans of Oldtown obey the traffic lights on the bridge."
    let decision = engine.decide(text)
    let label = try #require(decision.labels.first)
    let evidence = try #require(label.reason.evidence)
    #expect(evidence.claim == "swans")
    #expect(evidence.review == "https://reviews.example/swans")
    #expect(evidence.corpusRevision == engine.corpusRevision)
    #expect(evidence.normalizerVersion == Engine.normalizerVersion)
    #expect(evidence.stance == .asserts)
    #expect(evidence.score > 0.8)
    #expect(!evidence.rule.isEmpty)
    #expect(label.issuedAt == TestEngine.now)
    let span = try #require(evidence.spans.first)
    let matched = String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
    #expect(matched == "The swans of Oldtown obey the traffic lights on the bridge")
  }

  @Test func `spans of an HTML item point into its markup`() throws {
    let engine = try TestEngine.make([swans])
    let html =
      "<p>Look:</p><p>The <b>swans</b> of Oldtown obey the traffic&nbsp;lights on the bridge</p><script>x</script>"
    var session = Engine.Session()
    let decision = engine.decide(Item(id: "1", content: .html(html)), now: TestEngine.now, session: &session)
    let spans = try #require(decision.labels.first?.reason.evidence?.spans)
    let bytes = Array(html.utf8)
    let first = try #require(spans.first)
    let last = try #require(spans.last)
    let matched = String(decoding: bytes[first.start..<last.end], as: UTF8.self)
    #expect(matched == "The <b>swans</b> of Oldtown obey the traffic&nbsp;lights on the bridge")
  }

  @Test func `declared fiction is kept apart from fiction that was found`() throws {
    let engine = try TestEngine.make([
      TestEngine.claim("moon", "A whaling ship was found on the far side of the moon.", verdict: .satire)
    ])
    let text = "A whaling ship was found on the far side of the moon."
    let found = engine.decide(text)
    #expect(found.labels.map(\.value) == [.fictional])
    #expect(found.labels.first?.isUndeclared == true)
    #expect(found.weight.value < 1)
    let declared = engine.decide(text, declared: [.fictional])
    #expect(declared.labels.map(\.reason.source) == [.declaration])
    #expect(declared.suppressed.map(\.reason) == [.declared])
    #expect(declared.weight.value == 1)
  }

  @Test func `claims that are expired, newer than the item, true, draft or retracted make no label`() throws {
    let earlier = Timestamp(milliseconds: TestEngine.now.milliseconds - 86_400_000)
    let text = "The swans of Oldtown obey the traffic lights on the bridge."
    let expired = try TestEngine.make([TestEngine.claim("a", text, expires: earlier)]).decide(text)
    #expect(expired.labels.isEmpty && expired.suppressed.map(\.reason) == [.expired])
    let newer = try TestEngine.make([TestEngine.claim("a", text, validFrom: TestEngine.now)])
      .decide(text, publishedAt: earlier)
    #expect(newer.labels.isEmpty && newer.suppressed.map(\.reason) == [.olderThanClaim])
    let right = try TestEngine.make([TestEngine.claim("a", text, verdict: .true)]).decide(text)
    #expect(right.labels.isEmpty && right.suppressed.map(\.reason) == [.noRule])
    for status in ClaimStatus.allCases where status != .published {
      let decision = try TestEngine.make([TestEngine.claim("a", text, status: status)]).decide(text)
      #expect(decision.labels.isEmpty && decision.suppressed.isEmpty)
    }
    #expect(try TestEngine.make([TestEngine.claim("a", text, reviews: [])]).decide(text).labels.isEmpty)
  }

  @Test func `guards keep contradicted statements from a label`() throws {
    let engine = try TestEngine.make([
      TestEngine.claim("garlic", "吃大蒜能预防新型流感病毒感染", lang: "zh"),
      TestEngine.claim("price", "下个月起全市地铁票价上涨到15元一次", lang: "zh"),
      TestEngine.claim("flood", "武汉的跨江大桥昨天被洪水冲垮了一段", lang: "zh"),
    ])
    let table: [(text: String, reason: SuppressionReason)] = [
      ("吃大蒜不能预防新型流感病毒感染", .negation), ("下个月起全市地铁票价上涨到6元一次", .number),
      ("西安的跨江大桥昨天被洪水冲垮了一段", .name),
    ]
    for row in table {
      let decision = engine.decide(row.text)
      #expect(decision.labels.isEmpty, "\(row.text)")
      let reasons = decision.suppressed.map(\.reason)
      #expect(reasons.contains(row.reason) || reasons.contains(.refutes), "\(row.text): \(reasons)")
    }
    for text in ["吃大蒜能预防新型流感病毒感染", "下个月起全市地铁票价上涨到15元一次", "武汉的跨江大桥昨天被洪水冲垮了一段"] {
      #expect(engine.decide(text).labels.count == 1, "\(text)")
    }
  }

  @Test func `a negative entry that fits keeps the claim away`() throws {
    let truth = "The swans of Oldtown stop at the traffic lights on the bridge because people feed them there"
    let engine = try TestEngine.make([
      TestEngine.claim("swans", "The swans of Oldtown stop at the traffic lights on the bridge", negatives: [truth])
    ])
    #expect(engine.decide(truth).labels.isEmpty)
    #expect(engine.decide("The swans of Oldtown stop at the traffic lights on the bridge!").labels.count == 1)
  }

  @Test func `several claims in one item are all found`() throws {
    let engine = try TestEngine.make([
      swans, TestEngine.claim("fog", "The fog over Northport harbour is made by the paint factory at night."),
    ])
    let decision = engine.decide(
      "The swans of Oldtown obey the traffic lights on the bridge. And the fog over Northport harbour is made by the paint factory at night."
    )
    #expect(Set(decision.labels.compactMap(\.reason.evidence?.claim)) == ["swans", "fog"])
  }

  @Test func `the review in the reader's language is shown, of several the newest`() {
    let reviews = [
      TestEngine.review("https://a.example", lang: "en", date: "2020"),
      TestEngine.review("https://b.example", lang: "zh-Hant", date: "2019"),
      TestEngine.review("https://c.example", lang: "en", date: "2023-05"),
    ]
    let claim = TestEngine.claim("a", "x", reviews: reviews)
    let table = [
      ("en", "https://c.example"), ("en-GB", "https://c.example"), ("zh", "https://b.example"),
      ("fr", "https://c.example"),
    ]
    for (lang, url) in table { #expect(claim.review(for: lang)?.url == url) }
    #expect(claim.review(for: nil)?.url == "https://c.example")
  }

  @Test func `a very long item is judged at its start and says so`() throws {
    let engine = try TestEngine.make([swans])
    let decision = engine.decide(
      "The swans of Oldtown obey the traffic lights on the bridge. " + String(repeating: "word ", count: 100_000))
    #expect(decision.isTruncated)
    #expect(engine.decide("short").isTruncated == false)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `noise never traps and is never labelled`(_ seed: UInt64) throws {
    let engine = try TestEngine.make([swans])
    var random = SeededRandom(seed: seed)
    var session = Engine.Session()
    for round in 0..<500 {
      let noise = TestNoise.text(&random)
      let content: Content = round % 2 == 0 ? .text(noise) : .html("<p>" + noise)
      let decision = engine.decide(Item(id: "1", content: content), now: TestEngine.now, session: &session)
      #expect(decision.labels.isEmpty && decision.weight.value == 1, "seed \(seed), round \(round): \(noise)")
    }
  }

  @Test func `the same item gives the same bytes, whatever the session saw before`() throws {
    let engine = try Engine.starter()
    let items = ["5G networks spread the coronavirus", "吃大蒜能预防新冠病毒感染。", "hello"].map {
      Item(id: "x", content: .text($0))
    }
    func bytes(_ item: Item, _ session: inout Engine.Session) -> [UInt8] {
      var writer = JSONWriter()
      DecisionEncoder.encode(engine.decide(item, now: TestEngine.now, session: &session), into: &writer)
      return writer.bytes
    }
    var used = Engine.Session()
    for item in items + items.reversed() {
      var fresh = Engine.Session()
      #expect(bytes(item, &used) == bytes(item, &fresh))
    }
  }

  @Test func `configuration faults are told with the file`() {
    #expect { try Engine(indexFile: "nowhere.index", policyFile: nil) } throws: {
      "\($0)".contains("nowhere.index: can't be read")
    }
    #expect { try Engine(corpusFiles: ["nowhere"], policyFile: nil) } throws: { "\($0)".contains("nowhere") }
    #expect { try Engine(corpusFiles: [], policyFile: "nowhere.yaml") } throws: {
      "\($0)".contains("nowhere.yaml: no such file")
    }
  }
}

/// Random texts of many scripts, marks, emoji and control characters.
enum TestNoise {
  static func text(_ random: inout SeededRandom) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x4E00...0x9FA5, 0x1F300...0x1F64F, 0x0...0x1F, 0x200B...0x202E, 0xFF00...0xFFEF, 0x400...0x4FF,
      0x3000...0x30FF, 0x300...0x36F,
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...120, using: &random) {
      let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
    }
    return String(text)
  }
}
