import ErrataModel
import ErrataTestSupport
import Testing

@Suite struct ItemBufferTests {
  private static let full = Item(
    id: "i", content: .html("<p>Sock tea, 袜子茶</p>"), lang: "en", author: "a", publishedAt: Timestamp(milliseconds: 1),
    parent: Parent(id: "p", kind: .quote), declared: [.fictional], surface: "feed", topics: [Topic(rawValue: "health")])

  @Test func `what a buffer holds comes out whole`() {
    var buffer = ItemBuffer()
    for item in [Self.full, Item(id: "j", content: .text("")), Self.full, Item(id: "k", content: .text("x"))] {
      buffer.hold(item)
      #expect(buffer.item == item)
      #expect(buffer.source == item.content.source)
      #expect(buffer.head.content == .text(""))
    }
  }

  @Test func `nothing is left of an item that was removed`() {
    var buffer = ItemBuffer()
    buffer.hold(Self.full)
    buffer.removeAll()
    #expect(buffer.item == ItemBuffer().item)
  }

  @Test func `a plain time is the same time, and no other text is one`() {
    let texts = [
      "2024-05-01T12:00:00Z", "2024-02-29T23:59:59Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
      "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z",
      "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:0aZ",
      "2024-01-01T00:00:00z", "2024-01-01T00:00:00", "", "2024-01-01T00:00:00.5Z", "2024x01-01T00:00:00Z",
    ]
    for text in texts {
      let plain = Timestamp(plain: Array(text.utf8).span)
      if let plain { #expect(plain == Timestamp(text)) }
    }
    #expect(texts.prefix(4).allSatisfy { Timestamp(plain: Array($0.utf8).span) != nil })
    #expect(texts.dropFirst(4).allSatisfy { Timestamp(plain: Array($0.utf8).span) == nil })
    var random = SeededRandom(seed: 7)
    for _ in 0..<500 {
      let time = Timestamp(milliseconds: Int64.random(in: -62_167_219_200...253_402_300_799, using: &random) * 1000)
      #expect(Timestamp(plain: Array(time.description.utf8).span) == time)
    }
  }
}
