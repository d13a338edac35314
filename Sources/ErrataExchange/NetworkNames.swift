package import ErrataModel

/// The names that exchange formats allow, by their grammars.
package enum NetworkNames {
  /// The longest URI that the AT protocol takes, in bytes.
  package static let uriLimit = 8 * 1024

  /// Whether a text is a DID: `did:method:identifier` (W3C DID 1.0, as narrowed by atproto.com/specs/did).
  package static func isDID(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "did", text.utf8.count <= 2048, !parts[1].isEmpty, let last = parts[2].utf8.last
    else { return false }
    return parts[1].utf8.allSatisfy { (0x61...0x7A).contains($0) }
      && parts[2].utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "%") }
      && last != UInt8(ascii: ":") && last != UInt8(ascii: "%")
  }

  /// Whether a text is a URI with a scheme (RFC 3986): only characters that may stand in one, every `%` with its two
  /// digits; an `at://` URI also by the AT protocol's own grammar.
  package static func isURI(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= uriLimit, let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0,
      colon + 1 < bytes.count, isLetter(bytes[0]),
      bytes[..<colon].allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
    else { return false }
    for (index, byte) in bytes.enumerated() where !isUnreserved(byte) {
      if byte == UInt8(ascii: "%") {
        guard index + 2 < bytes.count, isHex(bytes[index + 1]), isHex(bytes[index + 2]) else { return false }
      } else if !"!$&'()*+,;=:/?#[]@".utf8.contains(byte) {
        return false
      }
    }
    return !text.hasPrefix("at:") || isATURI(text)
  }

  /// Whether a text is an `at://` URI: an authority, then nothing, a collection, or a collection and a record's key.
  package static func isATURI(_ text: String) -> Bool {
    guard text.hasPrefix("at://") else { return false }
    let parts = text.dropFirst(5).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let authority = parts.first, parts.count <= 3, isDID(authority) || isHandle(authority) else { return false }
    if parts.count > 1, !isCollection(parts[1]) { return false }
    return parts.count < 3 || isRecordKey(parts[2])
  }

  /// A text as a part of a URI: everything but unreserved characters is escaped.
  package static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a text can be a CID in one of its usual bases: 8 to 256 letters, digits and `+=`.
  package static func isCID(_ text: String) -> Bool {
    (8...256).contains(text.utf8.count)
      && text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "=") }
  }

  /// A camelCase word in kebab-case.
  package static func kebab(_ word: String) -> String {
    word.unicodeScalars.reduce(into: "") { text, scalar in
      let isUpper = (0x41...0x5A).contains(scalar.value)
      if isUpper, !text.isEmpty { text += "-" }
      text.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar)
    }
  }

  /// A time in RFC 3339 with its milliseconds, as exact readers want it.
  package static func exact(_ time: Timestamp) -> String {
    let text = time.description
    return text.utf8.count == 20 ? text.dropLast() + ".000Z" : text
  }

  private static func isHandle(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, text.utf8.count <= 253, let first = parts.last?.utf8.first, isLetter(first) else {
      return false
    }
    return parts.allSatisfy(isDomainPart)
  }

  private static func isCollection(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 3, text.utf8.count <= 317, let name = parts.last, let first = name.utf8.first else {
      return false
    }
    return parts.dropLast().allSatisfy(isDomainPart) && isLetter(first) && name.utf8.count <= 63
      && name.utf8.allSatisfy { isLetter($0) || isDigit($0) }
  }

  private static func isDomainPart(_ part: Substring) -> Bool {
    (1...63).contains(part.utf8.count) && part.utf8.first != UInt8(ascii: "-") && part.utf8.last != UInt8(ascii: "-")
      && part.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isRecordKey(_ text: String) -> Bool {
    (1...512).contains(text.utf8.count) && text != "." && text != ".."
      && text.utf8.allSatisfy { isUnreserved($0) || $0 == UInt8(ascii: ":") }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "._-".utf8.contains(byte)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool { isPlain(byte) || byte == UInt8(ascii: "~") }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
}
