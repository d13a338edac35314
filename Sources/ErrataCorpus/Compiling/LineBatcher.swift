/// Whole lines of one file of claims, to be read by whichever thread has time.
struct LineBatch: Sendable {
  /// Number of the file among those that are read.
  var file: Int
  /// The file's first lines.
  var isFirst: Bool
  /// The lines with their ends. The last may lack it: at the end of the file, and where a line is longer than the
  /// limit, of which one byte more than the limit is kept.
  var bytes: [UInt8]
}

/// Cuts a file's bytes, whatever the pieces they come in, into batches of whole lines. Keeps no more than a batch and a
/// line of the limit.
struct LineBatcher {
  private let file: Int
  private let size: Int
  private let limit: Int
  private var pending: [UInt8] = []
  /// Where the line begins that has no end yet.
  private var lineStart = 0
  private var isFirst = true
  private var isSkipping = false

  /// A batcher for the file of a number.
  ///
  /// - Parameters:
  ///   - size: bytes from which a batch is handed on.
  ///   - limit: the longest line in bytes.
  init(file: Int, size: Int, limit: Int) {
    self.file = file
    self.size = size
    self.limit = limit
  }

  /// Takes in the next bytes, and hands on the batches that they fill.
  mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (LineBatch) -> Void) {
    var rest = bytes[...]
    if isSkipping {
      guard let end = rest.firstIndex(of: 0x0A) else { return }
      isSkipping = false
      rest = rest[(end + 1)...]
    }
    let start = pending.count
    pending += rest
    if let end = pending[start...].lastIndex(of: 0x0A) { lineStart = end + 1 }
    if pending.count - lineStart > limit { cutLongLine(body) }
    if lineStart >= size { handOn(lineStart, body) }
  }

  /// Hands on the last lines.
  mutating func finish(_ body: (LineBatch) -> Void) {
    if !pending.isEmpty { handOn(pending.count, body) }
  }

  /// Hands on the whole lines, without one that was cut off by a fault of the file.
  mutating func finishWholeLines(_ body: (LineBatch) -> Void) {
    if lineStart > 0 { handOn(lineStart, body) }
    pending = []
  }

  /// Keeps the beginning of a line that is too long, which is enough to tell that, and leaves out the rest.
  private mutating func cutLongLine(_ body: (LineBatch) -> Void) {
    handOn(lineStart + limit + 1, body)
    pending = []
    isSkipping = true
  }

  private mutating func handOn(_ count: Int, _ body: (LineBatch) -> Void) {
    let rest = Array(pending[count...])
    pending.removeSubrange(count...)
    body(LineBatch(file: file, isFirst: isFirst, bytes: pending))
    pending = rest
    lineStart = 0
    isFirst = false
  }
}
