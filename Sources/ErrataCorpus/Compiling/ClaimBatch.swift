internal import ErrataIndex
internal import ErrataModel

/// What the lines of a batch hold, in their order: what is kept of the claims, and what is wrong.
struct ClaimBatch: Sendable {
  /// A claim.
  struct Row: Sendable {
    /// Where its id and its canonical line end among those of the batch.
    var idEnd: UInt32
    var lineEnd: UInt32
    /// Its line, from 1, counted from the batch's first.
    var line: UInt32
    /// Number of faults that were found before it, in this line or an earlier one.
    var faultsBefore: UInt32
    /// Goes into the index.
    var isLive: Bool
    var isPublished: Bool
  }

  /// Number of the file.
  var file: Int
  /// Number of lines.
  var lines = 0
  /// The claims.
  var rows: [Row] = []
  /// What the revision is made of, one each.
  var digests: [ClaimDigest] = []
  /// Their ids, one after the other.
  var ids: [UInt8] = []
  /// Their canonical JSON, each with a line end.
  var canonical: [UInt8] = []
  /// The texts of those that go into the index.
  var prepared = PreparedClaims()
  /// What is wrong, lines counted from the batch's first.
  var faults: [Diagnostic] = []
}
