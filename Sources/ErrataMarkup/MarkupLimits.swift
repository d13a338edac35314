/// How much of a markup the extractor looks at. What lies beyond a limit is left out and
/// `ExtractedText.isTruncated` says so: an item that is too large is judged by its beginning, it never fails.
package struct MarkupLimits: Hashable, Sendable {
  /// Bytes of source that are read, in UTF-8. The cut falls on a character border.
  package var bytes: Int
  /// Open elements; the reading ends at an element that is nested deeper.
  package var depth: Int
  /// Bytes of text that are written, in UTF-8.
  package var outputBytes: Int

  /// 8 MiB of source, 256 elements, 4 MiB of text.
  package static let `default` = MarkupLimits()

  /// Makes limits; values below 1 count as 1, byte limits above 1 GiB as 1 GiB, depths above 4,096 as 4,096.
  package init(bytes: Int = 8 << 20, depth: Int = 256, outputBytes: Int = 4 << 20) {
    self.bytes = min(max(bytes, 1), 1 << 30)
    self.depth = min(max(depth, 1), 4096)
    self.outputBytes = min(max(outputBytes, 1), 1 << 30)
  }
}
