import ErrataIndex
import ErrataModel
import ErrataTestSupport
import Testing

@testable import ErrataMatching

@Suite struct SearcherTests {
  private static let claims: [SmallIndex.Claim] = [
    .init(
      id: "bells", wordings: ["The church bells of Northport crack every mirror in town"], negatives: ["镜子店今天打折"],
      titles: ["Do church bells break mirrors?"], queries: ["northport bells"]),
    .init(
      id: "fog", wordings: ["The fog over Northport harbour is made by the paint factory at night"],
      titles: ["What the paint factory lets out"]),
    .init(
      id: "soup", wordings: ["喝蓝莓汤三天就能让白发变黑", "一碗蓝莓汤，白头发全变黑"], titles: ["蓝莓汤能治白发？营养师：想多了"],
      summaries: ["头发的颜色由毛囊里的黑色素决定"]),
    .init(id: "stones", wordings: ["山顶的石头每天晚上会自己走下山去喝水"]),
  ]

  private func search(_ query: String, top: Int = 10, claims: [SmallIndex.Claim] = claims) throws -> [String] {
    try results(query, top: top, claims: claims).map { claims[$0.claim].id }
  }

  private func results(
    _ query: String, top: Int = 10, claims: [SmallIndex.Claim] = claims
  ) throws -> [SearchResult] {
    var scratch = SearchScratch()
    return try Searcher(index: SmallIndex.make(claims)).search(
      Array(query.utf8).span, top: top, scratch: &scratch)
  }

  @Test func `each wording, title and query finds its own claim first`() throws {
    for claim in SearcherTests.claims {
      for text in claim.wordings + claim.titles + claim.queries {
        #expect(try search(text).first == claim.id, "\(text)")
      }
    }
    #expect(try search("毛囊 黑色素").first == "soup")
  }

  @Test(arguments: [
    ("蓝莓汤 白发", "soup"), ("白发 喝什么汤能变黑", "soup"), ("石头 走下山", "stones"), ("paint factory fog", "fog"),
    ("do bells crack mirrors", "bells"), ("BELLS & mirrors!!", "bells"),
  ]) func `a few words in any order find it`(_ query: String, _ claim: String) throws {
    #expect(try search(query).first == claim)
  }

  @Test func `traditional and simplified script, full and half width find alike`() throws {
    let plain = try results("喝蓝莓汤三天就能让白发变黑")
    #expect(try results("喝藍莓湯三天就能讓白髮變黑") == plain)
    #expect(try results("喝蓝莓汤３天就能让白发变黑") == plain)
    #expect(try results("ｐａｉｎｔ ｆａｃｔｏｒｙ") == (try results("paint factory")))
  }

  @Test func `a negative entry is never what is found`() throws {
    let claims = [SmallIndex.Claim(id: "a", wordings: ["猴子会用贝壳算命"], negatives: ["城东的镜店今天打折"])]
    #expect(try search("城东的镜店今天打折", claims: claims).isEmpty)
  }

  @Test func `equal scores go by claim number, and no more than asked for are told`() throws {
    let twins = (0..<6).map { SmallIndex.Claim(id: "t\($0)", wordings: ["山顶的石头每天晚上会自己走下山"]) }
    #expect(try search("石头 走下山", claims: twins) == ["t0", "t1", "t2", "t3", "t4", "t5"])
    #expect(try search("石头 走下山", top: 2, claims: twins) == ["t0", "t1"])
    #expect(try search("石头 走下山", top: 0, claims: twins).isEmpty)
  }

  @Test(arguments: ["", " ", "!?…", "😀😀", "\u{0}", "\u{202E}"])
  func `a query without words finds nothing`(_ query: String) throws {
    #expect(try search(query).isEmpty)
  }

  @Test func `a query of common words only is answered in order, never with less than asked`() throws {
    let found = try results("the of in")
    #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
    #expect(found.allSatisfy { SearcherTests.claims[$0.claim].id != "soup" })
    #expect(try search("的 了").count <= SearcherTests.claims.count)
  }

