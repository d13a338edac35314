internal import ErrataJSON

/// Parses JSON as it is found in the wild: strictly at first, and where that fails once more with its common faults
/// mended. What was mended is told.
struct LenientJSON {
  /// A parsed value, with what had to be mended.
  struct Parsed {
    var value: JSONValue
    var repairs: [String] = []
  }

  /// Texts of JSON inside of a string of JSON that are opened.
  private static let maximumLayers = 2

  /// Parses a text.
  ///
  /// - Throws: the fault of the strict reading, when mending doesn't help.
  /// - Complexity: O(n).
  static func parse(_ bytes: [UInt8]) throws(JSONError) -> Parsed {
    var parsed = try mended(bytes)
    for _ in 0..<maximumLayers {
      guard case .string(let text) = parsed.value, isJSON(text) else { break }
      let inner = try mended(Array(text.utf8))
      parsed = Parsed(value: inner.value, repairs: parsed.repairs + ["double-encoded"] + inner.repairs)
    }
    return parsed
  }

  /// Whether a string seems to hold JSON.
  static func isJSON(_ text: String) -> Bool {
    let first = text.utf8.first { $0 > 0x20 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private static func mended(_ bytes: [UInt8]) throws(JSONError) -> Parsed {
    let fault: JSONError
    do throws(JSONError) {
      return Parsed(value: try JSONParser.parse(bytes))
    } catch {
      fault = error
    }
    var mender = JSONMender(bytes)
    mender.run()
    guard !mender.repairs.isEmpty, let value = try? JSONParser.parse(mender.result) else { throw fault }
    return Parsed(value: value, repairs: mender.repairs)
  }
}

/// Mends the common faults of JSON in one pass.
private struct JSONMender {
  private(set) var result: [UInt8] = []
  private(set) var repairs: [String] = []
  private var bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func run() {
    if String(validating: bytes, as: UTF8.self) == nil {
      bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
      note("invalid-utf8")
    }
    decodeQuotes()
    unwrap()
    result.reserveCapacity(bytes.count)
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""): string()
      case UInt8(ascii: ","): comma()
      case UInt8(ascii: "/") where comment(): break
      default:
        result.append(bytes[place])
        place += 1
      }
    }
  }

  private mutating func note(_ repair: String) {
    if !repairs.contains(repair) { repairs.append(repair) }
  }

  /// JSON whose quotes were escaped for HTML: `{&quot;a&quot;:1}`.
  private mutating func decodeQuotes() {
    let start = bytes.firstIndex { $0 > 0x20 && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "[") }
    guard let start, bytes[start] == UInt8(ascii: "&") else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    let entities = [("&quot;", "\""), ("&#34;", "\""), ("&#x22;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
    bytes = Array(
      entities.reduce(text) {
        $0.split(separator: $1.0, omittingEmptySubsequences: false)
          .joined(separator: $1.1)
      }.utf8)
    note("escaped-quotes")
  }

  /// Comments and CDATA marks around the text, and a semicolon behind it.
  private mutating func unwrap() {
    let marks = ["<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", ";", "\u{FEFF}"].map { Array($0.utf8) }
    var text = bytes[...]
    var isChanged = true
    while isChanged {
      isChanged = false
      text = text.drop { $0 <= 0x20 }
      while let last = text.last, last <= 0x20 { text.removeLast() }
      for mark in marks where text.starts(with: mark) || text.suffix(mark.count).elementsEqual(mark) {
        guard !text.isEmpty else { break }
        text = text.starts(with: mark) ? text.dropFirst(mark.count) : text.dropLast(mark.count)
        isChanged = true
        note("wrapped")
      }
    }
    bytes = Array(text)
  }

  private mutating func comma() {
    let next = bytes[(place + 1)...].first { $0 > 0x20 }
    if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") || next == UInt8(ascii: ",") {
      note("trailing-comma")
    } else {
      result.append(UInt8(ascii: ","))
    }
    place += 1
  }

  /// A comment in the manner of JavaScript, which is dropped.
  private mutating func comment() -> Bool {
    guard place + 1 < bytes.count else { return false }
    let next = bytes[place + 1]
    if next == UInt8(ascii: "/") {
      place = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
    } else if next == UInt8(ascii: "*") {
      place += 2
      while place < bytes.count, !(bytes[place] == UInt8(ascii: "/") && bytes[place - 1] == UInt8(ascii: "*")) {
        place += 1
      }
      place = min(place + 1, bytes.count)
    } else {
      return false
    }
    note("comment")
    return true
  }

  private mutating func string() {
    result.append(bytes[place])
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        result.append(byte)
        return
      case UInt8(ascii: "\\"): escape()
      case 0x00..<0x20:
        result += byte == 0x0A ? Array("\\n".utf8) : [0x20]
        note("raw-control")
      default: result.append(byte)
      }
    }
  }

  /// An escape; one that JSON doesn't know stands for its character.
  private mutating func escape() {
    guard place < bytes.count else { return }
    let byte = bytes[place]
    place += 1
    if "\"\\/bfnrt".utf8.contains(byte) || byte == UInt8(ascii: "u") && isHexadecimal(place..<place + 4) {
      result += [UInt8(ascii: "\\"), byte]
    } else {
      result.append(byte >= 0x20 ? byte : 0x20)
      note("unknown-escape")
    }
  }

  private func isHexadecimal(_ range: Range<Int>) -> Bool {
    range.upperBound <= bytes.count
      && bytes[range].allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
  }
}
