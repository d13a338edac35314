package import ErrataModel
internal import ErrataDigest

/// What the holder of a key may do; each role may do all that the ones before it may.
package enum KeyRole: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Read decisions, claims, labels, jobs.
  case reader
  /// Send items to be labelled and recorded.
  case labeler
  /// Change claims, and decide on items.
  case curator
  /// Everything, keys and jobs included.
  case admin

  /// By power: `reader` first.
  package static func < (a: KeyRole, b: KeyRole) -> Bool {
    func rank(_ role: KeyRole) -> Int { allCases.firstIndex(of: role) ?? 0 }
    return rank(a) < rank(b)
  }
}

/// An API key as the record knows it: never its secret.
package struct APIKey: Hashable, Sendable {
  /// Its public part.
  package var id: String
  /// Whose it is, for people and for the audit.
  package var name: String
  /// What its holder may do.
  package var role: KeyRole
  /// When it was made.
  package var createdAt: Timestamp
  /// From when on it counts no more.
  package var expires: Timestamp?
  /// Since when it counts no more.
  package var revokedAt: Timestamp?
}

/// Why a token gives no access. Clients are told no more than that it doesn't.
package enum KeyFault: Error, Hashable, Sendable, CaseIterable {
  /// Not of the form `errata_<id>_<secret>`.
  case malformed
  /// No such key, or another secret.
  case unknown
  /// It has expired.
  case expired
  /// It was revoked.
  case revoked
}

/// A key's token, `errata_<id>_<secret>`: 12 and 64 lowercase hexadecimal digits.
///
/// The secret has 256 random bits. So a single salted SHA-256 is enough to keep it: slow hashes protect passwords,
/// which can be guessed, and a key that is looked up on each request must not cost milliseconds.
struct KeyToken {
  static let prefix = "errata_"
  static let idDigits = 12
  static let secretDigits = 64

  var id: String
  var secret: String

  var text: String { "\(KeyToken.prefix)\(id)_\(secret)" }

  /// A new one, from the system's generator.
  static func random() -> KeyToken {
    KeyToken(id: Hexadecimal.text(of: bytes(idDigits / 2)), secret: Hexadecimal.text(of: bytes(secretDigits / 2)))
  }

  /// Reads a token; `nil` for anything else.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let start = KeyToken.prefix.utf8.count
    guard bytes.count == start + KeyToken.idDigits + 1 + KeyToken.secretDigits,
      bytes.starts(with: KeyToken.prefix.utf8), bytes[start + KeyToken.idDigits] == UInt8(ascii: "_")
    else { return nil }
    let (id, secret) = (bytes[start..<start + KeyToken.idDigits], bytes.suffix(KeyToken.secretDigits))
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
    guard id.allSatisfy(isDigit), secret.allSatisfy(isDigit) else { return nil }
    self.init(id: String(decoding: id, as: UTF8.self), secret: String(decoding: secret, as: UTF8.self))
  }

  private init(id: String, secret: String) {
    self.id = id
    self.secret = secret
  }

  func hash(salt: [UInt8]) -> [UInt8] {
    var digest = ContentDigest()
    digest.update(salt)
    digest.update(secret)
    return digest.bytes
  }

  static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}

/// Comparing secrets.
enum ConstantTime {
  /// Whether two digests are the same, in a time that depends on their length only.
  static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for index in a.indices { difference |= a[index] ^ b[index] }
    return difference == 0
  }
}
