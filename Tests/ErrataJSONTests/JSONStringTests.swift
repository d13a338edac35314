import ErrataJSON
import Testing

/// Bytes in a string, with the place and the message of the first fault.
struct BrokenBytes: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let error: JSONError

  /// A string that holds the bytes as they are.
  init(_ name: String, string bytes: [UInt8]) {
    self.name = name
    self.bytes = [0x5B, 0x22] + bytes + [0x22, 0x5D]
    error = JSONError(offset: 2, message: "the string isn't valid UTF-8")
  }

  var testDescription: String { name }
}

@Suite struct JSONStringTests {
  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u4E2d""#, "Aé中"),
    (#""a\u0000b""#, "a\u{0}b"),
    (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00x""#, "😀x"), (#""\uFFFF\uFFFE""#, "\u{FFFF}\u{FFFE}"),
    (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""中\n文""#, "中\n文"),
  ]) func `escapes are read`(_ text: String, _ string: String) throws {
    guard case .string(let found) = try parsed(text) else {
      Issue.record("not a string")
      return
    }
    #expect(Array(found.unicodeScalars) == Array(string.unicodeScalars))
  }

  @Test(arguments: [
    (#""\ud83d""#, "\u{FFFD}"), (#""\ude00""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
    (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"),
  ]) func `a lone surrogate becomes a replacement character`(_ text: String, _ string: String) throws {
    #expect(try parsed(text) == .string(string))
  }

  @Test(arguments: [
    BrokenText("\"", 1, "the string isn't closed"), BrokenText("\"abc", 4, "the string isn't closed"),
    BrokenText("\"\\", 2, "the string isn't closed"), BrokenText("\"a\\\"", 4, "the string isn't closed"),
    BrokenText("\"a\nb\"", 2, "a control character in a string must be escaped"),
    BrokenText("\"a\\nb\tc\"", 5, "a control character in a string must be escaped"),
    BrokenText("\"\u{0}\"", 1, "a control character in a string must be escaped"),
    BrokenText("\"\u{1F}\"", 1, "a control character in a string must be escaped"),
    BrokenText("\"\\x41\"", 2, "unknown escape in a string"),
    BrokenText("\"\\'\"", 2, "unknown escape in a string"),
    BrokenText("\"\\U0041\"", 2, "unknown escape in a string"),
    BrokenText("\"\\é\"", 2, "unknown escape in a string"),
    BrokenText("\"\\u\"", 3, "expected four hexadecimal digits"),
    BrokenText("\"\\u12", 5, "expected four hexadecimal digits"),
    BrokenText("\"\\u00g0\"", 5, "expected four hexadecimal digits"),
    BrokenText("\"\\u+123\"", 3, "expected four hexadecimal digits"),
    BrokenText("\"\\u１234\"", 3, "expected four hexadecimal digits"),
    BrokenText("\"\\ud83d\\u\"", 9, "expected four hexadecimal digits"),
    BrokenText("{\"a", 3, "the string isn't closed"),
  ]) func `a broken string is refused with its place`(_ text: BrokenText) {
    #expect(jsonError(Array(text.text.utf8)) == text.error)
  }

  @Test(arguments: [
    BrokenBytes("a lone continuation", string: [0x80]), BrokenBytes("a cut sequence", string: [0xE4, 0xB8]),
    BrokenBytes("an overlong slash", string: [0xC0, 0xAF]),
    BrokenBytes("an overlong NUL", string: [0xC0, 0x80]),
    BrokenBytes("a surrogate", string: [0xED, 0xA0, 0x80]),
    BrokenBytes("beyond U+10FFFF", string: [0xF4, 0x90, 0x80, 0x80]),
    BrokenBytes("a byte that never occurs", string: [0xFF]),
    BrokenBytes("GBK text", string: [0xBA, 0xC8, 0xBE, 0xC6]),
    BrokenBytes("broken after an escape", string: [0x5C, 0x6E, 0xFE]),
    BrokenBytes("broken before an escape", string: [0xFE, 0x5C, 0x6E]),
  ]) func `broken UTF-8 is refused at the start of its string`(_ text: BrokenBytes) {
    #expect(jsonError(text.bytes) == text.error)
  }

  @Test func `broken UTF-8 in a name is refused`() {
    #expect(
      jsonError([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])
        == JSONError(offset: 2, message: "the string isn't valid UTF-8"))
  }

  @Test func `broken UTF-8 outside a string is no value`() {
    #expect(jsonError([0xFF]) == JSONError(offset: 0, message: "expected a value"))
  }
}
