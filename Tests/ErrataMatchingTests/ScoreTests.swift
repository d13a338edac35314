import ErrataIndex
import ErrataModel
import Testing

@testable import ErrataMatching

/// What texts score against claims.
@Suite struct ScoreTests {
  private static let claims: [SmallIndex.Claim] = [
    .init(id: "bells", wordings: ["The church bells of Northport crack every mirror in town"]),
    .init(id: "soup", wordings: ["喝蓝莓汤三天就能让白发变黑"]),
    .init(id: "swans", wordings: ["The swans of Oldtown obey the traffic lights on the bridge"]),
    .init(id: "paint", wordings: ["The fog over the harbour is blown out of a chimney of the paint factory at night"]),
    .init(id: "stones", wordings: ["山顶的石头每天晚上会自己走下山去喝水，天亮之前再走回来"]),
    .init(id: "link", wordings: ["https://news.example.org/2019/bells-crack-mirrors"]),
    .init(id: "bare", wordings: ["t.co/Ab3xYz"]),
  ]

  private static let shared = Result { try Matcher(index: SmallIndex.make(claims)) }

  private func hits(_ text: String) throws -> [ClaimHit] { try ScoreTests.shared.get().match(text) }

  private func score(_ text: String, _ claim: String) throws -> Double {
    try hits(text).first { $0.match.claim == claim }?.match.score ?? 0
  }

  @Test(arguments: claims) func `a copy scores 0.9999, whatever its capitals, marks and blanks`(
    _ claim: SmallIndex.Claim
  )
    throws
  {
    let text = claim.wordings[0]
    let isLink = ["link", "bare"].contains(claim.id)
    for copy in isLink ? [text, " \(text) ", text + " !"] : [text, text.uppercased(), "  «\(text)»…!!! "] {
      #expect(try hits(copy).first?.match.claim == claim.id, "\(copy)")
      #expect(try score(copy, claim.id) == 0.9999, "\(copy)")
    }
  }

  @Test func `a copy of a claim's words in other forms is one too`() throws {
    #expect(try score("Church bell of Northport cracking every mirror in the towns", "bells") < 0.9999)
    #expect(try score("the church bell of Northport cracked every mirrors in towns", "bells") == 0.9999)
  }

  @Test func `no text that adds to a claim, or repeats it, scores above a copy`() throws {
    for claim in ScoreTests.claims {
      let text = claim.wordings[0]
      for more in ["\(text) \(text)", "\(text) Really.", "\(text) \(text) \(text)", "看 \(text)"] {
        #expect(try score(more, claim.id) <= 0.9999, "\(more)")
      }
    }
    let long = ScoreTests.claims.map { $0.wordings[0] }.prefix(5).joined(separator: " and ")
    let matcher = try Matcher(index: SmallIndex.make(texts: [long, long + " 7"]))
    let hits = matcher.match(long)
    #expect(hits.map(\.claim) == [0, 1] && hits[0].match.score == 0.9999, "\(hits.map(\.match.score))")
  }

  /// Ever shorter parts of claims.
  static let parts: [(claim: String, texts: [String])] = [
    (
      "bells",
      [
        "The church bells of Northport crack every mirror in town", "The church bells of Northport crack every mirror",
        "The church bells of Northport", "The church bells",
      ]
    ),
    (
      "paint",
      [
        "The fog over the harbour is blown out of a chimney of the paint factory at night",
        "The fog over the harbour is blown out of a chimney of the paint factory",
        "The fog over the harbour is blown out of a chimney", "The fog over the harbour", "The fog",
      ]
    ),
    ("soup", ["喝蓝莓汤三天就能让白发变黑", "喝蓝莓汤三天就能让白发", "喝蓝莓汤三天", "喝蓝莓汤"]),
    (
      "stones",
      ["山顶的石头每天晚上会自己走下山去喝水，天亮之前再走回来", "山顶的石头每天晚上会自己走下山去喝水", "山顶的石头每天晚上", "山顶的石头"]
    ),
  ]

  /// The steps of trees may differ in the last decimals; more than this would reorder claims.
  private static let tolerance = 0.001

  private func isDescending(_ scores: [Double]) -> Bool {
    zip(scores, scores.dropFirst()).allSatisfy { $0 >= $1 - ScoreTests.tolerance }
  }

  @Test(arguments: parts) func `a more complete copy never scores below a less complete one`(
    _ row: (claim: String, texts: [String])
  ) throws {
    let scores = try row.texts.map { try score($0, row.claim) }
    #expect(isDescending(scores), "\(row.claim): \(scores)")
    let around = try row.texts.map {
      try score("My neighbour told me yesterday: " + $0 + ". So much for today.", row.claim)
    }
    #expect(isDescending(around), "\(row.claim), with words around: \(around)")
    #expect(scores[0] > 0.9 && around[0] > 0.5 && scores[scores.count - 1] < scores[0])
  }

  @Test(arguments: [
    "https://news.example.org/2019/bells-crack-mirrors", "https://news.example.org/2019/bells-crack-mirrors ",
    "“https://news.example.org/2019/bells-crack-mirrors”",
  ]) func `a bare link is the same link`(_ text: String) throws {
    #expect(try score(text, "link") == 0.9999)
  }

  @Test(arguments: [
    "https://news.example.org/2019/bells", "https://news.example.org/", "https://news.example.org/2019/fog-and-paint",
    "https://news.example.org/2019/bells-crack-mirrors/2", "http://bells-crack-mirrors.example.org/2019/news",
    "https://news.example.org/2019/bells-crack-mirrors https://news.example.org/2020",
    "https://example.com/church-bells-of-northport-crack-every-mirror-in-town",
  ]) func `another link is no match, nor is one that spells a claim`(_ text: String) throws {
    let scores = try hits(text).map(\.match.score)
    #expect(scores.allSatisfy { $0 == 0 }, "\(scores)")
  }

  @Test func `another short link without a scheme is no match`() throws {
    #expect(try score("t.co/Xy1Abc", "bare") == 0)
    #expect(try score("t.co/Ab3xYz", "bare") == 0.9999)
  }

  @Test(arguments: [
    "Bells crack mirrors, news of 2019", "news example org 2019 bells crack mirrors",
    "See https://news.example.org/2019/bells-crack-mirrors",
  ]) func `a text with words is no link`(_ text: String) throws {
    #expect(try score(text, "link") == 0)
  }

  @Test(arguments: [
    "Sad:// The church bells of Northport crack every mirror in town", "BREAKING:/喝蓝莓汤三天就能让白发变黑，快转给家人",
  ]) func `a slip of the pen that looks like a link's beginning doesn't hide a claim`(_ text: String) throws {
    #expect(try hits(text).first.map { $0.match.score } ?? 0 > 0.5)
  }
}
