import ErrataJSON
import Testing

/// Parses a text.
func parsed(_ text: String) throws(JSONError) -> JSONValue {
  try JSONParser.parse(Array(text.utf8))
}

/// The error of bytes that aren't JSON; `nil` when they are.
func jsonError(_ bytes: [UInt8]) -> JSONError? {
  do {
    _ = try JSONParser.parse(bytes)
    return nil
  } catch {
    return error
  }
}

/// A text and the value that it stands for.
struct ValidText: Sendable, CustomTestStringConvertible {
  let text: String
  let value: JSONValue

  init(_ text: String, _ value: JSONValue) {
    self.text = text
    self.value = value
  }

  var testDescription: String { text }
}

/// A text that isn't JSON, with the place and the message of its first fault.
struct BrokenText: Sendable, CustomTestStringConvertible {
  let text: String
  let error: JSONError

  init(_ text: String, _ offset: Int, _ message: String) {
    self.text = text
    error = JSONError(offset: offset, message: message)
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct JSONParserTests {
  private static let valid = [
    ValidText("null", .null), ValidText("true", .bool(true)), ValidText("false", .bool(false)),
    ValidText(" \t\r\n1 \t\r\n", .number("1")), ValidText("\"\"", .string("")),
    ValidText("\"喝\"", .string("喝")),
    ValidText("[]", .array([])), ValidText("[ ]", .array([])), ValidText("{}", .object([])),
    ValidText("{ }", .object([])),
    ValidText("[1,[2],\"a\"]", .array([.number("1"), .array([.number("2")]), .string("a")])),
    ValidText(
      " { \"a\" : 1 , \"b\" : [ true , null ] } ",
      .object([
        JSONMember(key: "a", value: .number("1")), JSONMember(key: "b", value: .array([.bool(true), .null])),
      ])),
    ValidText(
      #"{"":{"":""}}"#,
      .object([JSONMember(key: "", value: .object([JSONMember(key: "", value: .string(""))]))])),
    ValidText(
      #"{"a":1,"a":2}"#,
      .object([JSONMember(key: "a", value: .number("1")), JSONMember(key: "a", value: .number("2"))])),
    ValidText(#"{"\u0061":1}"#, .object([JSONMember(key: "a", value: .number("1"))])),
    ValidText("\"\u{7F}\"", .string("\u{7F}")), ValidText("\"a\u{2028}b\"", .string("a\u{2028}b")),
  ]

  @Test(arguments: valid) func `valid JSON is read`(_ text: ValidText) throws {
    #expect(try parsed(text.text) == text.value)
  }

  @Test(arguments: [
    "0", "-0", "7", "-7", "10", "0.5", "-0.5", "1.0", "1.50", "1e5", "1E5", "1e+5", "1e-5", "-1.25e-07",
    "1e999",
    "9007199254740993", "18446744073709551616", "123456789012345678901234567890123456789",
    "0.1234567890123456789012345678901234567890",
  ]) func `a number keeps its digits`(_ digits: String) throws {
    #expect(try parsed(digits) == .number(digits))
    #expect(try parsed("[\(digits)]") == .array([.number(digits)]))
  }

  private static let broken = [
    BrokenText("", 0, "the text ends where a value was expected"),
    BrokenText("  ", 2, "the text ends where a value was expected"),
    BrokenText("[", 1, "the text ends where a value was expected"),
    BrokenText("{\"a\":", 5, "the text ends where a value was expected"),
    BrokenText("x", 0, "expected a value"), BrokenText("[,1]", 1, "expected a value"),
    BrokenText("[1,]", 3, "expected a value"), BrokenText("{\"a\":}", 5, "expected a value"),
    BrokenText("'a'", 0, "expected a value"), BrokenText("NaN", 0, "expected a value"),
    BrokenText("+1", 0, "expected a value"), BrokenText(".5", 0, "expected a value"),
    BrokenText("\u{FEFF}1", 0, "expected a value"), BrokenText("\u{0}", 0, "expected a value"),
    BrokenText("\u{A0}1", 0, "expected a value"), BrokenText("// 1", 0, "expected a value"),
    BrokenText("tru", 0, "expected true"), BrokenText("[trne]", 1, "expected true"),
    BrokenText("fals", 0, "expected false"), BrokenText("nul", 0, "expected null"),
    BrokenText("nil", 0, "expected null"),
    BrokenText("1 2", 2, "unexpected text after the value"),
    BrokenText("{}{}", 2, "unexpected text after the value"),
    BrokenText("truex", 4, "unexpected text after the value"),
    BrokenText("01", 1, "unexpected text after the value"),
    BrokenText("0x1", 1, "unexpected text after the value"),
    BrokenText("1\u{0}", 1, "unexpected text after the value"),
    BrokenText("]", 0, "expected a value"), BrokenText("[]]", 2, "unexpected text after the value"),
    BrokenText("{a:1}", 1, "expected a name in double quotes"),
    BrokenText("{1:1}", 1, "expected a name in double quotes"),
    BrokenText("{\"a\":1,}", 7, "expected a name in double quotes"),
    BrokenText("{", 1, "expected a name in double quotes"),
    BrokenText("{\"a\" 1}", 5, "expected ':' after the name"),
    BrokenText("{\"a\"", 4, "expected ':' after the name"),
    BrokenText("{\"a\":1 \"b\":2}", 7, "expected ',' or '}' after the value"),
    BrokenText("{\"a\":1", 6, "expected ',' or '}' after the value"),
    BrokenText("{\"a\":1]", 6, "expected ',' or '}' after the value"),
    BrokenText("[1 2]", 3, "expected ',' or ']' after the value"),
    BrokenText("[1", 2, "expected ',' or ']' after the value"),
    BrokenText("[1}", 2, "expected ',' or ']' after the value"),
    BrokenText("-", 1, "expected a digit"), BrokenText("-a", 1, "expected a digit"),
    BrokenText("1.", 2, "expected a digit"),
    BrokenText("1.e5", 2, "expected a digit"), BrokenText("1e", 2, "expected a digit"),
    BrokenText("1e+", 3, "expected a digit"),
    BrokenText("[-]", 2, "expected a digit"), BrokenText("1e+-5", 3, "expected a digit"),
  ]

  @Test(arguments: broken) func `what isn't JSON is refused with its place`(_ text: BrokenText) {
    #expect(jsonError(Array(text.text.utf8)) == text.error)
  }

  @Test func `an error counts bytes from one`() {
    #expect(
      JSONError(offset: 11, message: "expected ':' after the name").description
        == "not JSON at byte 12: expected ':' after the name")
  }

  @Test func `objects and arrays nest up to 64 levels`() throws {
    let depth = JSONParser.maximumDepth
    #expect(depth == 64)
    for (open, inner, close) in [
      ("[", "", "]"), ("[", "1", "]"), ("{\"a\":", "null", "}"), ("[{\"a\":", "\"x\"", "}]"),
    ] {
      let count = open.hasPrefix("[{") ? depth / 2 : depth
      let text = String(repeating: open, count: count) + inner + String(repeating: close, count: count)
      #expect(throws: Never.self) { try parsed(text) }
    }
  }

  @Test(arguments: [65, 66, 1000, 100_000]) func `deeper nesting is refused where it gets too deep`(
    _ depth: Int
  ) {
    let arrays = String(repeating: "[", count: depth)
    #expect(jsonError(Array(arrays.utf8)) == JSONError(offset: 64, message: "nested deeper than 64 levels"))
    let objects = String(repeating: "{\"a\":", count: depth)
    #expect(jsonError(Array(objects.utf8)) == JSONError(offset: 320, message: "nested deeper than 64 levels"))
  }

  @Test func `the first member of a name is found in objects only`() throws {
    let value = try parsed(#"{"a":1,"b":2,"a":3}"#)
    #expect(value["a"] == .number("1"))
    #expect(value["b"] == .number("2"))
    #expect(value["c"] == nil)
    #expect(try parsed("[1]")["a"] == nil)
  }

  @Test(arguments: [
    ("null", "null"), ("true", "a boolean"), ("1", "a number"), ("\"\"", "a string"), ("[]", "an array"),
    ("{}", "an object"),
  ]) func `a value says what it is`(_ text: String, _ kind: String) throws {
    #expect(try parsed(text).kind == kind)
  }
}
