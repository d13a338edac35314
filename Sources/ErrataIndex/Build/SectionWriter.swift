internal import ErrataText

/// The numbers that the header of an index file tells.
struct IndexCounts: Hashable, Sendable {
  var claims = 0
  var entries = 0
  var units = 0
  var terms = 0
  /// Sum of the claims' lengths.
  var length: UInt64 = 0
}

/// Writes the sections of an index file one after the other, with checksums made on the way, and its header at last.
struct SectionWriter<Sink: IndexSink> {
  private var sink: Sink
  /// Offset, length and checksum of each section so far.
  private var table: [UInt8] = []
  private var checksum = Checksum()
  private var buffer: [UInt8] = []
  /// Bytes of the file that were given to the sink.
  private var offset = SectionWriter.start

  /// Where the first section begins.
  static var start: Int { aligned(IndexFormat.headerLength + 8) }
  private static var bufferSize: Int { 1 << 18 }

  /// A writer at the first section.
  init(_ sink: consuming Sink) {
    self.sink = sink
    buffer.reserveCapacity(SectionWriter.bufferSize + 64)
  }

  /// Writes the next section: what `body` appends.
  mutating func section(_ body: (inout SectionWriter) throws(Sink.Failure) -> Void) throws(Sink.Failure) {
    let first = offset
    checksum = Checksum()
    try body(&self)
    try flush()
    for value in [UInt64(first), UInt64(offset - first), checksum.value] { table.append(little: value) }
    // What lies between sections belongs to none.
    for _ in offset..<SectionWriter.aligned(offset) { buffer.append(0) }
    try flush()
  }

  /// Writes the next section: some values.
  mutating func section<Value: FixedWidthInteger>(_ values: [Value]) throws(Sink.Failure) {
    try section { writer throws(Sink.Failure) in try writer.append(values) }
  }

  /// Writes a number of the section at hand, lowest byte first.
  mutating func append(little value: some FixedWidthInteger) throws(Sink.Failure) {
    buffer.append(little: value)
    if buffer.count >= SectionWriter.bufferSize { try flush() }
  }

  /// Writes numbers of the section at hand, lowest bytes first.
  mutating func append<Value: FixedWidthInteger>(_ values: [Value]) throws(Sink.Failure) {
    guard Value(1).littleEndian == 1 else {
      for value in values { try append(little: value) }
      return
    }
    try values.withUnsafeBufferPointer { values throws(Sink.Failure) in try append(UnsafeRawBufferPointer(values)) }
  }

  /// Writes what `body` adds to a buffer to the section at hand.
  mutating func append(_ body: (inout [UInt8]) throws(Sink.Failure) -> Void) throws(Sink.Failure) {
    try body(&buffer)
    if buffer.count >= SectionWriter.bufferSize { try flush() }
  }

  /// Writes bytes of the section at hand.
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(Sink.Failure) {
    if bytes.count >= SectionWriter.bufferSize {
      try flush()
      return try hand(on: bytes)
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= SectionWriter.bufferSize { try flush() }
  }

  private mutating func flush() throws(Sink.Failure) {
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    try bytes.withUnsafeBufferPointer { bytes throws(Sink.Failure) in try hand(on: UnsafeRawBufferPointer(bytes)) }
    bytes.removeAll(keepingCapacity: true)
    swap(&bytes, &buffer)
  }

  private mutating func hand(on bytes: UnsafeRawBufferPointer) throws(Sink.Failure) {
    checksum.update(bytes)
    try sink.write(bytes)
    offset += bytes.count
  }

  /// Writes the header, and gives the sink back.
  consuming func finish(_ counts: IndexCounts, revision: String) throws(Sink.Failure) -> Sink {
    var header = SectionWriter.header(counts, fileLength: offset, revision: revision)
    header += table
    header.append(little: header.withUnsafeBytes { Checksum.xxh64($0) })
    header += [UInt8](repeating: 0, count: SectionWriter.start - header.count)
    var sink = sink
    try sink.write(header: header)
    return sink
  }

  private static func header(_ counts: IndexCounts, fileLength: Int, revision: String) -> [UInt8] {
    var header = IndexFormat.magic
    header.append(little: IndexFormat.version)
    header.append(little: UInt32(IndexFormat.headerLength))
    header.append(little: UInt64(fileLength))
    header += padded(Normalizer.version, IndexFormat.normalizerLength)
    header += padded(revision, IndexFormat.revisionLength)
    for count in [counts.claims, counts.entries, counts.units, counts.terms] { header.append(little: UInt32(count)) }
    header.append(little: counts.length)
    return header
  }

  private static func padded(_ text: String, _ length: Int) -> [UInt8] {
    let bytes = Array(text.utf8.prefix(length))
    return bytes + [UInt8](repeating: 0, count: length - bytes.count)
  }

  private static func aligned(_ offset: Int) -> Int {
    (offset + IndexFormat.alignment - 1) / IndexFormat.alignment * IndexFormat.alignment
  }
}

extension [UInt8] {
  /// Appends an integer, lowest byte first.
  mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
