/// Where the bytes of an index live: a mapped file, or memory for indexes that are built to be used at once.
// Safe to share: the bytes are allocated once, written only in `init`, and freed only in `deinit`.
package final class IndexStorage: @unchecked Sendable {
  /// The bytes of the index.
  package let bytes: UnsafeRawBufferPointer
  private let file: MappedFile?

  /// Whether the bytes are those of a mapped file.
  var isMapped: Bool { file != nil }

  /// Bytes of a mapped file.
  package init(file: MappedFile) {
    self.file = file
    bytes = file.bytes
  }

  /// A copy of bytes in memory.
  package init(copying source: [UInt8]) {
    file = nil
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, source.count), alignment: 16)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(rebasing: copy[0..<source.count])
  }

  /// A copy of some bytes that can be written.
  ///
  /// - Throws: `IndexError.unreadable`.
  func privateCopy(of range: Range<Int>) throws(IndexError) -> PrivateBytes {
    if let file { return try file.privateCopy(of: range) }
    return PrivateBytes(copying: UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  deinit {
    if file == nil { bytes.deallocate() }
  }
}
