/// Writes compact JSON into a byte buffer, members in the order they are given.
///
/// Numbers are written with at most six decimals and no exponent, so that the same value gives the same bytes on every
/// machine.
package struct JSONWriter: Sendable {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An empty writer.
  package init() {}

  /// The text so far.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets the content and keeps the storage.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Writes an object, its members by `body`.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    body(&self)
    close(UInt8(ascii: "}"))
  }

  /// Writes an array, its values by `body`.
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "["))
    body(&self)
    close(UInt8(ascii: "]"))
  }

  /// Writes a member's name; its value must follow.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  package mutating func string(_ value: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { append($0.span) }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes an integer.
  package mutating func integer(_ value: some BinaryInteger) {
    separate()
    if let number = UInt64(exactly: value) {
      append(digitsOf: number)
    } else {
      bytes.append(contentsOf: String(value).utf8)
    }
    needsComma = true
  }

  /// Writes a number with at most six decimals; what isn't finite, or is 1e12 and more either way, becomes `null`.
  package mutating func number(_ value: Double) {
    guard value.isFinite, value.magnitude < 1e12 else { return null() }
    separate()
    // The fraction is scaled by itself: scaled with the whole part it would lose digits above 2^53 millionths.
    let whole = value.magnitude.rounded(.down)
    let millionths = UInt64(whole) * 1_000_000 + UInt64(((value.magnitude - whole) * 1e6).rounded())
    if value < 0, millionths > 0 { bytes.append(UInt8(ascii: "-")) }
    append(digitsOf: millionths / 1_000_000)
    appendFraction(millionths % 1_000_000)
    needsComma = true
  }

  /// Writes `true` or `false`.
  package mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
    needsComma = true
  }

  /// Writes `null`.
  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// Writes a parsed value.
  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .string(let value): string(value)
    case .number(let digits):
      separate()
      bytes.append(contentsOf: digits.utf8)
      needsComma = true
    case .array(let values): array { writer in for value in values { writer.value(value) } }
    case .object(let members):
      object { writer in
        for member in members {
          writer.key(member.key)
          writer.value(member.value)
        }
      }
    }
  }

  /// Writes bytes as they are: a piece of JSON that was written before, or output that isn't JSON.
  package mutating func raw(_ piece: [UInt8]) {
    bytes.append(contentsOf: piece)
  }

  /// Begins a value whose first bytes were written before; the rest must follow, up to `end`.
  package mutating func begin(with piece: [UInt8]) {
    separate()
    bytes.append(contentsOf: piece)
    needsComma = false
  }

  /// Ends a value whose last bytes were written before.
  package mutating func end(with piece: [UInt8]) {
    bytes.append(contentsOf: piece)
    needsComma = true
  }

  /// Writes text as it is, for output that isn't JSON.
  package mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Ends a line of JSON Lines.
  package mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    needsComma = true
  }

  private mutating func append(digitsOf value: UInt64) {
    if value >= 10 { append(digitsOf: value / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }

  private mutating func appendFraction(_ millionths: UInt64) {
    guard millionths > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var rest = millionths
    var scale: UInt64 = 100_000
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / scale))
      rest %= scale
      scale /= 10
    }
  }

  /// Writes the characters of a string: those that stand for themselves in one piece, which is nearly always all.
  private mutating func append(_ utf8: Span<UInt8>) {
    var start = 0
    while true {
      let end = StringScan.unescapedEnd(utf8, from: start)
      if end > start {
        utf8.extracting(start..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      }
      guard end < utf8.count else { return }
      append(escaped: utf8[end])
      start = end + 1
    }
  }

  private mutating func append(escaped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x00..<0x20, 0x7F:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}

// Members with their names, so that encoders read like the format.
extension JSONWriter {
  /// Writes a string member.
  package mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes a string member if there is a value.
  package mutating func member(_ name: String, _ value: String?) {
    if let value { member(name, value) }
  }

  /// Writes a number member.
  package mutating func member(_ name: String, _ value: Double) {
    key(name)
    number(value)
  }

  /// Writes a boolean member.
  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// Writes an integer member.
  package mutating func member(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }

  /// Writes an array member with one value an element.
  package mutating func member<Element>(
    _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array { writer in for element in elements { write(&writer, element) } }
  }
}
