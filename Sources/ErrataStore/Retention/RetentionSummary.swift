package import ErrataJSON
package import ErrataModel

/// What one run of retention has sealed: the payload of its event, which stays when the rest is gone.
package struct RetentionSummary: Hashable, Sendable {
  /// A claim with how many labels of sealed decisions rested on it.
  package struct ClaimCount: Hashable, Sendable {
    /// The claim's id.
    package var claim: String
    /// How many labels.
    package var labels: Int

    /// Makes a count.
    package init(claim: String, labels: Int) {
      self.claim = claim
      self.labels = labels
    }
  }

  /// Claims that are named; the rest is counted together.
  package static let claimLimit = 1000

  /// Decisions made before this time were sealed, unless they stood.
  package var before: Timestamp
  /// The first and the last sealed decision; others between them may stand, or were sealed earlier.
  package var range: ClosedRange<Int>
  /// Decisions that lost their content.
  package var decisions = 0
  /// Item versions that lost theirs, since no other decision rests on them.
  package var versions = 0
  /// Labels that these decisions gave, by value.
  package var labels: [LabelValue: Int] = [:]
  /// The same by claim: the claims with the most labels, by number, then by id.
  package var claims: [ClaimCount] = []
  /// Labels of claims that aren't named.
  package var otherClaims = 0
  /// A digest over all that was sealed (`SealedRows`), in hexadecimal digits.
  package var digest = ""
  /// Who asked for it.
  package var author: String
  /// Why.
  package var reason: String

  /// Begins a summary.
  init(before: Timestamp, range: ClosedRange<Int>, author: String, reason: String) {
    self.before = before
    self.range = range
    self.author = author
    self.reason = reason
  }

  /// Writes it as members of an object.
  package func encode(into writer: inout JSONWriter) {
    writer.member("before", before.description)
    writer.member("first", range.lowerBound)
    writer.member("last", range.upperBound)
    writer.member("decisions", decisions)
    writer.member("versions", versions)
    writer.key("labels")
    writer.object { writer in
      for (value, count) in labels.sorted(by: { $0.key < $1.key }) { writer.member(value.rawValue, count) }
    }
    writer.member("claims", claims) { writer, count in
      writer.object { writer in
        writer.member("claim", count.claim)
        writer.member("labels", count.labels)
      }
    }
    if otherClaims > 0 { writer.member("otherClaims", otherClaims) }
    writer.member("digest", digest)
    writer.member("author", author)
    writer.member("reason", reason)
  }

  /// Takes in the counts by claim.
  mutating func setClaims(_ counts: [String: Int]) {
    let sorted = counts.map { ClaimCount(claim: $0.key, labels: $0.value) }
      .sorted { ($1.labels, $0.claim) < ($0.labels, $1.claim) }
    claims = Array(sorted.prefix(RetentionSummary.claimLimit))
    otherClaims = sorted.dropFirst(RetentionSummary.claimLimit).reduce(0) { $0 + $1.labels }
  }
}
