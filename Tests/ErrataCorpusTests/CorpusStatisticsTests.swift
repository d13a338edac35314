import ErrataJSON
import ErrataModel
import Testing

@testable import ErrataCorpus

@Suite struct CorpusStatisticsTests {
  static func statistics() throws -> CorpusStatistics {
    var chinese = ClaimLine.claim(id: "zh")
    chinese.lang = "zh"
    chinese.status = .draft
    chinese.topics = ["nature", "health", "nature"].map(Topic.init(rawValue:))
    chinese.verdict = .satire
    chinese.reviews.append(ClaimLine.review)
    chinese.reviews[1].publisher = "池塘管理局"
    chinese.reviews[1].datePublished = "2019"
    return CorpusStatistics(try Corpus([ClaimLine.claim(), chinese, ClaimLine.claim(id: "third")]))
  }

  static func pairs(_ counts: [CorpusStatistics.Count]) -> [String] {
    counts.map { "\($0.name) \($0.count)" }
  }

  @Test func `everything is counted, most first`() throws {
    let statistics = try Self.statistics()
    #expect(statistics.wordingCount == 9)
    #expect(statistics.negativeCount == 3)
    #expect(statistics.queryCount == 3)
    #expect(statistics.reviewCount == 4)
    #expect(Self.pairs(statistics.statuses) == ["draft 1", "published 2", "paused 0", "retracted 0"])
    #expect(Self.pairs(statistics.verdicts) == ["false 2", "satire 1"])
    #expect(Self.pairs(statistics.languages) == ["en 2", "zh 1"])
    #expect(Self.pairs(statistics.topics) == ["nature 3", "health 1"])
    #expect(Self.pairs(statistics.publishers) == ["Bureau of Ponds 3", "池塘管理局 1"])
    #expect(Self.pairs(statistics.years) == ["2024 3", "2019 1"])
  }

  @Test func `only the first ten publishers are listed`() throws {
    let claims = (10..<23).map { number in
      var claim = ClaimLine.claim(id: "c\(number)")
      claim.reviews[0].publisher = "Publisher \(number)"
      return claim
    }
    let statistics = CorpusStatistics(try Corpus(claims))
    #expect(statistics.publishers.count == 10)
    #expect(statistics.publishers.first?.name == "Publisher 10")
    #expect(statistics.publisherCount == 13)
  }

  @Test func `the table lines up, wide characters too`() throws {
    let lines = try Self.statistics().description.split(separator: "\n").map(String.init)
    #expect(lines.contains("  claims     3"))
    #expect(lines.contains("  wordings   9"))
    #expect(lines.contains("reviews by publisher (first 10 of 2)"))
    #expect(lines.contains("  Bureau of Ponds  3"))
    #expect(lines.contains("  池塘管理局       1"))
  }

  @Test func `the JSON has the same numbers`() throws {
    var writer = JSONWriter()
    try Self.statistics().encode(into: &writer)
    let value = try JSONParser.parse(writer.bytes)
    #expect(value["claims"] == .number("3"))
    #expect(value["byLang"]?["zh"] == .number("1"))
    #expect(value["byYear"]?["2024"] == .number("3"))
    #expect(value["publishers"] == .number("2"))
  }
}
