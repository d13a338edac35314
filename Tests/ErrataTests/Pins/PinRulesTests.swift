import Errata
import ErrataModel
import Testing

/// What is pinned, shown and left out, on claims of one's own.
@Suite struct PinRulesTests {
  static let now = TestEngine.now
  private static let text = "The swans of Oldtown obey the traffic lights on the bridge"

  private static func claim(_ change: (inout Claim) -> Void = { _ in }) -> Claim {
    var claim = TestEngine.claim("swans", text)
    claim.queries = ["oldtown swans"]
    change(&claim)
    return claim
  }

  private func pins(_ query: String, _ claims: [Claim], now: Timestamp = now, lang: String? = nil) throws -> [Pin] {
    var session = Engine.Session()
    return try TestEngine.make(claims).pins(query, now: now, options: PinOptions(lang: lang), session: &session)
  }

  @Test func `a curator's phrase pins, alone and inside of a question`() throws {
    for query in ["oldtown swans", "Swans, Oldtown!", "is it true oldtown swans"] {
      let pins = try pins(query, [PinRulesTests.claim()])
      #expect(pins.map(\.claim) == ["swans"], "\(query)")
      #expect(pins.first?.score == 0.99)
      #expect(pins.first?.why.phrase == "oldtown swans")
    }
    #expect(try pins("oldtown", [PinRulesTests.claim()]).isEmpty)
  }

  @Test func `why names the words of the query that match, where they stand`() throws {
    let query = "oldtown swans"
    let why = try #require(try pins(query, [PinRulesTests.claim()]).first?.why)
    #expect(why.terms == ["oldtown swans"])
    #expect(why.spans == [ByteSpan(start: 0, end: 13)])
    #expect(why.reading == nil)
  }

  @Test func `a negative phrase keeps the pin away, whatever order its words have`() throws {
    let claim = PinRulesTests.claim { $0.negativeQueries = ["ballet swans"] }
    #expect(try !pins("oldtown swans", [claim]).isEmpty)
    #expect(try pins("oldtown swans ballet", [claim]).isEmpty)
  }

  @Test func `an expired claim isn't pinned, nor one that isn't valid yet, nor before its review`() throws {
    let (day, now) = (86_400.0, PinRulesTests.now)
    let expired = PinRulesTests.claim { $0.expires = now }
    #expect(try pins("oldtown swans", [expired]).isEmpty)
    #expect(try !pins("oldtown swans", [expired], now: now.advanced(bySeconds: -day)).isEmpty)
    let future = PinRulesTests.claim { $0.validFrom = now.advanced(bySeconds: 1) }
    #expect(try pins("oldtown swans", [future]).isEmpty)
    let unpublished = PinRulesTests.claim { $0.reviews[0].datePublished = "2099" }
    #expect(try pins("oldtown swans", [unpublished]).isEmpty)
  }

  @Test(arguments: [ClaimStatus.draft, .paused, .retracted])
  func `a claim that isn't live isn't pinned`(_ status: ClaimStatus) throws {
    #expect(try pins("oldtown swans", [PinRulesTests.claim { $0.status = status }]).isEmpty)
  }

  @Test func `reviews are shown together, the reader's language first, then the newest`() throws {
    let claim = PinRulesTests.claim { claim in
      claim.reviews = [("a", "en", "2020", "False"), ("b", "en", "2024", "True"), ("c", "de", "2022", "Falsch")].map {
        var review = TestEngine.review("https://reviews.example/\($0.0)", lang: $0.1, date: $0.2)
        review.rating = $0.3
        return review
      }
    }
    let pin = try #require(try pins("oldtown swans", [claim]).first)
    #expect(pin.reviews.map(\.datePublished) == ["2024", "2020", "2022"])
    #expect(pin.isConflicting)
    let german = try #require(try pins("oldtown swans", [claim], lang: "de-AT").first)
    #expect(german.reviews.map(\.datePublished) == ["2022", "2024", "2020"])
  }

  @Test func `of equally sure claims the one with the newest review comes first, then the better sourced`() throws {
    let claims = ["a", "b", "c"].map { id in
      PinRulesTests.claim { claim in
        claim.id = id
        claim.text = "\(id) \(PinRulesTests.text)"
        claim.reviews = [TestEngine.review("https://reviews.example/\(id)", date: id == "b" ? "2025" : "2024")]
        if id == "c" {
          claim.reviews.append(claim.reviews[0])
          claim.reviews[1].publisher = "Others"
        }
      }
    }
    #expect(try pins("oldtown swans", claims).map(\.claim) == ["b", "c", "a"])
  }

  @Test(arguments: [
    "", " ", "?", "辟谣", "fact check", "是真的吗", "\u{0}", "😀", "the", String(repeating: "swans ", count: 9000),
  ])
  func `queries that say nothing pin nothing`(_ query: String) throws {
    #expect(try pins(query, [PinRulesTests.claim()]).isEmpty)
  }

  @Test(
    arguments: [
      (["False", "Pants on fire"], false), (["False", "True"], true), (["不实", "属实"], true),
      (["False", "Misleading"], true), (["Not true", "false"], false), (["", "whatever"], false), (["False"], false),
      (["假", "部分属实"], true),
    ] as [([String], Bool)])
  func `ratings contradict one another by their words`(_ row: (ratings: [String], conflict: Bool)) {
    #expect(Rating.conflict(row.ratings) == row.conflict)
  }

  @Test func `the same query gives the same pins, in one session or several`() throws {
    let engine = try TestEngine.make([PinRulesTests.claim()])
    var session = Engine.Session()
    let first = engine.pins("oldtown swans", now: PinRulesTests.now, session: &session)
    _ = engine.pins("he baijiu keyi shasi", now: PinRulesTests.now, session: &session)
    #expect(engine.pins("oldtown swans", now: PinRulesTests.now, session: &session) == first)
  }
}
