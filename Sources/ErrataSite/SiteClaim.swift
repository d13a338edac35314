internal import ErrataDigest
package import ErrataModel

/// A claim with what is known of its past, as pages and feeds show it.
package struct SiteClaim: Hashable, Sendable {
  /// A change of the claim.
  package struct Change: Hashable, Sendable {
    /// When it was made.
    package var at: Timestamp
    /// Who made it; empty when it isn't known.
    package var author: String
    /// Why; empty when nothing was said.
    package var reason: String
    /// What was changed, in words.
    package var what: String

    /// Makes a change.
    package init(at: Timestamp, author: String, reason: String, what: String) {
      self.at = at
      self.author = author
      self.reason = reason
      self.what = what
    }
  }

  /// The claim.
  package var claim: Claim
  /// Its changes, newest first; empty when no past is known.
  package var changes: [Change]

  /// Makes a claim with its past.
  package init(_ claim: Claim, changes: [Change] = []) {
    self.claim = claim
    self.changes = changes
  }

  /// When it was changed last, or else when its newest review was published.
  package var updated: Timestamp {
    let newest = claim.reviews.compactMap(\.published).max { $0.milliseconds < $1.milliseconds }
    return changes.first?.at ?? newest ?? Timestamp(milliseconds: 0)
  }

  /// Reviews, newest first; of equal dates in their order.
  package var reviews: [Review] {
    claim.reviews.enumerated().sorted {
      let (a, b) = ($0.element.published?.milliseconds ?? 0, $1.element.published?.milliseconds ?? 0)
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
  }

  /// Whether it is shown among the debunks: it is live, and a review stands behind it.
  package func isShown(now: Timestamp) -> Bool {
    guard claim.status == .published, !claim.reviews.isEmpty, claim.verdict != .true else { return false }
    return claim.expires.map { $0.milliseconds > now.milliseconds } ?? true
  }
}

/// How claims are called in addresses and names of files.
package enum SiteName {
  /// Bytes of a name.
  private static let longest = 96

  /// A name for a claim, unique as ids are, also where upper and lower case are the same: the id itself if it is plain,
  /// else what is plain of it with a digest.
  package static func name(ofClaim id: String) -> String {
    let isPlain = id.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
    }
    if isPlain, (1...longest).contains(id.utf8.count) { return id }
    let plain = id.lowercased().unicodeScalars.map { scalar -> Character in
      let isLetter = scalar.isASCII && (scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value))
      return isLetter ? Character(scalar) : "-"
    }
    // A dot isn't in plain ids, so that no id is another one's name.
    return String(plain.prefix(48)) + "." + ContentDigest.hex(of: Array(id.utf8)).prefix(16)
  }

  /// The file of a claim's page.
  package static func page(ofClaim id: String) -> String { "claims/\(name(ofClaim: id)).html" }
}
