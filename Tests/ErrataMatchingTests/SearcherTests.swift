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
    let searcher = Searcher(index: index)
    var used = SearchScratch()
    for _ in 0..<30 {
      let query = RandomTexts.text(RandomTexts.mixed(&random, count: Int.random(in: 0...12, using: &random)))
      var fresh = SearchScratch()
      let bytes = Array(query.utf8)
      let answer = searcher.search(bytes.span, top: 10, scratch: &used)
      #expect(answer == searcher.search(bytes.span, top: 10, scratch: &fresh), "seed \(seed): \(query)")
      #expect(used.sums.allSatisfy { $0 == 0 } && used.touched.isEmpty)
      #expect(answer.map(\.score) == answer.map(\.score).sorted(by: >))
    }
  }

  @Test func `a very long text is searched with as well`() throws {
    let long = "蓝莓汤能让白发变黑。" + String(repeating: "今天天气真好。", count: 4000)
    #expect(try search(long).first == "soup")
  }

  @Test func `what a score is made of is told`() throws {
    let best = try #require(try results("喝蓝莓汤三天就能让白发变黑").first)
    #expect(best.features.bm25Share == 1 && best.features.entryCoverage == 1 && best.features.claimOverlap == 1)
    #expect(best.features.terms.map(\.name) == ["bm25", "bm25Share", "claimOverlap", "entryCoverage"])
    #expect(best.score == (best.features.score * 10_000).rounded() / 10_000)
  }
}
