internal import ErrataDigest
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataModel

/// The digest that names a corpus revision: SHA-256 over the digests of the claims' canonical lines, in the order of
/// the digests of their ids.
enum RevisionDigest {
  /// The records of claims, sorted. O(n) in the size of the claims.
  static func digests(of claims: [Claim]) -> [ClaimDigest] {
    var writer = JSONWriter()
    return sorted(
      claims.map { claim in
        writer.removeAll()
        ClaimEncoder.encode(claim, into: &writer)
        writer.newline()
        return ClaimDigest(claim, line: writer.bytes)
      })
  }

  /// Records in the order of the digests of their ids.
  static func sorted(_ digests: [ClaimDigest]) -> [ClaimDigest] {
    let keys = digests.enumerated().map { (prefix: $0.element.id.prefix, number: UInt32($0.offset)) }
    return keys.sorted {
      if $0.prefix != $1.prefix { return $0.prefix < $1.prefix }
      return digests[Int($0.number)].id < digests[Int($1.number)].id
    }.map { digests[Int($0.number)] }
  }

  /// The digest of sorted records.
  static func of(_ digests: [ClaimDigest]) -> String {
    var digest = ContentDigest()
    var buffer: [UInt8] = []
    for record in digests {
      record.content.append(to: &buffer)
      if buffer.count >= bufferSize {
        digest.update(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    digest.update(buffer)
    return digest.hex
  }

  private static let bufferSize = 1 << 16

  /// The digest of a table with changes, and how many claims there are.
  ///
  /// - Parameter changes: sorted, each id once.
  /// - Complexity: linear in the table, 32 bytes a claim.
  static func of(_ table: DigestTable, changes: [ClaimDigest]) -> String {
    var digest = ContentDigest()
    var next = 0
    for change in changes {
      let (place, isThere) = table.place(of: change.id)
      table.withContents(of: next..<max(next, place)) { digest.update($0) }
      next = isThere ? place + 1 : max(next, place)
      guard !change.state.contains(.gone) else { continue }
      var bytes: [UInt8] = []
      change.content.append(to: &bytes)
      digest.update(bytes)
    }
    table.withContents(of: next..<table.count) { digest.update($0) }
    return digest.hex
  }
}

extension ClaimDigest {
  /// What the revision needs to know of a claim with this canonical line.
  init(_ claim: Claim, line: [UInt8]) {
    var state: State = claim.status == .published ? .published : []
    if IndexCompiler.isLive(claim) { state.insert(.live) }
    self.init(id: ClaimDigest.digest(ofID: claim.id), content: ClaimDigest.digest(of: line), state: state)
  }

  /// The digest by which a claim's id is known.
  static func digest(ofID id: String) -> Digest256 {
    var digest = ContentDigest()
    digest.update(id)
    return Digest256(digest.bytes)
  }

  private static func digest(of line: [UInt8]) -> Digest256 {
    var digest = ContentDigest()
    digest.update(line)
    return Digest256(digest.bytes)
  }
}
