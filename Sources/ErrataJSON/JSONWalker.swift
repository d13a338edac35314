/// Walks over one JSON text in place, without building values.
///
/// It takes only what `JSONParser` takes, and gives up on all else and on what is rare: it never says what is wrong,
/// since its caller then has `JSONParser` read the text anew.
package struct JSONWalker: Sendable {
  /// The place of the next byte.
  package private(set) var position = 0
  private var values = 0

  /// Most values that are stepped over, and most objects and arrays inside one another: far below the parser's limits.
  private static let maximumValues = 10_000
  private static let maximumDepth = 8

  /// A walker at the start of a text.
  package init() {}

  /// A name of ASCII characters without escapes. Its first sixteen bytes are packed into two words, the first byte
  /// lowest, zero where it ends, so that names up to that length are compared by them.
  package struct Name: Hashable, Sendable {
    /// The first eight bytes.
    package var low: UInt64
    /// The next eight.
    package var high: UInt64
    /// Where it lies in the text.
    package var range: Range<Int>
  }

  /// The next byte; zero at the end.
  @inline(__always)
  package func next(_ bytes: Span<UInt8>) -> UInt8 {
    position < bytes.count ? bytes[position] : 0
  }

  /// Whether the text is used up.
  package func isAtEnd(_ bytes: Span<UInt8>) -> Bool { position >= bytes.count }

  /// Steps over blanks.
  @inline(__always)
  package mutating func skipBlanks(_ bytes: Span<UInt8>) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position &+= 1
      default: return
      }
    }
  }

  /// Steps over a byte if it is the next.
  @inline(__always)
  package mutating func skip(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position &+= 1
    return true
  }

  /// Steps over a whole word such as `null` if it is the next.
  package mutating func skip(word: StaticString, _ bytes: Span<UInt8>) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - position >= count else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
    position += count
    return true
  }

  /// Steps over the blanks before a comma and the comma, if one is the next.
  package mutating func skipComma(_ bytes: Span<UInt8>) -> Bool {
    skipBlanks(bytes)
    return skip(UInt8(ascii: ","), bytes)
  }

  /// Steps over a name in double quotes, the colon behind it and blanks around both; `nil` unless the name is ASCII
  /// without escapes.
  package mutating func name(_ bytes: Span<UInt8>) -> Name? {
    skipBlanks(bytes)
    guard skip(UInt8(ascii: "\""), bytes) else { return nil }
    let start = position
    let low = packed(bytes)
    let high = position == start &+ 8 ? packed(bytes) : 0
    if position == start &+ 16 { while StringScan.plainCount(UInt64(next(bytes))) > 0 { position &+= 1 } }
    let range = start..<position
    guard skip(UInt8(ascii: "\""), bytes) else { return nil }
    skipBlanks(bytes)
    guard skip(UInt8(ascii: ":"), bytes) else { return nil }
    skipBlanks(bytes)
    return Name(low: low, high: high, range: range)
  }

  /// Up to eight plain bytes, which it steps over.
  @inline(__always)
  private mutating func packed(_ bytes: Span<UInt8>) -> UInt64 {
    let word = StringScan.word(bytes, at: position)
    let count = StringScan.plainCount(word)
    position &+= count
    return count == 8 ? word : word & ((1 &<< UInt64(count &* 8)) &- 1)
  }

  /// Steps over an integer, and gives its place.
  package mutating func integer(_ bytes: Span<UInt8>) -> Range<Int>? {
    let start = position
    guard skipInteger(bytes) else { return nil }
    let after = next(bytes)
    return after == UInt8(ascii: ".") || after | 0x20 == UInt8(ascii: "e") ? nil : start..<position
  }

  private mutating func skipInteger(_ bytes: Span<UInt8>) -> Bool {
    _ = skip(UInt8(ascii: "-"), bytes)
    return skip(UInt8(ascii: "0"), bytes) || skipDigits(bytes)
  }

  private mutating func skipDigits(_ bytes: Span<UInt8>) -> Bool {
    let start = position
    while (0x30...0x39).contains(next(bytes)) { position &+= 1 }
    return position > start
  }

  private mutating func skipNumber(_ bytes: Span<UInt8>) -> Bool {
    guard skipInteger(bytes) else { return false }
    if skip(UInt8(ascii: "."), bytes), !skipDigits(bytes) { return false }
    guard skip(UInt8(ascii: "e"), bytes) || skip(UInt8(ascii: "E"), bytes) else { return true }
    if !skip(UInt8(ascii: "+"), bytes) { _ = skip(UInt8(ascii: "-"), bytes) }
    return skipDigits(bytes)
  }

  /// Steps over any value.
  package mutating func skipValue(_ bytes: Span<UInt8>) -> Bool {
    skipValue(bytes, depth: 0)
  }

  private mutating func skipValue(_ bytes: Span<UInt8>, depth: Int) -> Bool {
    values &+= 1
    guard values <= JSONWalker.maximumValues, depth < JSONWalker.maximumDepth else { return false }
    switch next(bytes) {
    case UInt8(ascii: "\""): return skipString(bytes)
    case UInt8(ascii: "t"): return skip(word: "true", bytes)
    case UInt8(ascii: "f"): return skip(word: "false", bytes)
    case UInt8(ascii: "n"): return skip(word: "null", bytes)
    case UInt8(ascii: "{"): return skipMembers(bytes, depth: depth, isObject: true)
    case UInt8(ascii: "["): return skipMembers(bytes, depth: depth, isObject: false)
    default: return skipNumber(bytes)
    }
  }

  private mutating func skipMembers(_ bytes: Span<UInt8>, depth: Int, isObject: Bool) -> Bool {
    let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    position += 1
    skipBlanks(bytes)
    if skip(close, bytes) { return true }
    while true {
      skipBlanks(bytes)
      if isObject {
        guard skipString(bytes) else { return false }
        skipBlanks(bytes)
        guard skip(UInt8(ascii: ":"), bytes) else { return false }
        skipBlanks(bytes)
      }
      guard skipValue(bytes, depth: depth + 1) else { return false }
      skipBlanks(bytes)
      if skip(close, bytes) { return true }
      guard skip(UInt8(ascii: ","), bytes) else { return false }
    }
  }
}

