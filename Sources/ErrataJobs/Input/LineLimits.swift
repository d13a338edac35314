/// How large lines and batches may get; together they bound the memory of a run.
package struct LineLimits: Hashable, Sendable {
  /// Longest line that is held, in bytes without its line end. Longer ones are reported, not held.
  package var lineBytes: Int
  /// Most lines of one batch.
  package var batchLines: Int
  /// Bytes of input after which a batch ends. A batch holds less than this and one line.
  package var batchBytes: Int
  /// Bytes that are asked from the system at a time.
  package var chunkBytes: Int

  /// Makes limits; each counts as at least 1. The defaults suit posts: 16 MiB a line, batches of 256 lines or 1 MiB,
  /// reads of 64 KiB.
  package init(
    lineBytes: Int = 16 << 20, batchLines: Int = 256, batchBytes: Int = 1 << 20, chunkBytes: Int = 64 << 10
  ) {
    self.lineBytes = max(1, lineBytes)
    self.batchLines = max(1, batchLines)
    self.batchBytes = max(1, batchBytes)
    self.chunkBytes = max(1, chunkBytes)
  }
}
