/// Finds, for what the parser reports, where it stands in the source.
///
/// The parser tells how far it has read when it reports something, but not where that began, and its position can be
/// some bytes off: it reports some text one character early, skips bogus comments in silence, and closes elements in
/// the middle of the tag that makes it do so. So `scan`, the end of what is already explained, and the parser's
/// position give a window, and a stretch counts as plain only when its bytes are found there. What isn't found is
/// laid to the whole window.
struct SourceAligner {
  /// A stretch of text: bytes of the source as they are, or something that the parser made of a stretch of source.
  enum Text: Equatable {
    case plain(Range<Int>)
    case made(Range<Int>)
  }

  /// All before this offset has been reported or skipped.
  private(set) var scan = 0
  private var lastEndTag = 0..<0
  private var bogusCommentEnd = 0

  /// The place of a text that the parser reports when it stands at `position`; `nil` for what is no text.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>, in bytes: [UInt8], at position: Int) -> Text? {
    let found = place(of: text, in: bytes, end: min(max(position, scan), bytes.count))
    switch found {
    case .plain(let range):
      noteBogusComment(at: range.lowerBound, in: bytes)
      scan = max(scan, range.upperBound)
      let start = max(range.lowerBound, bogusCommentEnd)
      return start < range.upperBound ? .plain(start..<range.upperBound) : nil
    case .made(let range):
      scan = max(scan, range.upperBound)
      return range.lowerBound < bogusCommentEnd ? nil : found
    }
  }

  /// The range of the start tag that the parser reports when it stands before its `>`; empty for an element
  /// that begins without one.
  mutating func startTag(in bytes: [UInt8], at position: Int) -> Range<Int> {
    var end = min(max(position, scan), bytes.count)
    var start = scan
    while start < end, !Self.isTagStart(start, in: bytes) { start += 1 }
    guard start < end else { return scan..<scan }
    if end < bytes.count, bytes[end] == UInt8(ascii: "/") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: ">") { end += 1 }
    scan = end
    return start..<end
  }

  /// The range of the end tag that the parser reports when it stands behind it; empty for an element that ends
  /// without one.
  mutating func endTag(in bytes: [UInt8], at position: Int) -> Range<Int> {
    let end = min(max(position, scan), bytes.count)
    if end == lastEndTag.upperBound, !lastEndTag.isEmpty { return lastEndTag }
    guard end > scan, bytes[end - 1] == UInt8(ascii: ">") else { return scan..<scan }
    var start = scan
    while start < end, !Self.has(UInt8(ascii: "<"), UInt8(ascii: "/"), at: start, in: bytes) { start += 1 }
    guard start < end else { return scan..<scan }
    lastEndTag = start..<end
    scan = end
    return lastEndTag
  }

  /// Passes over a comment.
  mutating func skip(to position: Int, in bytes: [UInt8]) {
    scan = min(max(position, scan), bytes.count)
  }

  /// Older parsers report `<![if …]>`, `<![CDATA[` and the like as text, and what follows `</` or `<?` where it
  /// isn't a name. To a browser they are comments that end at the next `>`.
  private mutating func noteBogusComment(at start: Int, in bytes: [UInt8]) {
    guard start >= bogusCommentEnd else { return }
    let isDeclaration = Self.has(UInt8(ascii: "<"), UInt8(ascii: "!"), at: start, in: bytes)
    let isLeftover =
      start - 2 >= scan
      && (Self.has(UInt8(ascii: "<"), UInt8(ascii: "/"), at: start - 2, in: bytes)
        || Self.has(UInt8(ascii: "<"), UInt8(ascii: "?"), at: start - 2, in: bytes))
    guard isDeclaration || isLeftover else { return }
    let close = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    bogusCommentEnd = close.map { $0 + 1 } ?? bytes.count
  }

  /// Most to least certain: where the last stretch ended; right before the parser's position, when something was
  /// skipped in silence; a reference before it; a few bytes behind it, when it reports early; anywhere between.
  private func place(of text: UnsafeBufferPointer<UInt8>, in bytes: [UInt8], end: Int) -> Text {
    if scan < end, bytes[scan] == UInt8(ascii: "&"), let found = reference(text, scan..<end, in: bytes) {
      return found
    }
    let before = end - text.count
    if let range = Self.run(of: text, in: bytes, from: scan) { return .plain(range) }
    if before >= scan, let range = Self.run(of: text, in: bytes, from: before) { return .plain(range) }
    let near = max(scan, end - Self.longestReference)
    let start = bytes[near..<end].lastIndex(of: UInt8(ascii: "&")) ?? end
    if let found = reference(text, start..<end, in: bytes) { return found }
    for place in before + 1...before + 4 where place >= scan {
      if let range = Self.run(of: text, in: bytes, from: place) { return .plain(range) }
    }
    return .made(min(start, near)..<end)
  }

  private static let longestReference = 40

  /// The place of what the parser made of a character reference that takes up `range`. One that it doesn't know it
  /// reports as it stands, the `&` first, and without having read the semicolon.
  private func reference(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, in bytes: [UInt8]) -> Text? {
    guard range.count > 1, range.count <= Self.longestReference else { return nil }
    let isClosed = bytes[range.upperBound - 1] == UInt8(ascii: ";")
    let name = bytes[range.lowerBound + 1..<range.upperBound - (isClosed ? 1 : 0)]
    guard name.allSatisfy(Self.isReferenceName) else { return nil }
    if text.first != UInt8(ascii: "&") || isClosed, text.count <= 8 { return .made(range) }
    return text.count == 1 ? .plain(range.lowerBound..<range.lowerBound + 1) : nil
  }

  /// The range from `start` on that reads as `text`; newer parsers report a carriage return as a line feed.
  private static func run(
    of text: UnsafeBufferPointer<UInt8>, in bytes: [UInt8], from start: Int
  ) -> Range<Int>? {
    var place = start
    for byte in text {
      guard place < bytes.count else { return nil }
      if byte == 0x0A, bytes[place] == 0x0D {
        if place + 1 < bytes.count, bytes[place + 1] == 0x0A { place += 1 }
      } else if bytes[place] != byte {
        return nil
      }
      place += 1
    }
    return start..<place
  }

  private static func isReferenceName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "#")
      || byte >= 0x80
  }

  private static func isTagStart(_ place: Int, in bytes: [UInt8]) -> Bool {
    guard bytes[place] == UInt8(ascii: "<"), place + 1 < bytes.count else { return false }
    return (0x61...0x7A).contains(bytes[place + 1] | 0x20)
  }

  private static func has(_ first: UInt8, _ second: UInt8, at place: Int, in bytes: [UInt8]) -> Bool {
    bytes[place] == first && place + 1 < bytes.count && bytes[place + 1] == second
  }
}
