internal import Foundation

/// A place between two lines of an input.
package struct LinePosition: Hashable, Sendable {
  /// Bytes before it.
  package var offset: Int
  /// Lines before it.
  package var line: Int

  /// Makes a place.
  package init(offset: Int, line: Int) {
    self.offset = offset
    self.line = line
  }

  /// Before the first line.
  package static let start = LinePosition(offset: 0, line: 0)
}

/// Reads JSON Lines in bounded memory.
///
/// It takes LF and CR LF, a last line without line end, a UTF-8 byte order mark at the start, and leaves out blank
/// lines while counting them. What a line holds, NUL bytes and broken UTF-8 included, is none of its business. A line
/// longer than the limit is given without its bytes. When a pipe or terminal pauses, the lines read so far are given at
/// once, so that a slow producer has its answers without filling a batch first.
///
/// It can't be copied: two copies would steal each other's lines.
package struct LineReader: ~Copyable {
  /// The input's name for messages.
  package var name: String { input.name }

  private let input: InputDescriptor
  private let limits: LineLimits
  private let stop: StopFlag

  private var chunk: [UInt8]
  /// The part of `chunk` that isn't used up yet.
  private var unread = 0..<0
  /// The start of a line whose end hasn't been read.
  private var held: [UInt8] = []
  /// Bytes of that line so far, whether held or, beyond the limit, not.
  private var heldLength = 0
  private var lastLine = 0
  private var offset = 0
  private var isAtStart = true
  private var isAtEnd = false
  private var fault: InputError?

  /// Opens an input, to be read from a place on. A raised `stop` ends it like its end would, without the line that was
  /// being read.
  ///
  /// - Throws: `InputError` when the input is missing, a directory or can't be opened, or has no such place.
  package init(
    _ source: InputSource, from start: LinePosition = .start, limits: LineLimits = LineLimits(),
    stop: StopFlag = StopFlag()
  ) throws(InputError) {
    let input = try InputDescriptor(source)
    if start != .start { try input.seek(to: start.offset) }
    self.init(input, limits: limits, stop: stop)
    offset = start.offset
    lastLine = start.line
    isAtStart = start == .start
  }

  /// Reads from an open input.
  init(_ input: consuming InputDescriptor, limits: LineLimits, stop: StopFlag) {
    self.input = input
    self.limits = limits
    self.stop = stop
    chunk = [UInt8](repeating: 0, count: limits.chunkBytes)
  }

  /// The next lines, or `nil` at the end. Each line read before an error is given before the error is thrown.
  ///
  /// - Parameter waits: whether to wait for a first line while a pipe or terminal pauses; otherwise the batch may be
  ///   empty, for a caller that owes answers to lines it has got already.
  /// - Throws: `InputError` when reading fails or the input isn't text in UTF-8 at all.
  /// - Complexity: O(bytes taken in).
  package mutating func next(waits: Bool = true) throws(InputError) -> LineBatch? {
    var batch = LineBatch()
    return try next(into: &batch, waits: waits) ? batch : nil
  }

  /// The same in the storage of an earlier batch; `false` at the end.
  mutating func next(into batch: inout LineBatch, waits: Bool = true) throws(InputError) -> Bool {
    batch.removeAll(endOffset: offset)
    batch.lineLimit = limits.lineBytes
    var room = limits.batchBytes
    while room > 0, batch.lines.count < limits.batchLines, !isAtEnd {
      if unread.isEmpty {
        if !(waits && batch.lines.isEmpty) && !input.isReady {
          batch.isPaused = true
          break
        }
        refill(&batch)
      }
      room -= take(into: &batch)
    }
    batch.endOffset = offset
    batch.endLine = lastLine
    if isAtEnd, batch.isEmpty {
      if let fault { throw fault }
      return false
    }
    return true
  }

  /// Reads the next chunk; at the end it finishes the last line.
  private mutating func refill(_ batch: inout LineBatch) {
    do {
      switch try input.read(into: &chunk, stop: stop) {
      case .bytes(let count): unread = 0..<count
      case .end:
        if heldLength > 0 { finishLine(with: 0..<0, endBytes: 0, &batch) }
        isAtEnd = true
      case .stopped: isAtEnd = true
      }
    } catch {
      fail(.failed(file: name, operation: "read", line: lastLine + 1, code: error.code))
    }
    if isAtStart { refuseForeign() }
    isAtStart = false
  }

  private mutating func fail(_ fault: InputError) {
    self.fault = fault
    unread = 0..<0
    isAtEnd = true
  }

  /// A compressed or UTF-16 file would give nothing but faulty lines: better one error that says so.
  private mutating func refuseForeign() {
    let start = chunk[unread.prefix(4)]
    func begins(_ bytes: [UInt8]) -> Bool { start.starts(with: bytes) }
    if begins([0x1F, 0x8B]) { fail(.compressed(file: name, format: "gzip")) }
    if begins([0x28, 0xB5, 0x2F, 0xFD]) { fail(.compressed(file: name, format: "zstd")) }
    if begins([0xFD, 0x37, 0x7A, 0x58]) { fail(.compressed(file: name, format: "xz")) }
    if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) { fail(.utf16(file: name)) }
  }

  /// Takes what is left of the chunk, up to the next line end; returns the number of bytes.
  private mutating func take(into batch: inout LineBatch) -> Int {
    guard !unread.isEmpty else { return 0 }
    guard let end = lineEnd() else {
      defer { unread = 0..<0 }
      hold(unread)
      return unread.count
    }
    let line = unread.lowerBound..<end
    finishLine(with: line, endBytes: 1, &batch)
    unread = end + 1..<unread.upperBound
    return line.count + 1
  }

  private func lineEnd() -> Int? {
    chunk.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress,
        let found = memchr(base + unread.lowerBound, 0x0A, unread.count)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Keeps the start of a line; one byte more than the limit may be the CR of its line end.
  private mutating func hold(_ range: Range<Int>) {
    heldLength += range.count
    if heldLength > limits.lineBytes + 1 { held = [] } else { held += chunk[range] }
  }

  private mutating func finishLine(with range: Range<Int>, endBytes: Int, _ batch: inout LineBatch) {
    let start = batch.bytes.count
    var length = heldLength + range.count
    lastLine += 1
    offset += length + endBytes
    if length <= limits.lineBytes + 1 {
      if heldLength > 0 { batch.bytes += held }
      chunk.withUnsafeBufferPointer { batch.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
      batch.trimLine(from: start, isFirst: lastLine == 1)
      length = batch.bytes.count - start
    }
    batch.closeLine(number: lastLine, from: start, length: length)
    guard heldLength > 0 else { return }
    held.removeAll(keepingCapacity: held.capacity <= limits.chunkBytes)
    heldLength = 0
  }
}
