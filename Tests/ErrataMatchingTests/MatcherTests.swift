import ErrataIndex
import ErrataModel
import ErrataTestSupport
import ErrataText
import Testing

@testable import ErrataMatching

@Suite struct MatcherTests {
  private static let claims: [SmallIndex.Claim] = [
    .init(
      id: "bells", wordings: ["The church bells of Northport crack every mirror in town", "镇上教堂的钟声会震碎所有镜子"]),
    .init(id: "soup", wordings: ["喝蓝莓汤三天就能让白发变黑", "一碗蓝莓汤，白头发全变黑，亲测有效"]),
    .init(id: "swans", wordings: ["The swans of Oldtown obey the traffic lights on the bridge"]),
  ]

  /// Making a matcher takes a while; it keeps no state, so tests share one.
  private static let shared = try? Matcher(index: SmallIndex.make(claims))

  private func matcher(_ claims: [SmallIndex.Claim]? = nil) throws -> Matcher {
    if claims == nil, let shared = MatcherTests.shared { return shared }
    return try Matcher(index: SmallIndex.make(claims ?? MatcherTests.claims))
  }

  private func marked(_ hit: ClaimHit, _ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return hit.match.spans.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
  }

  @Test func `several claims in one item are told, each with its own span`() throws {
    let text = "朋友说喝蓝莓汤三天就能让白发变黑。And the swans of Oldtown obey the traffic lights on the bridge, he says."
    let hits = try matcher().match(text, minimumScore: 0.5)
    #expect(Set(hits.map(\.match.claim)) == ["soup", "swans"])
    for hit in hits {
      let expected =
        hit.match.claim == "soup"
        ? "喝蓝莓汤三天就能让白发变黑" : "the swans of Oldtown obey the traffic lights on the bridge"
      #expect(marked(hit, text) == [expected])
    }
  }

  @Test func `the wording that fits best is told by its number`() throws {
    let table = [
      ("镇上教堂的钟声会震碎所有镜子", "bells", 1), ("The church bells of Northport crack every mirror in town", "bells", 0),
      ("一碗蓝莓汤，白头发全变黑，亲测有效！", "soup", 1), ("喝蓝莓汤三天就能让白发变黑", "soup", 0),
    ]
    for (text, claim, wording) in table {
      let hit = try #require(try matcher().match(text, explains: true).first)
      #expect(hit.match.claim == claim && hit.match.wording == wording, "\(text)")
      #expect(hit.match.score > 0.9)
      #expect(hit.match.terms.contains { $0.name == "entryCoverage" && $0.value == 1 })
    }
  }

  @Test func `the terms of a score are told when asked for, and the rest is the same`() throws {
    let others = ["辟谣：网传喝蓝莓汤三天就能让白发变黑", "The bells of Northport crack mirrors"]
    for text in MatcherTests.claims.flatMap(\.wordings) + others {
      let (plain, told) = (try matcher().match(text), try matcher().match(text, explains: true))
      #expect(!plain.isEmpty && plain.allSatisfy { $0.match.terms.isEmpty }, "\(text)")
      #expect(told.allSatisfy { $0.match.terms.map(\.name) == MatchFeatures.names }, "\(text)")
      let rest = told.map { hit in
        var match = hit.match
        match.terms = []
        return match
      }
      #expect(rest == plain.map(\.match), "\(text)")
    }
  }

  @Test func `spans are bytes of the text, with emoji and full-width letters between the characters too`() throws {
    let text = "😀喝😀蓝😀莓😀汤😀三天就能让白发变黑😀！"
    let hit = try #require(try matcher().match(text).first)
    #expect(hit.match.claim == "soup")
    let bytes = Array(text.utf8)
    var end = 0
    for span in hit.match.spans {
      #expect(span.start >= end && span.end <= bytes.count && span.start < span.end)
      #expect(String(validating: bytes[span.start..<span.end], as: UTF8.self) != nil, "cuts a character")
      end = span.end
    }
    let all = marked(hit, text).joined()
    #expect(all.hasPrefix("喝") && all.hasSuffix("变黑"))
    let wide = "ＴＨＥ ＳＷＡＮＳ of Oldtown obey the traffic lights on the bridge"
    #expect(marked(try #require(try matcher().match(wide).first), wide) == [wide])
  }

  @Test func `the stance is the item's, not the wording's own`() throws {
    let quoted = "辟谣：网传“喝蓝莓汤三天就能让白发变黑”，专家：此消息为谣言。"
    let table: [(String, Stance)] = [
      ("喝蓝莓汤三天就能让白发变黑", .asserts), (quoted, .refutes), ("喝蓝莓汤三天就能让白发变黑，这是真的吗？", .questions),
    ]
    for (text, stance) in table {
      let hit = try #require(try matcher().match(text).first)
      #expect(hit.match.stance.stance == stance, "\(text)")
      #expect(hit.match.stance.cues.isEmpty == (stance == .asserts))
    }
    // A claim whose own words are a cue doesn't refute itself when its wording is known.
    let claim = SmallIndex.Claim(id: "a", wordings: ["疫苗是骗局，专家辟谣都是假的，蓝莓汤才是真药"])
    let knowing = try Matcher(index: SmallIndex.make([claim]), wording: { _, number in claim.wordings[number] })
    #expect(knowing.match(claim.wordings[0]).first?.match.stance.stance == .asserts)
  }

