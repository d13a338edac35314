import Errata
import ErrataModel
import Testing

@Suite struct ItemBufferEngineTests {
  private static let items = [
    Item(id: "plain", content: .text("The ferry leaves at nine, bring a coat.")),
    Item(id: "asserts", content: .text("Everyone knows that boiled socks cure the common cold overnight!"), lang: "en"),
    Item(id: "markup", content: .html("<p>Boiled socks <b>cure</b> the common cold overnight</p>")),
    Item(id: "declared", content: .text("Once upon a time"), declared: [.fictional]),
    Item(id: "empty", content: .text("")),
    Item(id: "long", content: .text(String(repeating: "a long text about nothing ", count: 12_000))),
  ]

  @Test(arguments: items)
  func `an item of a buffer is judged as any other`(_ item: Item) throws {
    let engine = try TestEngine.make([TestEngine.claim("socks", "Boiled socks cure the common cold overnight")])
    var (session, buffer) = (Engine.Session(), ItemBuffer())
    buffer.hold(item)
    let expected = engine.decide(item, now: TestEngine.now, session: &session)
    let decision = engine.decide(buffer, now: TestEngine.now, session: &session)
    #expect(decision ?? engine.plainDecision(id: item.id, now: TestEngine.now) == expected)
    #expect((decision == nil) == ["plain", "empty"].contains(item.id))
    let matches = engine.match(buffer, now: TestEngine.now, top: 5, minimumScore: 0, session: &session)
    #expect(matches == engine.match(item, now: TestEngine.now, top: 5, minimumScore: 0, session: &session))
  }
}
