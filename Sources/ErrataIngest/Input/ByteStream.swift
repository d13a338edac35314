/// The bytes of a source, in pieces, with a look at the beginning before the reading starts and an end to all patience.
struct ByteStream {
  /// Bytes that are asked for at a time.
  static let pieceBytes = 256 << 10

  /// Bytes that were read so far.
  private(set) var bytesRead = 0
  /// The limit was reached: the rest of the source isn't read.
  private(set) var isCut = false
  private let source: ByteSource
  private let limit: Int
  private var ahead: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: ByteStream.pieceBytes)
  private var isAtEnd = false

  /// A stream of at most so many bytes.
  init(_ source: ByteSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// The first bytes, up to a number, which stay to be read.
  mutating func peek(_ count: Int) throws -> [UInt8] {
    while ahead.count < count, let piece = try fill() { ahead += piece }
    return Array(ahead.prefix(count))
  }

  /// The next bytes; `nil` at the end.
  mutating func next() throws -> ArraySlice<UInt8>? {
    guard ahead.isEmpty else {
      defer { ahead = [] }
      return ahead[...]
    }
    return try fill()
  }

  /// All that is left, up to a number of bytes, and whether there was more.
  mutating func rest(upTo count: Int) throws -> (bytes: [UInt8], isCut: Bool) {
    var bytes: [UInt8] = []
    while bytes.count <= count, let piece = try next() { bytes += piece }
    guard bytes.count > count else { return (bytes, false) }
    bytes.removeLast(bytes.count - count)
    return (bytes, true)
  }

  private mutating func fill() throws -> ArraySlice<UInt8>? {
    guard !isAtEnd else { return nil }
    guard bytesRead < limit else {
      (isCut, isAtEnd) = (true, true)
      return nil
    }
    let count = try source.fill(&buffer)
    guard count > 0 else {
      isAtEnd = true
      return nil
    }
    let taken = min(count, limit - bytesRead)
    if taken < count { (isCut, isAtEnd) = (true, true) }
    bytesRead += taken
    return buffer[0..<taken]
  }
}
