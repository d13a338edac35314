/// Takes the bytes of an index file: first all sections in order, then the header.
package protocol IndexSink {
  /// Why bytes can't be taken.
  associatedtype Failure: Error

  /// Takes the bytes after those before; the first call's stand after the room for the header.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Failure)

  /// Takes the header, which stands at the start of the file.
  mutating func write(header: [UInt8]) throws(Failure)
}

/// Keeps an index in memory.
struct MemorySink: IndexSink {
  /// The bytes so far; zeros stand for the header.
  private(set) var bytes = [UInt8](repeating: 0, count: SectionWriter<MemorySink>.start)

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Never) {
    self.bytes.append(contentsOf: bytes)
  }

  mutating func write(header: [UInt8]) throws(Never) {
    bytes.replaceSubrange(0..<header.count, with: header)
  }
}