  @Test func `an index without claims finds nothing`() throws {
    #expect(try search("anything", claims: []).isEmpty)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the same query gives the same answer, whatever the memory held before`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let index = try SmallIndex.make(
      texts: (0..<200).map { _ in RandomTexts.text(RandomTexts.mixed(&random, count: 15)) })
    let searcher = try Searcher(index: index)
    var used = SearchScratch()
    for _ in 0..<30 {
      let query = RandomTexts.text(RandomTexts.mixed(&random, count: Int.random(in: 0...12, using: &random)))
      var fresh = SearchScratch()
      let bytes = Array(query.utf8)
      let answer = searcher.search(bytes.span, top: 10, scratch: &used)
      #expect(answer == searcher.search(bytes.span, top: 10, scratch: &fresh), "seed \(seed): \(query)")
      let left = used.sums.drain()
      #expect(left.isEmpty, "seed \(seed): \(query)")
      #expect(answer.map(\.score) == answer.map(\.score).sorted(by: >))
    }
  }

  @Test func `a very long text is searched with as well`() throws {
    let long = "蓝莓汤能让白发变黑。" + String(repeating: "今天天气真好。", count: 4000)
    #expect(try search(long).first == "soup")
  }

  private static let forms: [SmallIndex.Claim] = [
    .init(id: "shots", wordings: ["Vaccination makes coins stick to the arms of sailors"]),
    .init(id: "moon", wordings: ["The baker's photo of the moon went to the museum of cheese"]),
    .init(id: "rain", wordings: ["Umbrellas are forbidden on the ferry because rain is holy"]),
  ]

  @Test(arguments: [
    ("vaccinated", "shots"), ("vaccines", "shots"), ("sticking", "shots"), ("sailor", "shots"), ("picture", "moon"),
    ("pictures", "moon"), ("go", "moon"), ("going", "moon"), ("gone", "moon"), ("bakers", "moon"), ("museums", "moon"),
    ("umbrella", "rain"), ("raining", "rain"),
  ]) func `a word finds its other forms, regular or not`(_ query: String, _ claim: String) throws {
    #expect(try search(query, claims: SearcherTests.forms).first == claim)
  }

  @Test(arguments: [
    ("#PaintFactory", "fog"), ("#NorthportHarbour is a lie", "fog"), ("#CrackEveryMirror", "bells"),
    ("#ChurchBells #BrokenMirrors", "bells"),
  ]) func `a hashtag of joined words finds them`(_ query: String, _ claim: String) throws {
    #expect(try search(query).first == claim)
  }

  /// Claims of many words, and a long message that has many words of each.
  private func crowd(_ seed: UInt64) -> (claims: [SmallIndex.Claim], message: [String]) {
    var random = SeededRandom(seed: seed)
    let message = Array(Set(RandomTexts.words(&random, count: 120))).sorted().shuffled(using: &random)
    let claims = (0..<150).map { number in
      let words = message.shuffled(using: &random).prefix(30) + RandomTexts.words(&random, count: 40)
      return SmallIndex.Claim(id: "c\(number)", wordings: [words.shuffled(using: &random).joined(separator: " ")])
    }
    return (claims, message)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `a short claim inside a long message is found among many longer ones that share more words`(_ seed: UInt64)
    throws
  {
    var (claims, message) = crowd(seed)
    claims.append(.init(id: "short", wordings: [message[50..<55].joined(separator: " ")]))
    var scratch = SearchScratch()
    let index = try SmallIndex.make(claims)
    scratch.match.read(message.joined(separator: " "))
    ClaimRanker(index: index).sum(&scratch)
    let totals = scratch.sums.drain()
    let own = try #require(totals.first { $0.claim == claims.count - 1 })
    #expect(totals.count { $0.sum > own.sum } > 100, "seed \(seed): the test needs a crowd")
    let found = try results(message.joined(separator: " "), top: 100, claims: claims)
    #expect(found.count == 100, "seed \(seed)")
    #expect(found.contains { $0.claim == claims.count - 1 }, "seed \(seed)")
  }

  @Test func `no more claims are looked at than needed, and as many told as asked for`() throws {
    let (claims, message) = crowd(4)
    let text = message.joined(separator: " ")
    #expect(try results(text, top: 10, claims: claims).count == 10)
    #expect(try results(text, top: 120, claims: claims).count == 120)
    #expect(try results(text, top: 1000, claims: claims).count == 150)
    let many = try results(text, top: 150, claims: claims)
    #expect(Set(many.map(\.claim)).count == 150)
  }

  @Test func `sums are those of units and pairs apart`() throws {
    let claims = [SmallIndex.Claim(id: "a", wordings: ["salt makes maps"]), .init(id: "b", wordings: ["maps of salt"])]
    let index = try SmallIndex.make(claims)
    var scratch = SearchScratch()
    scratch.match.read("salt makes maps")
    ClaimRanker(index: index).sum(&scratch)
    let totals = scratch.sums.drain().sorted { $0.claim < $1.claim }
    #expect(totals.map(\.claim) == [0, 1])
    #expect(totals[0].pairs > 0 && totals[1].pairs == 0 && totals[1].units > 0)
    #expect(totals[0].sum > totals[0].units && totals[1].sum == totals[1].units)
    #expect(totals[0].containment(length: 3) > totals[0].containment(length: 30))
    #expect(scratch.sums.drain().isEmpty)
  }

  @Test func `what a score is made of is told`() throws {
    let best = try #require(try results("喝蓝莓汤三天就能让白发变黑").first)
    #expect(best.terms.map(\.name) == RankFeatures.names)
    let values = Dictionary(uniqueKeysWithValues: best.terms.map { ($0.name, $0.value) })
    for name in ["unitsShare", "pairsShare", "wording.entryCoverage", "wording.pairItemShare", "wording.windowShare"] {
      #expect(values[name] == 1, "\(name)")
    }
    #expect(best.score == (best.score * 10_000).rounded() / 10_000)
  }
}
