/// A half-open range of UTF-8 byte offsets into the text, or HTML, that the caller sent.
public struct ByteSpan: Hashable, Sendable, Comparable {
  /// Offset of the first byte.
  public var start: Int
  /// Offset after the last byte.
  public var end: Int

  /// Makes a span; an `end` before `start` counts as empty.
  public init(start: Int, end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// Number of bytes.
  public var count: Int { end - start }

  /// Ordered by start, then by end.
  public static func < (a: ByteSpan, b: ByteSpan) -> Bool {
    (a.start, a.end) < (b.start, b.end)
  }
}
