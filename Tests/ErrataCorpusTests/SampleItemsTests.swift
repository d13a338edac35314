import ErrataCorpus
import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

@Suite struct SampleItemsTests {
  static let items: [Item] = ShippedData.sampleItems.split(separator: 0x0A).compactMap { line in
    guard let value = try? JSONParser.parse(Array(line)) else { return nil }
    return try? ItemDecoder.decode(value).item
  }

  @Test func `all sample items can be read, and no field is unknown`() throws {
    let lines = ShippedData.sampleItems.split(separator: 0x0A)
    #expect(Self.items.count == lines.count)
    for line in lines {
      #expect(try ItemDecoder.decode(JSONParser.parse(Array(line))).unknownFields == [])
    }
  }

  @Test func `there are enough in both languages, each id once`() {
    let ids = Self.items.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.count { $0.hasPrefix("s-zh-") } >= 24)
    #expect(ids.count { $0.hasPrefix("s-en-") } >= 24)
  }

  @Test func `they show markup, a parent, a declaration and an age`() {
    #expect(Self.items.contains { if case .html = $0.content { true } else { false } })
    #expect(Self.items.contains { $0.parent != nil })
    #expect(Self.items.contains { $0.declared == [.fictional] })
    #expect(Self.items.contains { $0.publishedAt != nil })
  }
}
