import ErrataJobs
import ErrataModel
import Foundation
import Testing

/// What is said of lines.
@Suite struct DiagnosticTests {
  /// A line, and the field, code and message of what is wrong with it.
  static let faults: [(line: String, field: String, code: String, message: String)] = [
    ("oops", "", "bad-json", "not JSON at byte 1: expected a value"),
    (#"{"id":"1","text":"x"} x"#, "", "bad-json", "not JSON at byte 23: unexpected text after the value"),
    ("\u{FEFF}{}", "", "bad-json", "not JSON at byte 1: expected a value"),
    ("{\"id\":\"1\",\"text\":\"\0\"}", "", "bad-json", "a control character in a string must be escaped"),
    ("[]", "", "wrong-type", "expected an object, found an array"),
    ("null", "", "wrong-type", "expected an object, found null"),
    (#"{"text":"x"}"#, "id", "missing-field", "is missing, expected a string"),
    (#"{"id":" ","text":"x"}"#, "id", "empty-field", "is empty, expected text"),
    (#"{"id":1e3,"text":"x"}"#, "id", "wrong-type", "1e3 isn't an integer, expected a string or an integer"),
    (#"{"id":"1"}"#, "text", "missing-field", "is missing, expected text or html"),
    (#"{"id":"1","text":[]}"#, "text", "wrong-type", "expected a string, found an array"),
    (#"{"id":"1","text":"x","text":"y"}"#, "text", "duplicate-field", "stands 2 times in the object, expected once"),
    (#"{"id":"1","html":"x","text":"x"}"#, "html", "two-contents", "stands beside text, expected only one of the two"),
    (#"{"id":"1","text":"x","parent":{"id":"0"}}"#, "parent.kind", "missing-field", "expected repost, quote or reply"),
    (#"{"id":"1","text":"x","topics":["a",1]}"#, "topics[1]", "wrong-type", "expected a string, found a number"),
    (#"{"id":"1","text":"x","declared":["joke"]}"#, "declared[0]", "unknown-word", "\"joke\" isn't known here"),
    (
      #"{"id":"1","text":"x","publishedAt":"now"}"#, "publishedAt", "bad-time",
      "\"now\" isn't a time, expected RFC 3339"
    ),
  ]

  @Test(arguments: faults)
  func `a faulty line is told with field, code and what was expected`(
    _ row: (line: String, field: String, code: String, message: String)
  ) throws {
    let result = try Running()(["", Running.item(1), row.line, Running.item(2)])
    let said = try #require(result.diagnostics.first)
    #expect(result.diagnostics.count == 1)
    #expect(said.severity == .error)
    #expect(said.line == 3)
    #expect(said.field == row.field)
    #expect(said.code == row.code)
    #expect(said.message.contains(row.message), "\(said.message)")
    #expect(result.output == ["1", "2"])
  }

  @Test func `broken UTF-8 is a faulty line`() throws {
    let line = Array(#"{"id":"1","text":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
    let result = try Running()(files: [line])
    #expect(result.diagnostics.map(\.message) == ["not JSON at byte 19: the string isn't valid UTF-8"])
  }

  @Test func `a line beyond the limit is told with its length`() throws {
    let long = [UInt8](repeating: 0x61, count: (16 << 20) + 1)
    let result = try Running()(files: [long + [0x0A] + Array(Running.item(2).utf8)])
    #expect(result.said == ["1 line-too-long"])
    #expect(result.diagnostics[0].message == "has 16777217 bytes, expected at most 16777216; left out")
    #expect(result.output == ["2"])
  }

  @Test func `a line of more values than an item can need is a faulty one`() throws {
    let many = #"{"id":"1","text":"x","topics":["# + repeatElement("1", count: 200_000).joined(separator: ",") + "]}"
    let result = try Running()([many])
    #expect(result.said == ["1 bad-json"])
    #expect(result.diagnostics[0].message.contains("more than 100000 values"))
  }

  @Test func `repeated ids are said ten times, unknown fields once each`() throws {
    let line = #"{"id":"a","text":"x","colour":1,"parent":{"id":"b","kind":"reply","x":1}}"#
    let result = try Running()(Array(repeating: line, count: 40))
    #expect(result.output.count == 40)
    let repeats = result.diagnostics.filter { $0.code == "duplicate-id" }
    #expect(repeats.map(\.line) == Array(2...11))
    #expect(repeats.allSatisfy { $0.severity == .warning && $0.field == "id" })
    #expect(repeats.count { $0.message.hasSuffix("further repeats are not said") } == 1)
    #expect(repeats.last?.message.hasSuffix("further repeats are not said") == true)
    #expect(result.diagnostics.filter { $0.code == "unknown-field" }.map(\.field) == ["colour", "parent.x"])
  }

  @Test func `no more than a hundred unknown fields are said`() throws {
    let result = try Running()((0..<150).map { #"{"id":"\#($0)","text":"x","f\#($0)":1}"# })
    #expect(result.said.count { $0.hasSuffix("unknown-field") } == 100)
    #expect(result.report?.badLines == 0)
  }

  @Test func `what a line says is cut where it is long`() throws {
    let long = String(repeating: "喝", count: 100_000)
    let result = try Running()([
      #"{"id":"\#(long)","text":"x","\#(long)":1}"#, #"{"id":"\#(long)","text":"x"}"#,
      #"{"id":"1","text":"x","publishedAt":"\#(long)"}"#, #"{"id":"1","text":"x","topics":{"\#(long)":1}}"#,
    ])
    #expect(result.said == ["1 unknown-field", "2 duplicate-id", "3 bad-time", "4 wrong-type"])
    for said in result.diagnostics { #expect(said.description.count < 500, "\(said.code)") }
    #expect(result.diagnostics[2].message.hasSuffix("isn't a time, expected RFC 3339 such as 2024-05-01T12:00:00Z"))
  }
}
