import ErrataJSON
import ErrataModel
import ErrataTestSupport
import Testing

@testable import ErrataExchange

@Suite struct ItemReaderTests {
  /// What the decoder over parsed values makes of a text.
  private func decoded(_ bytes: [UInt8]) -> Result<ItemDecoder.Decoded, any Error> {
    Result { try ItemDecoder.decode(JSONParser.parse(bytes)) }
  }

  /// The item, if a reader reads the text in place.
  private func inPlace(_ text: String, told: [String] = []) throws -> Item? {
    var (reader, buffer) = (ItemReader(), ItemBuffer())
    if !told.isEmpty {
      let fields = told.map { #","\#($0)":0"# }.joined()
      _ = try reader.read(Array(#"{"id":"x","text":""\#(fields)}"#.utf8).span, into: &buffer)
    }
    return reader.readInPlace(Array(text.utf8).span, into: &buffer) ? buffer.item : nil
  }

  @Test(arguments: [
    #"{"id":"a","text":"x"}"#, " {\t\"id\" : \"a\" ,\r\n \"text\" : \"x\" } ", #"{"id":-12,"html":"<b>x</b>"}"#,
    #"{"id":0,"text":""}"#, #"{"text":"早安 a\"\\\/\b\f\n\r\t\u4e2d\uD83D\uDE00\ud800!\uDC00","id":"\u0061"}"#,
    #"{"id":"a","text":null,"html":"x","lang":null,"author":null,"surface":null,"publishedAt":null,"parent":null}"#,
    #"{"id":"a","text":"x","declared":[],"topics":[ ]}"#, #"{"id":"a","text":"x","declared":null,"topics":null}"#,
    #"{"id":"a","text":"x","declared":["fictional" , "sourced"],"topics":["health","a\nb"]}"#,
    #"{"id":"a","text":"x","publishedAt":"2024-05-01T20:00:00Z","lang":"zh","surface":"feed"}"#,
    #"{"id":"a","text":"x","publishedAt":"2024-05-01T20:00:00.5+08:00"}"#,
    #"{"id":"a","text":"x","parent":{"kind":"reply","id":7}}"#,
    #"{"id":"012345678901234567890","text":"x","author":"an author with a long name"}"#,
  ])
  func `a regular item is read in place, as the decoder has it`(_ text: String) throws {
    let item = try inPlace(text)
    #expect(item == (try decoded(Array(text.utf8)).get().item))
  }

  @Test(arguments: [
    "[1]", "{}", #"{"id":"a"}"#, #"{"text":"x"}"#, #"{"id":"a","id":"a","text":"x"}"#,
    #"{"id":"a","text":"x","html":"x"}"#, #"{"id":"a","text":"x","text":null}"#, #"{"id":"","text":"x"}"#,
    #"{"id":" ","text":"x"}"#, #"{"id":1.0,"text":"x"}"#, #"{"id":1e3,"text":"x"}"#, #"{"id":01,"text":"x"}"#,
    #"{"id":true,"text":"x"}"#, #"{"id":"中","text":"x"}"#, #"{"i\u0064":"a","text":"x"}"#, #"{"id":"a","text":1}"#,
    #"{"id":"a","text":"x"} x"#, #"{"id":"a","text":"x",}"#, #"{"id":"a" "text":"x"}"#, #"{"id":"a","text":"x""#,
    #"{"id":"a","text":"\q"}"#, #"{"id":"a","text":"\u12g4"}"#, #"{"id":"a","text":"\ud83d\u12"}"#,
    "{\"id\":\"a\",\"text\":\"\u{1}\"}", #"{"id":"a","text":"x","declared":["lie"]}"#,
    #"{"id":"a","text":"x","declared":[1]}"#, #"{"id":"a","text":"x","topics":"health"}"#,
    #"{"id":"a","text":"x","publishedAt":"yesterday"}"#, #"{"id":"a","text":"x","parent":{"id":"b"}}"#,
    #"{"id":"a","text":"x","parent":{"kind":"quote"}}"#, #"{"id":"a","text":"x","parent":{"id":"b","kind":"x"}}"#,
    #"{"id":"a","text":"x","parent":{"id":"b","id":"b","kind":"quote"}}"#, #"{"id":"a","text":"x","parent":{}}"#,
    #"{"id":"a","text":"x","new":1}"#, #"{"id":"a","text":"x","parent":{"id":"b","kind":"quote","new":1}}"#,
    #"{"id":"a","text":"x","known":[[[[[[[[[]]]]]]]]]}"#, #"{"id":"a","text":"x","known":-}"#,
    #"{"id":"a","text":"x","known":1.}"#, #"{"id":"a","text":"x","known":tru}"#,
    #"{"id":"a","text":"x","known":{1:2}}"#,
    #"{"id":"a","text":"x","known":"\ud800\u00"}"#, #"{"id":"a","text":"x","known":[1 2]}"#,
  ])
  func `an irregular text isn't read in place, and has the decoder's result`(_ text: String) throws {
    #expect(try inPlace(text, told: ["known"]) == nil)
    var (reader, buffer) = (ItemReader(), ItemBuffer())
    let result = Result { try reader.read(Array(text.utf8).span, into: &buffer) }
    switch (result, decoded(Array(text.utf8))) {
    case (.success(let fields), .success(let expected)):
      #expect(buffer.item == expected.item)
      #expect(fields == expected.unknownFields)
    case (.failure(let error), .failure(let expected)): #expect("\(error)" == "\(expected)")
    default: Issue.record("one way reads it and the other doesn't: \(text)")
    }
  }

  @Test func `more values and list members than are usual are left to the decoder`() throws {
    let values = repeatElement("0", count: 10_001).joined(separator: ",")
    #expect(try inPlace(#"{"id":"a","text":"x","known":[\#(values)]}"#, told: ["known"]) == nil)
    let topics = repeatElement(#""t""#, count: 1001).joined(separator: ",")
    #expect(try inPlace(#"{"id":"a","text":"x","topics":[\#(topics)]}"#) == nil)
  }

  // MARK: Unknown fields

  private func told(_ lines: [String]) throws -> [[String]] {
    var (reader, buffer) = (ItemReader(), ItemBuffer())
    return try lines.map { try reader.read(Array($0.utf8).span, into: &buffer) }
  }

  private func item(_ fields: String) -> String { #"{"id":"a","text":"x",\#(fields)}"# }

  @Test func `an unknown field is told and then read in place`() throws {
    let line = item(#""kind":1,"a rather long name of a field":{"b":[null,true,-1.5e+3,"\u00e9"]},"kind":2"#)
    let names = ["kind", "a rather long name of a field"]
    #expect(try told([line, line]) == [names, []])
    #expect(try inPlace(line, told: names)?.id == "a")
    let parent = item(#""parent":{"id":"b","kind":"quote","url":1,"another rather long name":2}"#)
    #expect(try told([parent, parent]) == [["parent.url", "parent.another rather long name"], []])
  }

  @Test func `names that only begin alike are told apart`() throws {
    let names = ["a", "ab", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq", "abcdefghijklmnopr"]
    #expect(try told(names.map { item(#""\#($0)":0"#) }) == names.map { [$0] })
    #expect(
      try told([#"a\u0000"#, "a", "parent.a", "a"].map { item(#""\#($0)":0"#) }) == [["a\0"], ["a"], ["parent.a"], []])
  }

  @Test func `no more names are told than anybody says`() throws {
    let lines = (0..<ItemReader.nameLimit + 5).map { item(#""n\#($0)":0"#) }
    #expect(try told(lines).count { !$0.isEmpty } == ItemReader.nameLimit)
  }

  // MARK: Both ways

  /// A text of an item, mostly regular.
  private func text(_ seed: UInt64) -> [UInt8] {
    var parts = RandomParts(seed: seed)
    var bytes = Array(written { ItemEncoder.encode(parts.item(), into: &$0) }.utf8)
    let additions = [
      #","extra":1"#, #","extra":{"a":[1,"\u00e9"]}"#, #","parent.x":0"#, #","中":0"#, #","id":"again""#,
      #" , "more" : null"#,
      #","a name of more than sixteen":[]"#,
    ]
    for _ in 0..<Int.random(in: 0...2, using: &parts.random) {
      bytes.insert(contentsOf: (additions.randomElement(using: &parts.random) ?? "").utf8, at: bytes.count - 1)
    }
    if Int.random(in: 0..<3, using: &parts.random) == 0 {
      let place = Int.random(in: 0..<bytes.count, using: &parts.random)
      switch Int.random(in: 0..<4, using: &parts.random) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &parts.random)
      case 2: bytes.insert(Array(#"{}[]":,\u0eE-. "#.utf8).randomElement(using: &parts.random) ?? 0, at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }

  @Test func `reading in place and by values give the same items, fields and faults`() {
    var (reader, buffer) = (ItemReader(), ItemBuffer())
    var told: Set<String> = []
    var countInPlace = 0
    for seed in 0..<6000 as Range<UInt64> {
      // Afresh before so many names were told that no more are.
      if seed % 200 == 0 { (reader, told) = (ItemReader(), []) }
      let bytes = text(seed)
      let expected = decoded(bytes)
      var probe = reader
      if probe.readInPlace(bytes.span, into: &buffer) {
        countInPlace += 1
        #expect(buffer.item == (try? expected.get().item), "seed \(seed)")
      }
      switch (Result { try reader.read(bytes.span, into: &buffer) }, expected) {
      case (.success(let fields), .success(let expected)):
        #expect(buffer.item == expected.item, "seed \(seed)")
        #expect(fields.isEmpty || fields == expected.unknownFields, "seed \(seed)")
        told.formUnion(fields)
        #expect(told.isSuperset(of: expected.unknownFields), "seed \(seed)")
      case (.failure(let error), .failure(let expected)): #expect("\(error)" == "\(expected)", "seed \(seed)")
      default: Issue.record("one way reads it and the other doesn't, seed \(seed)")
      }
    }
    #expect(countInPlace > 2000)
  }
}

@Suite struct PlainDecisionEncoderTests {
  @Test(arguments: ["", "a", "\"\\\n\u{7F}中", "0123456789abcdef0123456789"])
  func `a plain decision has the same bytes as when it is built`(_ id: String) {
    var decision = Decision(
      id: "other", labels: [], suppressed: [], queued: [], weight: .unlimited, corpusRevision: "r\"",
      policyVersion: "p",
      normalizerVersion: "2", decidedAt: Timestamp(milliseconds: 1))
    let encoder = PlainDecisionEncoder(decision)
    decision.id = id
    #expect(written { encoder.encode(id: id, into: &$0) } == written { DecisionEncoder.encode(decision, into: &$0) })
  }
}
