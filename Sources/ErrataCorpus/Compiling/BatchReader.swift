internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataModel

/// Reads the claims of batches of lines, one thread's at a time: its memory is reused from batch to batch.
struct BatchReader {
  private var preparer: ClaimPreparer
  private var lines = ClaimLineReader()
  private var writer = JSONWriter()

  /// A reader that weighs units by how often they stand in ordinary texts.
  init(background: BackgroundModel) {
    preparer = ClaimPreparer(background: background)
  }

  /// Reads the claims of a batch. The same batch gives the same result.
  mutating func read(_ batch: LineBatch, of file: String) -> ClaimBatch {
    var result = ClaimBatch(file: batch.file)
    var splitter = LineSplitter(limit: ClaimLines.limit)
    batch.bytes.withUnsafeBufferPointer { bytes in
      splitter.feed(bytes) { read($0, of: file, isFirst: batch.isFirst, into: &result) }
    }
    splitter.finish { read($0, of: file, isFirst: batch.isFirst, into: &result) }
    result.prepared.shrink()
    return result
  }

  private mutating func read(_ line: Line, of file: String, isFirst: Bool, into result: inout ClaimBatch) {
    result.lines = line.number
    let found = lines.read(line, of: file, number: line.number, isFirst: isFirst && line.number == 1)
    result.faults += found.faults
    guard let claim = found.claim else { return }
    let isLive = result.faults.isEmpty && IndexCompiler.isLive(claim)
    writer.removeAll()
    ClaimEncoder.encode(claim, into: &writer)
    writer.newline()
    result.digests.append(ClaimDigest(claim, line: writer.bytes))
    result.ids += claim.id.utf8
    result.canonical += writer.bytes
    if isLive { preparer.add(IndexCompiler.entries(of: claim), to: &result.prepared) }
    result.rows.append(
      ClaimBatch.Row(
        idEnd: UInt32(result.ids.count), lineEnd: UInt32(result.canonical.count), line: UInt32(line.number),
        faultsBefore: UInt32(result.faults.count), isLive: isLive, isPublished: claim.status == .published))
  }
}
