internal import ErrataDigest

/// Who is held out, so that the effect can be measured: a share of all users, chosen by a hash that stays the same, so
/// that the same people are always in it, whatever salt their keys are counted under.
package struct Holdout: Hashable, Sendable {
  /// Share of users, 0 to 1.
  package var share: Double
  /// Tells this choice from others; another name holds out other people.
  package var name: String

  /// The default: one in twenty.
  package init(share: Double = 0.05, name: String = "reach-1") {
    self.share = share
    self.name = name
  }

  /// Whether a user is held out.
  package func holds(_ user: String) -> Bool {
    // 53 bits, which a Double has.
    Double(KeyHash.hash(user, salt: Array("holdout:\(name):".utf8)) >> 11) < share * 9_007_199_254_740_992
  }
}

/// Hashes of user keys.
package enum KeyHash {
  /// 64 bits of the SHA-256 of salt and key: without the salt no key can be tried.
  package static func hash(_ key: String, salt: [UInt8]) -> UInt64 {
    var digest = ContentDigest()
    digest.update(salt)
    digest.update(Array(key.utf8))
    return digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
