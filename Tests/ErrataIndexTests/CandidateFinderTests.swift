import ErrataIndex
import ErrataTestSupport
import Testing

@Suite struct CandidateFinderTests {
  /// Claims of one wording each.
  private func claims(_ texts: [String]) -> [IndexedClaim] {
    texts.enumerated().map { indexedClaim("c\($0.offset)", (.wording, $0.element)) }
  }

  private func index(_ texts: [String]) throws -> IndexReader { try IndexReader(bytes: indexBytes(claims(texts))) }

  private func find(_ text: String, in index: IndexReader, limit: Int = 32) -> [Candidate] {
    var finder = CandidateFinder()
    finder.find(normalizedUnits(text), in: index, limit: limit)
    return finder.found
  }

  /// Items of the claims' texts, pieces of them and more.
  private func item(_ claims: [IndexedClaim], _ random: inout SeededRandom) -> String {
    let parts = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      let text = claims.randomElement(using: &random)?.entries.randomElement(using: &random)?.text ?? ""
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return String(text.prefix(Int.random(in: 0...30, using: &random)))
      case 1: return String(text.suffix(Int.random(in: 0...30, using: &random)))
      case 2: return RepeatingClaims.text(&random)
      default: return text
      }
    }
    return parts.joined(separator: Bool.random(using: &random) ? "。" : " ")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `what is found is what adding up by hand gives, best first`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let claims = RepeatingClaims.make(seed: seed, count: 500)
    let (index, naive) = (try IndexReader(bytes: indexBytes(claims)), NaiveSeeds(claims))
    var finder = CandidateFinder()
    var sizes: [Int] = []
    for round in 0..<150 {
      let units = normalizedUnits(item(claims, &random))
      let expected = naive.candidates(for: units)
      sizes.append(expected.count)
      for limit in [1, 7, 32, 10_000] {
        finder.find(units, in: index, limit: limit)
        #expect(finder.found == Array(expected.prefix(limit)), "seed \(seed), round \(round), limit \(limit)")
      }
    }
    #expect(sizes.contains(0) && sizes.contains { $0 > 64 }, "seed \(seed): \(sizes)")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a planted claim is found among two thousand, first, however long the text around it`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let texts = (0..<2000).map { number in
      let count = Int.random(in: 10...40, using: &random)
      return RandomTexts.text(
        number % 2 == 0 ? RandomTexts.han(&random, count: count) : RandomTexts.words(&random, count: count))
    }
    let index = try index(texts)
    var finder = CandidateFinder()
    for length in Array(0..<40).map({ $0 * 4 }) + [400, 1000, 4000, 9900] {
      let planted = Int.random(in: 0..<texts.count, using: &random)
      // Long texts of the claims' few characters would have most pairs of all claims.
      let around = RandomTexts.text(length > 160 ? wide(&random, length) : RandomTexts.han(&random, count: length))
      finder.find(normalizedUnits(around + "。" + texts[planted] + "。" + around), in: index, limit: 32)
      #expect(finder.found.first?.entry == planted, "seed \(seed), length \(length)")
      #expect(finder.found.count <= 32)
    }
  }

  /// Characters of a language, not of a hundred.
  private func wide(_ random: inout SeededRandom, _ count: Int) -> [String] {
    (0..<count).compactMap { _ in
      Unicode.Scalar(UInt32.random(in: 0x4E00...0x7FFF, using: &random)).map { String(Character($0)) }
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a claim of any length is found by its copy among two thousand`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var texts = (0..<2000).map { _ in RandomTexts.text(RandomTexts.words(&random, count: 12)) }
    for length in 1...60 {
      // A digit makes each of these words one that no other claim has.
      let tokens = (0..<length).map { "\(RandomTexts.words(&random, count: 1)[0])\(length)x\($0)" }
      texts[length * 30] = tokens.joined(separator: " ")
    }
    let index = try index(texts)
    for length in 1...60 {
      let text = texts[length * 30]
      #expect(find(text, in: index).first?.entry == length * 30, "seed \(seed), length \(length)")
      #expect(find("\(text) \(text) \(text)", in: index).first?.entry == length * 30, "seed \(seed), length \(length)")
    }
  }

  @Test func `the same text finds the same candidates, whatever the memory held before`() throws {
    var random = SeededRandom(seed: 5)
    let texts = (0..<300).map { _ in RandomTexts.text(RandomTexts.mixed(&random, count: 20)) }
    let index = try index(texts)
    let other = try IndexReader(bytes: indexBytes(RepeatingClaims.make(seed: 5, count: 300)))
    var finder = CandidateFinder()
    for text in texts.prefix(40) + texts.prefix(40).reversed() {
      finder.find(normalizedUnits(text), in: index, limit: 32)
      #expect(finder.found == find(text, in: index))
      finder.find(normalizedUnits(text + "forward this to ten friends"), in: other, limit: 3)
    }
  }

  @Test func `a smaller limit keeps the best of a larger one; equal ranks go by entry`() throws {
    let text = "城里的河水今晚变成蓝色的果酱"
    let index = try index([String](repeating: text, count: 9) + ["山上的石头会唱歌跳舞"])
    #expect(find(text, in: index).map(\.entry) == Array(0..<9))
    #expect(find(text, in: index, limit: 4).map(\.entry) == Array(0..<4))
    #expect(find(text, in: index, limit: 1).map(\.entry) == [0])
  }

  @Test func `of more copies of one text than a seed may lead to the first are found`() throws {
    let text = "城里的河水今晚变成蓝色的果酱"
    let index = try index([String](repeating: text, count: 90))
    #expect(find(text, in: index, limit: 100).map(\.entry) == Array(0..<64))
  }

  @Test func `what shares only common words is no candidate`() throws {
    let swans = "The swans of Oldtown obey the traffic lights on the bridge"
    let said = ["one", "things", "like", "said", "so"].map { "It is \($0) of the mayor that I and he know" }
    let index = try index([swans] + said)
    #expect(find(swans, in: index).first?.entry == 0)
    #expect(!find("It is one of the things that I like, and he said so", in: index).contains { $0.entry == 0 })
    #expect(find("", in: index).isEmpty)
    #expect(find("😀😀😀", in: index).isEmpty)
    #expect(try find("anything at all", in: IndexReader(bytes: indexBytes([]))).isEmpty)
    #expect(try find("anything at all", in: IndexReader(bytes: indexBytes(claims(["", "…", "😀"])))).isEmpty)
  }

  @Test func `titles, summaries and queries are for search only; negatives are aligned`() throws {
    let index = try IndexReader(
      bytes: indexBytes([
        indexedClaim(
          "a", (.wording, "猴子会用贝壳给游客算命"), (.negative, "动物园的猴子会用石头敲开坚果"), (.title, "算命猴子是真是假"),
          (.summary, "贝壳算命的视频是摆拍的"), (.query, "猴子 算命"))
      ]))
    #expect(find("猴子会用贝壳给游客算命", in: index).first.map { index.entry($0.entry).field } == .wording)
    #expect(find("动物园的猴子会用石头敲开坚果", in: index).first.map { index.entry($0.entry).field } == .negative)
    #expect(find("贝壳算命的视频是摆拍的，算命猴子是真是假", in: index).allSatisfy { $0.entry < 2 })
  }

  @Test(arguments: ["drum", "茶"])
  func `a text of one unit, or of that unit twenty thousand times, finds what has it`(_ unit: String) throws {
    let others = (0..<200).map { "w\($0)x walks by the sea" }
    for claim in [unit, RandomTexts.text([unit, unit]), RandomTexts.text([String](repeating: unit, count: 20_000))] {
      let claims = claims(others + [claim])
      let (index, naive) = (try IndexReader(bytes: indexBytes(claims)), NaiveSeeds(claims))
      var finder = CandidateFinder()
      for count in [1, 2, 3, 20_000] {
        // As units: of characters the normalizer folds repetitions.
        let units = RandomTexts.units([String](repeating: unit, count: count))
        finder.find(units, in: index, limit: 32)
        #expect(finder.found == naive.candidates(for: units), "\(claim.prefix(20)), \(count) times")
      }
      finder.find(normalizedUnits(claim), in: index, limit: 32)
      #expect(finder.found.map(\.entry) == [200], "\(claim.prefix(20))")
    }
  }

  @Test func `twenty thousand seeds of sixty-four entries each are added up`() throws {
    let texts = (0..<64).map { _ in
      (0..<300).map { "v\($0)q" }.joined(separator: " ")
    }
    let index = try index(texts)
    let item = (0..<20_000).map { "v\($0 % 300)q" }.joined(separator: " ")
    #expect(find(item, in: index, limit: 100).map(\.entry) == Array(0..<64))
  }

  @Test(
    arguments: [
      (0, 48), (1, 48), (1000, 48), (16_384, 48), (32_768, 72), (65_536, 96), (131_072, 120), (262_144, 168),
      (16_777_216, 456),
    ] as [(Int, Float)])
  func `the least rank is 48 up to 16,384 entries, 24 more a doubling, from 131,072 on 48`(
    _ row: (entries: Int, rank: Float)
  ) {
    #expect(CandidateFinder.minimumRank(entries: row.entries) == row.rank)
    #expect(CandidateFinder.minimumRank(entries: row.entries + row.entries / 2) >= row.rank)
  }
}