  @Test func `best first, at most as many as asked for, none below the score asked for`() throws {
    let text = "喝蓝莓汤三天就能让白发变黑。The swans of Oldtown obey the traffic lights. Church bells crack a mirror."
    let all = try matcher().match(text, top: 10)
    #expect(all.map(\.match.score) == all.map(\.match.score).sorted(by: >))
    #expect(try matcher().match(text, top: 1).map(\.claim) == all.prefix(1).map(\.claim))
    #expect(try matcher().match(text, top: 0).isEmpty)
    let cut = all[0].match.score
    #expect(try matcher().match(text, minimumScore: cut).allSatisfy { $0.match.score >= cut })
  }

  @Test func `of claims that fit alike the more complete one goes first, then the lower number`() throws {
    let short = SmallIndex.Claim(id: "short", wordings: ["猴子会用贝壳给游客算命"])
    let long = SmallIndex.Claim(id: "long", wordings: ["猴子会用贝壳给游客算命，每次都能算准彩票的号码"])
    let text = "猴子会用贝壳给游客算命，每次都能算准彩票的号码"
    #expect(try matcher([short, long]).match(text).first?.match.claim == "long")
    let twins = [SmallIndex.Claim(id: "b", wordings: [text]), SmallIndex.Claim(id: "a", wordings: [text])]
    #expect(try matcher(twins).match(text).map(\.match.claim) == ["b", "a"])
  }

  @Test func `a negative entry is never the match`() throws {
    let claim = SmallIndex.Claim(id: "a", wordings: ["猴子会用贝壳给游客算命"], negatives: ["城里的河水今晚变成蓝色的果酱"])
    #expect(try matcher([claim]).match("城里的河水今晚变成蓝色的果酱").isEmpty)
  }

  @Test func `a huge item is cut and says so`() throws {
    var scratch = MatchScratch()
    let claim = "喝蓝莓汤三天就能让白发变黑"
    let matcher = try matcher()
    let bytes = String(repeating: "lorem ", count: MatchLimits.itemBytes / 6 + 1)
    #expect(matcher.match(claim + "。" + bytes, scratch: &scratch).first?.match.claim == "soup")
    #expect(scratch.isTruncated)
    _ = matcher.match(bytes + claim, minimumScore: 0.5, scratch: &scratch)
    #expect(scratch.isTruncated)
    let manyUnits = RandomTexts.text((0..<MatchLimits.itemUnits + 1).map { $0 % 2 == 0 ? "茶" : "山" })
    _ = matcher.match(manyUnits, scratch: &scratch)
    #expect(scratch.isTruncated && scratch.units.count == MatchLimits.itemUnits)
    _ = matcher.match(claim, scratch: &scratch)
    #expect(!scratch.isTruncated)
  }

  @Test func `an item cut inside a character is still judged`() throws {
    var scratch = MatchScratch()
    for shift in 0..<4 {
      let head = "喝蓝莓汤三天就能让白发变黑。" + String(repeating: "x", count: shift)
      let text = head + String(repeating: "😀", count: MatchLimits.itemBytes / 4)
      let hit = try matcher().match(text, scratch: &scratch).first
      #expect(hit?.match.claim == "soup", "shift \(shift)")
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `the same item gives the same answer, whatever the memory held before`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let matcher = try matcher()
    var used = MatchScratch()
    for _ in 0..<40 {
      let wording = MatcherTests.claims.randomElement(using: &random)?.wordings.randomElement(using: &random) ?? ""
      let noise = RandomTexts.noise(&random, count: Int.random(in: 0...60, using: &random))
      let text = noise + wording + noise
      let first = matcher.match(text, scratch: &used)
      #expect(first.map(\.match) == matcher.match(text).map(\.match), "seed \(seed): \(text)")
    }
  }

  @Test func `threads share one matcher`() async throws {
    let matcher = try matcher()
    let texts = MatcherTests.claims.flatMap(\.wordings)
    let expected = texts.map { matcher.match($0).map(\.match) }
    let answers = await withTaskGroup(of: Bool.self) { group in
      for worker in 0..<8 {
        group.addTask {
          var scratch = MatchScratch()
          return (0..<60).allSatisfy { round in
            let number = (round * 7 + worker) % texts.count
            return matcher.match(texts[number], scratch: &scratch).map(\.match) == expected[number]
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == [Bool](repeating: true, count: 8))
  }

  @Test func `one session serves two indexes in turn`() throws {
    let first = try matcher()
    let other = try matcher([.init(id: "other", wordings: ["山顶的石头每晚自己走下山"])])
    var scratch = MatchScratch()
    for _ in 0..<3 {
      #expect(first.match("喝蓝莓汤三天就能让白发变黑", scratch: &scratch).first?.match.claim == "soup")
      #expect(other.match("山顶的石头每晚自己走下山", scratch: &scratch).first?.match.claim == "other")
    }
  }
}
