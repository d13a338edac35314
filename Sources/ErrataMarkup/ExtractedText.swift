/// The text of a markup, with the way back from its bytes to the markup's.
package struct ExtractedText: Hashable, Sendable {
  /// UTF-8. Lines end with a line feed, the last one without.
  package internal(set) var text: [UInt8] = []
  /// A limit was reached: there is more in the source than in `text`.
  package internal(set) var isTruncated = false
  /// In order and without gaps, from the text's first byte to its last.
  var segments: [Segment] = []

  /// A stretch of text from one stretch of source. Where both are of the same length they are the same bytes;
  /// otherwise the source is an entity, white space or a tag that stands for the whole stretch of text.
  struct Segment: Hashable, Sendable {
    var text: UInt32
    var source: UInt32
    var sourceEnd: UInt32
  }

  /// The range of the source that a range of the text comes from: exact for plain text, widened to the whole entity
  /// or tag at an end that lies in one. An empty range gives an empty range. Offsets outside the text count as the
  /// nearest inside.
  ///
  /// - Complexity: O(log n) in the number of tags and entities before it.
  package func sourceRange(of range: Range<Int>) -> Range<Int> {
    let lower = min(max(range.lowerBound, 0), text.count)
    let upper = min(max(range.upperBound, lower), text.count)
    let start = lower < text.count ? source(ofByte: lower).lowerBound : sourceEnd
    guard upper > lower else { return start..<start }
    return start..<max(start, source(ofByte: upper - 1).upperBound)
  }

  private var sourceEnd: Int { segments.last.map { Int($0.sourceEnd) } ?? 0 }

  /// `offset` must lie inside the text.
  private func source(ofByte offset: Int) -> Range<Int> {
    let index = segment(at: offset)
    let segment = segments[index]
    let next = index + 1 < segments.count ? Int(segments[index + 1].text) : text.count
    let (source, end) = (Int(segment.source), Int(segment.sourceEnd))
    guard end - source == next - Int(segment.text) else { return source..<end }
    let place = source + offset - Int(segment.text)
    return place..<place + 1
  }

  /// The last segment that begins at or before `offset`.
  private func segment(at offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(segments[middle].text) <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
