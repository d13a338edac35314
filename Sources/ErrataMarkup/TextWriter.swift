/// Builds the text: collapses white space, breaks lines, sets quotation marks, and notes where each byte came from.
///
/// White space, line breaks and opening marks wait until something visible follows, so that none stands at the start
/// or the end, and an empty element leaves nothing.
struct TextWriter {
  private(set) var result = ExtractedText()
  /// The text has reached its limit; nothing more is written.
  private(set) var isFull = false
  private let limit: Int
  private var gap: Gap?
  private var openingMarks: [Range<Int>] = []
  private var skipsLineFeed = false

  private struct Gap {
    var byte: UInt8
    var source: Range<Int>
  }

  /// A writer of at most `limit` bytes.
  init(limit: Int) {
    self.limit = limit
  }

  /// Marks the result as incomplete.
  mutating func truncate() {
    result.isTruncated = true
  }

  /// Asks for a line break, on account of a tag.
  mutating func breakLine(at source: Range<Int>) {
    if gap?.byte != 0x0A { gap = Gap(byte: 0x0A, source: source) }
  }

  /// Asks for a space.
  mutating func space(at source: Range<Int>) {
    if gap == nil { gap = Gap(byte: 0x20, source: source) }
  }

  /// A line feed right behind the tag that opens preformatted text isn't part of it.
  mutating func beginPreformatted() {
    skipsLineFeed = true
  }

  /// Asks for an opening quotation mark before the next text.
  mutating func openQuotation(at source: Range<Int>) {
    openingMarks.append(source)
  }

  /// Closes the quotation opened last, right behind its text; removes its opening mark if it had none.
  mutating func closeQuotation(at source: Range<Int>) {
    guard openingMarks.popLast() == nil else { return }
    append("”".utf8, from: source)
    gap?.source = source
  }

  /// Writes bytes of the source as they are.
  ///
  /// - Complexity: O(n).
  mutating func write(_ range: Range<Int>, of bytes: [UInt8], preformatted: Bool) {
    var place = range.lowerBound
    while place < range.upperBound, !isFull {
      let byte = bytes[place]
      if SourceBytes.isWhitespace(byte) {
        whitespace(byte, at: place, of: bytes, preformatted: preformatted)
        place += 1
      } else if byte == SourceBytes.nothing {
        place += 1
      } else {
        var end = place + 1
        while end < range.upperBound, bytes[end] > 0x20, bytes[end] != SourceBytes.nothing { end += 1 }
        appendVisible(bytes[place..<end], from: place..<end)
        place = end
      }
    }
  }

  /// Writes what the parser made of `source`, as a whole.
  mutating func write(_ made: UnsafeBufferPointer<UInt8>, from source: Range<Int>, preformatted: Bool) {
    if made.allSatisfy(SourceBytes.isWhitespace), !preformatted {
      space(at: source)
    } else {
      let visible = made.filter { $0 != SourceBytes.nothing }
      if !visible.isEmpty { appendVisible(visible, from: source) }
    }
  }

  private mutating func whitespace(_ byte: UInt8, at place: Int, of bytes: [UInt8], preformatted: Bool) {
    guard preformatted else { return space(at: place..<place + 1) }
    let isFollowed = place + 1 < bytes.count && bytes[place + 1] == 0x0A
    if byte == 0x0D, isFollowed { return }
    let written: UInt8 = byte == 0x0D ? 0x0A : byte
    if written == 0x0A, skipsLineFeed {
      skipsLineFeed = false
    } else {
      appendVisible(CollectionOfOne(written), from: place..<place + 1)
    }
  }

  private mutating func appendVisible(_ bytes: some Collection<UInt8>, from source: Range<Int>) {
    skipsLineFeed = false
    flushGap()
    let marks = openingMarks
    openingMarks.removeAll(keepingCapacity: true)
    for mark in marks { append("“".utf8, from: mark) }
    append(bytes, from: source)
  }

  private mutating func flushGap() {
    guard let gap else { return }
    self.gap = nil
    guard let last = result.text.last, last != 0x0A, last != gap.byte else { return }
    let mark = openingMarks.first ?? gap.source
    append(CollectionOfOne(gap.byte), from: mark.lowerBound < gap.source.lowerBound ? mark : gap.source)
  }

  private mutating func append(_ bytes: some Collection<UInt8>, from source: Range<Int>) {
    guard !isFull else { return }
    let room = limit - result.text.count
    guard bytes.count > room else { return appendAll(bytes, from: source) }
    isFull = true
    truncate()
    guard bytes.count == source.count else { return }
    var kept = Array(bytes.prefix(room + 1))
    repeat { kept.removeLast() } while !kept.isEmpty && isInsideCharacter(bytes, kept.count)
    if !kept.isEmpty { appendAll(kept, from: source.prefix(kept.count)) }
  }

  private func isInsideCharacter(_ bytes: some Collection<UInt8>, _ offset: Int) -> Bool {
    bytes.dropFirst(offset).first.map { $0 & 0xC0 == 0x80 } ?? false
  }

  private mutating func appendAll(_ bytes: some Collection<UInt8>, from source: Range<Int>) {
    let isExact = bytes.count == source.count
    let start = result.text.count
    if let last = result.segments.last, isExact, last.sourceEnd == UInt32(source.lowerBound),
      Int(last.sourceEnd - last.source) == start - Int(last.text)
    {
      result.segments[result.segments.count - 1].sourceEnd = UInt32(source.upperBound)
    } else {
      let segment = ExtractedText.Segment(
        text: UInt32(start), source: UInt32(source.lowerBound), sourceEnd: UInt32(source.upperBound))
      result.segments.append(segment)
    }
    result.text.append(contentsOf: bytes)
  }
}
