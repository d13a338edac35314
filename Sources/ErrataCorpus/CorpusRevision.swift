internal import ErrataIndex
internal import ErrataModel

/// The name of one state of a corpus. It depends on the claims' content alone: not on the order of files,
/// lines or fields, nor on how a time is written.
package struct CorpusRevision: Hashable, Sendable {
  /// 64 lowercase hexadecimal digits: SHA-256 of the SHA-256 digests of the claims' canonical JSON lines, in the order
  /// of the SHA-256 digests of their ids. So one claim's change needs no look at the others' lines.
  package let digest: String
  /// Number of claims, of any status.
  package let claimCount: Int
  /// Number of published claims.
  package let publishedCount: Int

  /// The first 12 digits of the digest, for people.
  package var shortDigest: String { String(digest.prefix(12)) }

  /// The state whose digest was made elsewhere, from the same lines.
  init(digest: String, claimCount: Int, publishedCount: Int) {
    self.digest = digest
    self.claimCount = claimCount
    self.publishedCount = publishedCount
  }

  /// Names the state of claims. O(n) in the size of the claims.
  init(sorted claims: [Claim]) {
    self.init(claims, digests: RevisionDigest.digests(of: claims))
  }

  /// Names the state of claims whose digests are known, sorted.
  init(_ claims: [Claim], digests: [ClaimDigest]) {
    digest = RevisionDigest.of(digests)
    claimCount = claims.count
    publishedCount = claims.count { $0.status == .published }
  }
}

extension CorpusRevision: CustomStringConvertible {
  /// The short digest with the numbers: `3f2a…: 480 claims, 478 published`.
  package var description: String { "\(shortDigest): \(claimCount) claims, \(publishedCount) published" }
}
