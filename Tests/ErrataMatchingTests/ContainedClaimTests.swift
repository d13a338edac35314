import ErrataTestSupport
import Testing

@testable import ErrataMatching

/// A search with a long message that has a short claim in it, among long claims that have more of the message's words.
@Suite struct ContainedClaimTests {
  private static let prose = """
    We moved into the old house by the river last autumn and since then my brother keeps telling stories about the \
    walls the garden and the people who lived here before he says the mayor himself came to look at the cellar \
    because of a strange smell and a baker from the market wrote a letter to the newspaper about the water we drink \
    every morning nobody answered but the police closed the bridge for two weeks and the school had to send the \
    children home my mother thinks the council hides the truth about the mill while my father laughs and reads a book
    """.split(separator: " ").map(String.init)

  private static let claim = "Moss eats brick at night"

  private func claims(_ message: [String], count: Int, seed: UInt64) -> [SmallIndex.Claim] {
    var random = SeededRandom(seed: seed)
    let crowd = (0..<count).map { number in
      let words = message.shuffled(using: &random).prefix(25) + RandomTexts.words(&random, count: 10)
      return SmallIndex.Claim(id: "c\(number)", wordings: [words.joined(separator: " ")])
    }
    return crowd + [.init(id: "short", wordings: [ContainedClaimTests.claim])]
  }

  @Test(arguments: [20, 60, 90], 1...3 as ClosedRange<UInt64>)
  func `the short claim is among the first three of many`(_ length: Int, _ seed: UInt64) throws {
    let before = Array(ContainedClaimTests.prose.prefix(length))
    let message = before.prefix(length / 2) + [ContainedClaimTests.claim] + before.suffix(length - length / 2)
    let claims = claims(before, count: 150, seed: seed)
    var scratch = SearchScratch()
    let text = Array(message.joined(separator: " ").utf8)
    let found = try Searcher(index: SmallIndex.make(claims)).search(text.span, top: 3, scratch: &scratch)
    let ids = found.map { claims[$0.claim].id }
    #expect(ids.contains("short"), "seed \(seed): \(ids)")
  }
}
