/// The bytes of a source, and those that the parser is given. What is replaced is replaced byte for byte, so an offset
/// in either is an offset in the source.
enum SourceBytes {
  /// Stands for bytes that have no part in the text: NUL and other control codes, and the non-characters U+FFFE and
  /// U+FFFF, which browsers don't show either.
  static let nothing: UInt8 = 0x7F

  /// The first bytes of `html`, at most `limit`, cut between two characters. What has no part in the text is replaced
  /// by `nothing`.
  ///
  /// - Complexity: O(n).
  static func of(_ html: String, limit: Int) -> [UInt8] {
    var bytes = Array(html.utf8.prefix(limit + 1))
    if bytes.count > limit {
      var end = limit
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      bytes.removeLast(bytes.count - end)
    }
    replaceUnfit(in: &bytes)
    return bytes
  }

  /// The bytes for the parser: as they are, but for what would slow it down.
  ///
  /// - Complexity: O(n).
  static func forParser(_ source: [UInt8]) -> [UInt8] {
    var bytes = NameLimit.applied(to: source)
    replaceWordBreaks(in: &bytes)
    return bytes
  }

  /// HTML's white space: tab, line feed, form feed, carriage return, space.
  static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C
  }

  private static func replaceUnfit(in bytes: inout [UInt8]) {
    for i in bytes.indices {
      let byte = bytes[i]
      if byte < 0x20 {
        if byte == 0x0C { bytes[i] = 0x20 } else if !isWhitespace(byte) { bytes[i] = nothing }
      } else if byte == 0xEF, i + 2 < bytes.count, bytes[i + 1] == 0xBF, bytes[i + 2] >= 0xBE {
        (bytes[i], bytes[i + 1], bytes[i + 2]) = (nothing, nothing, nothing)
      }
    }
  }

  /// Writes `<wbr` as `<img`. Both mean nothing to the text, but older parsers don't know that the first has no end,
  /// and would nest all that follows in it.
  private static func replaceWordBreaks(in bytes: inout [UInt8]) {
    guard bytes.count > 4 else { return }
    for i in 0..<bytes.count - 4
    where bytes[i] == UInt8(ascii: "<") && bytes[i + 1] | 0x20 == UInt8(ascii: "w") {
      guard bytes[i + 2] | 0x20 == UInt8(ascii: "b"), bytes[i + 3] | 0x20 == UInt8(ascii: "r"),
        isWhitespace(bytes[i + 4]) || bytes[i + 4] == UInt8(ascii: ">") || bytes[i + 4] == UInt8(ascii: "/")
      else { continue }
      bytes.replaceSubrange(i + 1..<i + 4, with: "img".utf8)
    }
  }
}
