import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

@Suite struct ItemDecoderTests {
  private func decoded(_ text: String) throws -> ItemDecoder.Decoded {
    try ItemDecoder.decode(try json(text))
  }

  @Test func `an item needs an id and a text`() throws {
    let decoded = try decoded(#"{"id":"i-1","text":"Sock tea."}"#)
    #expect(decoded.item == Item(id: "i-1", content: .text("Sock tea.")))
    #expect(decoded.unknownFields.isEmpty)
  }

  @Test func `every field of an item is read`() throws {
    let decoded = try decoded(
      """
      {"id":"i-1","html":"<p>Sock tea.</p>","lang":"en","author":"a-1","publishedAt":"2024-05-01T20:00:00+08:00",
       "parent":{"id":"p-1","kind":"quote"},"declared":["fictional","aiGenerated","sourced"],"surface":"feed",
       "topics":["health","myOwn"]}
      """)
    #expect(
      decoded.item
        == Item(
          id: "i-1", content: .html("<p>Sock tea.</p>"), lang: "en", author: "a-1",
          publishedAt: Timestamp(milliseconds: 1_714_564_800_000), parent: Parent(id: "p-1", kind: .quote),
          declared: [.fictional, .aiGenerated, .sourced], surface: "feed",
          topics: ["health", "myOwn"].map(Topic.init(rawValue:))))
    #expect(decoded.unknownFields.isEmpty)
  }

  @Test func `an empty text is a text`() throws {
    #expect(try decoded(#"{"id":"i","text":""}"#).item.content == .text(""))
    #expect(try decoded(#"{"id":"i","html":""}"#).item.content == .html(""))
  }

  @Test func `null counts as absent`() throws {
    let decoded = try decoded(
      """
      {"id":"i","text":null,"html":"x","lang":null,"author":null,"publishedAt":null,"parent":null,"declared":null,
       "surface":null,"topics":null}
      """)
    #expect(decoded.item == Item(id: "i", content: .html("x")))
    #expect(decoded.unknownFields.isEmpty)
  }

  @Test(arguments: [
    "0", "7", "-7", "9007199254740993", "18446744073709551616", "123456789012345678901234567890123456789",
  ]) func `an integer id is read as its digits`(_ digits: String) throws {
    #expect(try decoded(#"{"id":\#(digits),"text":"x"}"#).item.id == digits)
    let reply = try decoded(#"{"id":"i","text":"x","parent":{"id":\#(digits),"kind":"reply"}}"#)
    #expect(reply.item.parent == Parent(id: digits, kind: .reply))
  }

  @Test func `unknown fields are ignored and named, nested ones too`() throws {
    let decoded = try decoded(
      #"{"likes":3,"id":"i","text":"x","parent":{"id":"p","kind":"reply","depth":1},"Lang":"en","likes":4}"#)
    #expect(decoded.item == Item(id: "i", content: .text("x"), parent: Parent(id: "p", kind: .reply)))
    #expect(decoded.unknownFields == ["likes", "Lang", "parent.depth"])
  }

  @Test(arguments: [
    FaultCase("[]", "", "wrong-type", "expected an object, found an array"),
    FaultCase("null", "", "wrong-type", "expected an object, found null"),
    FaultCase(#"{"text":"x"}"#, "id", "missing-field", "is missing, expected a string"),
    FaultCase(#"{"id":null,"text":"x"}"#, "id", "missing-field", "is missing, expected a string"),
    FaultCase(#"{"id":"","text":"x"}"#, "id", "empty-field", "is empty, expected text"),
    FaultCase(#"{"id":" \u3000\n","text":"x"}"#, "id", "empty-field", "is empty, expected text"),
    FaultCase(#"{"id":true,"text":"x"}"#, "id", "wrong-type", "expected a string, found a boolean"),
    FaultCase(
      #"{"id":1.0,"text":"x"}"#, "id", "wrong-type", "1.0 isn't an integer, expected a string or an integer"),
    FaultCase(
      #"{"id":1e3,"text":"x"}"#, "id", "wrong-type", "1e3 isn't an integer, expected a string or an integer"),
    FaultCase(
      #"{"id":"a","id":"b","text":"x"}"#, "id", "duplicate-field",
      "stands 2 times in the object, expected once"),
    FaultCase(#"{"id":"i"}"#, "text", "missing-field", "is missing, expected text or html"),
    FaultCase(#"{"id":"i","text":null}"#, "text", "missing-field", "is missing, expected text or html"),
    FaultCase(
      #"{"id":"i","text":"x","html":"y"}"#, "html", "two-contents",
      "stands beside text, expected only one of the two"),
    FaultCase(#"{"id":"i","text":1}"#, "text", "wrong-type", "expected a string, found a number"),
    FaultCase(#"{"id":"i","html":{}}"#, "html", "wrong-type", "expected a string, found an object"),
    FaultCase(#"{"id":"i","text":"x","lang":1}"#, "lang", "wrong-type", "expected a string, found a number"),
    FaultCase(
      #"{"id":"i","text":"x","author":7}"#, "author", "wrong-type", "expected a string, found a number"),
    FaultCase(
      #"{"id":"i","text":"x","surface":[]}"#, "surface", "wrong-type", "expected a string, found an array"),
    FaultCase(
      #"{"id":"i","text":"x","publishedAt":"2024-02-30"}"#, "publishedAt", "bad-time",
      #""2024-02-30" isn't a time, expected RFC 3339 such as 2024-05-01T12:00:00Z"#),
    FaultCase(
      #"{"id":"i","text":"x","publishedAt":1714564800}"#, "publishedAt", "wrong-type",
      "expected a string, found a number"),
    FaultCase(
      #"{"id":"i","text":"x","parent":"p"}"#, "parent", "wrong-type", "expected an object, found a string"),
    FaultCase(
      #"{"id":"i","text":"x","parent":{"kind":"reply"}}"#, "parent.id", "missing-field",
      "is missing, expected a string"
    ),
    FaultCase(
      #"{"id":"i","text":"x","parent":{"id":"p"}}"#, "parent.kind", "missing-field",
      "is missing, expected repost, quote or reply"),
    FaultCase(
      #"{"id":"i","text":"x","parent":{"id":"p","kind":"Reply"}}"#, "parent.kind", "unknown-word",
      #""Reply" isn't known here, expected one of: repost, quote, reply"#),
    FaultCase(
      #"{"id":"i","text":"x","parent":{"id":0.5,"kind":"reply"}}"#, "parent.id", "wrong-type",
      "0.5 isn't an integer, expected a string or an integer"),
    FaultCase(
      #"{"id":"i","text":"x","declared":"fictional"}"#, "declared", "wrong-type",
      "expected an array, found a string"),
    FaultCase(
      #"{"id":"i","text":"x","declared":["fictional","joke"]}"#, "declared[1]", "unknown-word",
      #""joke" isn't known here, expected one of: fictional, aiGenerated, sourced"#),
    FaultCase(
      #"{"id":"i","text":"x","declared":[1]}"#, "declared[0]", "wrong-type",
      "expected a string, found a number"),
    FaultCase(
      #"{"id":"i","text":"x","topics":["a",null]}"#, "topics[1]", "wrong-type",
      "expected a string, found null"),
    FaultCase(
      #"{"id":"i","text":"x","topics":{}}"#, "topics", "wrong-type", "expected an array, found an object"),
  ]) func `a faulty item is refused by field`(_ fault: FaultCase) throws {
    let value = try json(fault.text)
    #expect(thrownFault { () throws(FieldFault) in try ItemDecoder.decode(value) } == fault.fault)
  }
}
