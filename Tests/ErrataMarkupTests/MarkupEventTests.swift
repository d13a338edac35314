import ErrataMarkup
import Testing

/// Elements of pages and feeds as they are reported.
@Suite struct MarkupEventTests {
  private func page(_ html: String, limits: MarkupLimits = .default) throws -> (events: [MarkupEvent], isCut: Bool) {
    var events: [MarkupEvent] = []
    let isCut = try PageReader.read(html, limits: limits) { event in
      events.append(event)
      return true
    }
    return (events, isCut)
  }

  private func feed(_ xml: String, pieces: Int = .max) throws -> (events: [MarkupEvent], reader: XMLReader) {
    final class Box { var events: [MarkupEvent] = [] }
    let box = Box()
    let reader = try XMLReader { box.events.append($0) }
    var rest = Array(xml.utf8)[...]
    while !rest.isEmpty {
      guard try reader.read(rest.prefix(pieces)) else { break }
      rest = rest.dropFirst(pieces)
    }
    _ = try reader.read([], isLast: true)
    return (box.events, reader)
  }

  private func joined(_ events: [MarkupEvent]) -> [MarkupEvent] {
    events.reduce(into: []) { all, event in
      if case .text(let piece) = event, case .text(let before)? = all.last {
        all[all.count - 1] = .text(before + piece)
      } else {
        all.append(event)
      }
    }
  }

  @Test func `a page's elements come with attributes, and a script as it stands`() throws {
    let script = #"{"a":"<b>1 &amp; 2</b>"}"#
    let html = #"<p class=x itemprop>a &lt; b<br></p><script type="application/ld+json">"# + script + "</script>"
    let events = joined(try page(html).events)
    #expect(
      events.prefix(5) == [
        .start(
          name: "p", namespace: "",
          attributes: [MarkupAttribute(name: "class", value: "x"), MarkupAttribute(name: "itemprop", value: "")]),
        .text("a < b"), .start(name: "br", namespace: "", attributes: []), .end(name: "br"), .end(name: "p"),
      ])
    #expect(events.contains(.text(script)))
  }

  @Test func `a script keeps what looks like a tag without an end`() throws {
    let script = "{\"a\":\"1 <b " + (0..<600).map { "word\($0)=1 " }.joined() + "\"}"
    let events = joined(try page("<script>\(script)</script>").events)
    #expect(events.contains(.text(script)))
  }

  @Test func `a page is read up to the limits, and no further than is wanted`() throws {
    #expect(try page(String(repeating: "<div>", count: 5000)).isCut)
    #expect(try page("<p>text</p>", limits: MarkupLimits(bytes: 4)).isCut)
    var count = 0
    try PageReader.read("<p>a</p><p>b</p><p>c</p>") { _ in
      count += 1
      return count < 2
    }
    #expect(count == 2)
  }

  @Test func `a feed's elements come with their namespace, in pieces of any size`() throws {
    let xml = """
      <f xmlns="urn:a" xmlns:b="urn:b" b:c="1" d="2"><b:e>x &amp; <![CDATA[<y>]]></b:e></f>
      """
    let expected: [MarkupEvent] = [
      .start(
        name: "f", namespace: "urn:a",
        attributes: [MarkupAttribute(name: "b:c", value: "1"), MarkupAttribute(name: "d", value: "2")]),
      .start(name: "e", namespace: "urn:b", attributes: []), .text("x & <y>"), .end(name: "e"), .end(name: "f"),
    ]
    for size in [1, 3, 1000] {
      let (events, reader) = try feed(xml, pieces: size)
      #expect(joined(events) == expected, "pieces of \(size)")
      #expect(reader.fault == nil && reader.refusal == nil)
    }
  }

  @Test func `XML that isn't well-formed is read as far as it makes sense, and the line is told`() throws {
    let (events, reader) = try feed("<a>\n<b>1</b>\n<c>2 &nbsp; 3</c>\n<d>4</d>\n</a>")
    #expect(events.contains(.start(name: "d", namespace: "", attributes: [])) && events.contains(.text("4")))
    let fault = try #require(reader.fault)
    #expect(fault.line == 3 && fault.message.contains("nbsp"))
  }

  @Test func `entities and depth end the reading`() throws {
    #expect(try feed("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>").reader.refusal == .entity(name: "x"))
    let deep = String(repeating: "<a>", count: 100)
    let (events, reader) = try feed(deep)
    #expect(reader.refusal == .depth && events.count == 64)
  }
}
