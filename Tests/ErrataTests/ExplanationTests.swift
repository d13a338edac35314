import Errata
import Testing

@Suite struct ExplanationTests {
  private let text = "The swans of Oldtown obey the traffic lights on the bridge"

  private func explain(_ content: String) throws -> [String] {
    let claim = TestEngine.claim("swans", text + ".")
    let engine = try TestEngine.make([claim])
    var session = Engine.Session()
    let item = Item(id: "1", content: .text(content))
    let decision = engine.decide(item, now: TestEngine.now, session: &session)
    let matches = engine.match(
      item, now: TestEngine.now, top: 5, minimumScore: engine.reviewCut, explains: true, session: &session)
    return Explanation(
      item: item, decision: decision, matches: matches, claims: ["swans": claim], floor: 0.05, combination: "minimum"
    ).lines
  }

  @Test func `a label is explained by text, claim, review, stance, score terms, rule and weight`() throws {
    let lines = try explain("Look! \(text)!")
    #expect(lines[0] == "item 1, decided 2026-02-02T02:40:00Z")
    #expect(lines[1] == "  Look! ⟦\(text)⟧!")
    #expect(lines.contains { $0.hasPrefix("label rumor by match, rule ") })
    #expect(lines.contains("  claim   swans: \(text)."))
    #expect(lines.contains("  review  Checkers (2024): Checked"))
    #expect(lines.contains("          https://reviews.example/swans"))
    #expect(lines.contains("  stance  asserts"))
    #expect(lines.contains { $0.hasPrefix("  score   ") && $0.contains("entryCoverage 1") })
    #expect(lines.contains { $0.hasPrefix("weight 0.") && $0.contains("max(floor 0.05, minimum of ") })
    #expect(lines.contains { $0.contains("= 1 - (1 - limit ") && $0.contains("× strength ") })
  }

  @Test func `a suppression is explained like a label`() throws {
    let lines = try explain("FALSE: \"\(text)\". This is a hoax, the lights mean nothing to them.")
    #expect(lines.contains("no label"))
    #expect(lines.contains("matched, suppressed: refutes"))
    #expect(lines.contains { $0.hasPrefix("  stance  refutes (en.") })
    #expect(lines.contains { $0.hasSuffix("since it refutes a rumor") })
  }

  @Test func `an item with nothing says so`() throws {
    let lines = try explain("We had noodles for lunch")
    #expect(lines.contains("no label"))
    #expect(lines.contains("weight 1: nothing limits it"))
  }

  @Test func `control and direction characters don't reach the terminal`() throws {
    let lines = try explain("\u{1B}[31mred\u{202E}\n\(text)\u{7}")
    let joined = lines.joined()
    for scalar in ["\u{1B}", "\u{202E}", "\u{7}", "\n"] as [Unicode.Scalar] {
      #expect(!joined.unicodeScalars.contains(scalar))
    }
  }
}
