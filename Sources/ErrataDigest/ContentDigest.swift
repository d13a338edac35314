import Crypto

/// The SHA-256 of some content, taken in as it comes: what makes revisions, policies and files addressable.
///
/// SHA-256 is FIPS 180-4 (NIST 2015).
package struct ContentDigest: Sendable {
  private var hash = SHA256()

  /// Starts the digest of nothing.
  package init() {}

  /// Takes in the next bytes. O(n).
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// Takes in the next bytes. O(n).
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// Takes in the next bytes where they lie, such as in a mapped file. O(n).
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// Takes in the UTF-8 of a text. O(n).
  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }

  /// The 32 bytes of the digest of all that was taken in so far; more may follow.
  package var bytes: [UInt8] { Array(hash.finalize()) }

  /// The digest of all that was taken in so far, as 64 lowercase hexadecimal digits; more may follow.
  package var hex: String { Hexadecimal.text(of: bytes) }

  /// The digest of bytes, as 64 lowercase hexadecimal digits. O(n).
  package static func hex(of bytes: [UInt8]) -> String {
    var digest = ContentDigest()
    digest.update(bytes)
    return digest.hex
  }

  /// The digest of a sequence of bytes, as 64 lowercase hexadecimal digits. O(n), and copies the bytes.
  package static func hex(of bytes: some Sequence<UInt8>) -> String {
    hex(of: Array(bytes))
  }
}
