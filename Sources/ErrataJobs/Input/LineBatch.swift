/// One line of an input, as a place in its batch.
package struct Line: Hashable, Sendable {
  /// The line's number, from 1, blank lines counted.
  package var number: Int
  /// Its length in bytes, without the line end.
  package var length: Int
  /// Where its bytes lie in the batch; `nil` when it was longer than the limit and not held.
  package var range: Range<Int>?
}

/// Some consecutive lines of an input: the unit of work. Blank lines are left out; a batch of only blank lines has
/// none, and neither has one that was read without waiting while the input paused.
package struct LineBatch: Hashable, Sendable {
  /// The lines, in order.
  package internal(set) var lines: [Line] = []
  /// Number of blank lines among them.
  package internal(set) var blankLines = 0
  /// Bytes of input up to the end of the last line that was taken in, blank or not.
  package internal(set) var endOffset: Int
  /// The number of that line.
  package internal(set) var endLine = 0
  /// Longest line that is held, in bytes.
  package internal(set) var lineLimit: Int
  /// The input had nothing more at hand when the batch ended.
  package internal(set) var isPaused = false
  /// The bytes of all held lines, one after the other, without line ends.
  var bytes: [UInt8] = []
  /// Bytes of the held lines.
  var byteCount: Int { bytes.count }

  init(endOffset: Int = 0, lineLimit: Int = 0) {
    self.endOffset = endOffset
    self.lineLimit = lineLimit
  }

  /// Forgets the lines and keeps the storage.
  mutating func removeAll(endOffset: Int) {
    lines.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    blankLines = 0
    isPaused = false
    self.endOffset = endOffset
  }

  /// Whether no line was taken in, not even a blank one.
  var isEmpty: Bool { lines.isEmpty && blankLines == 0 }

  /// Gives the bytes of a line of this batch, where they lie; none for a line that wasn't held.
  package func withBytes<Result>(of line: Line, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { all in
      body(UnsafeBufferPointer(rebasing: all[line.range ?? 0..<0]))
    }
  }
}

// What the reader does while it fills a batch.
extension LineBatch {
  /// Drops the CR of a CR LF at the end and, on the first line, the byte order mark.
  mutating func trimLine(from start: Int, isFirst: Bool) {
    if bytes.count > start, bytes[bytes.count - 1] == 0x0D { bytes.removeLast() }
    guard isFirst else { return }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if bytes[start...].starts(with: mark) { bytes.removeSubrange(start..<start + mark.count) }
  }

  /// Makes a line of the bytes from `start` on: blank, held, or too long.
  mutating func closeLine(number: Int, from start: Int, length: Int) {
    if length > lineLimit {
      bytes.removeLast(bytes.count - start)
      lines.append(Line(number: number, length: length, range: nil))
    } else if isBlank(from: start) {
      bytes.removeLast(bytes.count - start)
      blankLines += 1
    } else {
      lines.append(Line(number: number, length: length, range: start..<bytes.count))
    }
  }

  private func isBlank(from start: Int) -> Bool {
    var place = start
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    return place == bytes.count
  }
}
