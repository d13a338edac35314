internal import ErrataDigest

/// Digests in names and policies.
enum SiteDigest {
  /// The first bytes of a text's SHA-256 in hexadecimal.
  static func hex(of text: String, bytes: Int) -> String {
    var digest = ContentDigest()
    digest.update(text)
    let digits = Array("0123456789abcdef".utf8)
    let hex = digest.bytes.prefix(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: hex, as: UTF8.self)
  }
}