// Strings.
extension JSONWalker {
  private mutating func skipString(_ bytes: Span<UInt8>) -> Bool {
    guard skip(UInt8(ascii: "\""), bytes) else { return false }
    while let end = StringScan.plainEnd(bytes, from: position), end < bytes.count {
      position = end &+ 1
      if bytes[end] == UInt8(ascii: "\"") { return true }
      guard bytes[end] == UInt8(ascii: "\\"), escape(bytes) != nil else { return false }
    }
    return false
  }

  /// Steps over a string and appends it, unescaped, to a buffer; on `false` the buffer holds something of it or
  /// nothing.
  package mutating func string(_ bytes: Span<UInt8>, into buffer: inout [UInt8]) -> Bool {
    guard skip(UInt8(ascii: "\""), bytes) else { return false }
    while let end = StringScan.plainEnd(bytes, from: position), end < bytes.count {
      if end > position {
        bytes.extracting(position..<end).withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
      }
      position = end &+ 1
      if bytes[end] == UInt8(ascii: "\"") { return true }
      guard bytes[end] == UInt8(ascii: "\\"), let scalar = escape(bytes) else { return false }
      JSONWalker.append(scalar, to: &buffer)
    }
    return false
  }

  /// Steps over what follows a backslash; `nil` where it is no escape.
  private mutating func escape(_ bytes: Span<UInt8>) -> UInt32? {
    let byte = next(bytes)
    position &+= 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(byte)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"): return escapedScalar(bytes)
    default: return nil
    }
  }

  /// A lone surrogate becomes U+FFFD, as `JSONParser` has it.
  private mutating func escapedScalar(_ bytes: Span<UInt8>) -> UInt32? {
    guard let first = hexadecimal(bytes) else { return nil }
    guard first & 0xF800 == 0xD800 else { return first }
    guard first < 0xDC00, bytes.count - position >= 2, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return 0xFFFD }
    let before = position
    position += 2
    guard let second = hexadecimal(bytes) else { return nil }
    guard second & 0xFC00 == 0xDC00 else {
      position = before
      return 0xFFFD
    }
    return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
  }

  private mutating func hexadecimal(_ bytes: Span<UInt8>) -> UInt32? {
    guard bytes.count - position >= 4 else { return nil }
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = UInt32(bytes[position])
      let letter = (byte | 0x20) &- 0x61
      let digit = byte &- 0x30
      guard digit < 10 || letter < 6 else { return nil }
      value = value << 4 | (digit < 10 ? digit : letter &+ 10)
      position &+= 1
    }
    return value
  }

  @inline(__always)
  private static func append(_ scalar: UInt32, to buffer: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80) }
    switch scalar {
    case 0..<0x80: buffer.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      buffer.append(UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0))
      buffer.append(tail(0))
    case 0x800..<0x10000:
      buffer.append(UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0))
      buffer.append(tail(6))
      buffer.append(tail(0))
    default:
      buffer.append(UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0))
      buffer.append(tail(12))
      buffer.append(tail(6))
      buffer.append(tail(0))
    }
  }
}
