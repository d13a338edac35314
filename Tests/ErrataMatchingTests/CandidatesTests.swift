import ErrataIndex
import ErrataTestSupport
import Testing

@testable import ErrataMatching

@Suite struct CandidatesTests {
  private func find(_ text: String, in index: IndexReader, limit: Int = MatchLimits.alignedEntries) -> [Candidate] {
    var scratch = MatchScratch()
    var found: [Candidate] = []
    scratch.read(text)
    Candidates.find(scratch.units, in: index, limit: limit, scratch: &scratch.candidates, into: &found)
    return found
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a planted claim is found among two thousand, first, however long the text around it`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let texts = (0..<2000).map { number in
      let count = Int.random(in: 10...40, using: &random)
      return RandomTexts.text(
        number % 2 == 0 ? RandomTexts.han(&random, count: count) : RandomTexts.words(&random, count: count))
    }
    let index = try SmallIndex.make(texts: texts)
    var scratch = MatchScratch()
    var found: [Candidate] = []
    for round in 0..<40 {
      let planted = Int.random(in: 0..<texts.count, using: &random)
      let around = RandomTexts.text(RandomTexts.han(&random, count: round * 4))
      scratch.read(around + "。" + texts[planted] + "。" + around)
      Candidates.find(
        scratch.units, in: index, limit: MatchLimits.alignedEntries, scratch: &scratch.candidates, into: &found)
      #expect(found.first?.entry == planted, "seed \(seed), round \(round)")
      #expect(found.count <= MatchLimits.alignedEntries)
    }
  }

  @Test func `the same text finds the same candidates, whatever the memory held before`() throws {
    var random = SeededRandom(seed: 5)
    let texts = (0..<300).map { _ in RandomTexts.text(RandomTexts.mixed(&random, count: 20)) }
    let index = try SmallIndex.make(texts: texts)
    var scratch = MatchScratch()
    for text in texts.prefix(40) + texts.prefix(40).reversed() {
      var found: [Candidate] = []
      scratch.read(text)
      Candidates.find(scratch.units, in: index, limit: 32, scratch: &scratch.candidates, into: &found)
      #expect(found == find(text, in: index))
      #expect(scratch.candidates.masses.allSatisfy { $0 == 0 } && scratch.candidates.touched.isEmpty)
    }
  }

  @Test func `a smaller limit keeps the best of a larger one; equal ranks go by entry`() throws {
    let text = "城里的河水今晚变成蓝色的果酱"
    let index = try SmallIndex.make(texts: [String](repeating: text, count: 9) + ["山上的石头会唱歌跳舞"])
    #expect(find(text, in: index).map(\.entry) == Array(0..<9))
    #expect(find(text, in: index, limit: 4).map(\.entry) == Array(0..<4))
    #expect(find(text, in: index, limit: 1).map(\.entry) == [0])
  }

  @Test func `what shares only common words is no candidate`() throws {
    let index = try SmallIndex.make(texts: ["The swans of Oldtown obey the traffic lights on the bridge"])
    #expect(find("It is one of the things that I like, and he said so", in: index).isEmpty)
    #expect(find("", in: index).isEmpty)
    #expect(find("😀😀😀", in: index).isEmpty)
    #expect(try find("anything at all", in: SmallIndex.make([])).isEmpty)
  }

  @Test func `titles, summaries and queries are for search only; negatives are aligned`() throws {
    let index = try SmallIndex.make([
      .init(
        id: "a", wordings: ["猴子会用贝壳给游客算命"], negatives: ["动物园的猴子会用石头敲开坚果"], titles: ["算命猴子是真是假"],
        summaries: ["贝壳算命的视频是摆拍的"], queries: ["猴子 算命"])
    ])
    #expect(find("猴子会用贝壳给游客算命", in: index).first.map { index.entry($0.entry).field } == .wording)
    #expect(find("动物园的猴子会用石头敲开坚果", in: index).first.map { index.entry($0.entry).field } == .negative)
    #expect(find("贝壳算命的视频是摆拍的，算命猴子是真是假", in: index).allSatisfy { $0.entry < 2 })
  }

  @Test func `the terms of a text are told once each, rarest first`() throws {
    let index = try SmallIndex.make(texts: ["风雨雪", "风雨云", "风雨雷", "雪中送炭"])
    var scratch = MatchScratch()
    scratch.read("风雨雪，风雨雪，风雨雪")
    Candidates.collectTerms(scratch.units, singles: .all, in: index, scratch: &scratch.candidates)
    let terms = scratch.candidates.terms
    #expect(Set(terms.map(\.key)).count == terms.count)
    #expect(terms.map(\.bytes) == terms.map(\.bytes).sorted())
    #expect(terms.count == 5)  // 风, 雨, 雪, 风雨, 雨雪
  }
}
