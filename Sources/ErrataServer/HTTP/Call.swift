/// A request as it arrives: its head, and a way to read its body once it is known that it is wanted.
package struct Call: Sendable {
  /// Reads the body.
  ///
  /// - Throws: `Problem`: `bodyTooLarge` past the limit, `requestTimeout` when it doesn't come.
  package typealias Body = @Sendable (_ limit: Int) async throws -> [UInt8]

  /// The method, in capitals.
  package var method: String
  /// Path and query.
  package var target: String
  /// Header fields, names in lower case; of several with one name the first.
  package var headers: [String: String]
  /// The caller's address.
  package var peer: String
  /// Reads the body.
  package var body: Body

  /// Makes a call.
  package init(
    _ method: String, _ target: String, headers: [String: String] = [:], peer: String = "127.0.0.1",
    body: @escaping Body
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.peer = peer
    self.body = body
  }

  /// Makes a call whose body is there.
  package init(_ method: String, _ target: String, headers: [String: String] = [:], bytes: [UInt8] = []) {
    self.init(method, target, headers: headers) { limit in
      guard bytes.count <= limit else { throw Problem.tooLarge(bytes.count, limit: limit) }
      return bytes
    }
  }

  /// The path, still with percent signs.
  var path: Substring { target.prefix { $0 != "?" } }
  /// What follows the question mark.
  var query: Substring { target.dropFirst(path.count + 1) }
}

extension Problem {
  /// A body past the limit.
  package static func tooLarge(_ count: Int, limit: Int) -> Problem {
    Problem(
      .bodyTooLarge,
      "The body has \(count) bytes or more, expected at most \(limit). Send fewer items, or raise limits.bodyBytes."
    )
  }
}

/// Percent coding (RFC 3986, 2.1).
enum PercentCoding {
  /// The text of a piece of a path or query; `nil` where it isn't well-formed UTF-8 or has half an escape.
  static func decode(_ text: Substring, plusIsBlank: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
