#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Bytes that began as those of an index and were changed for this process alone.
// Safe to share: whoever makes them writes them before anybody else has them, and nobody after that; they are freed
// only in `deinit`, when nobody holds the object any more.
final class PrivateBytes: @unchecked Sendable {
  /// The bytes.
  let bytes: UnsafeMutableRawBufferPointer
  private let mapping: (address: UnsafeMutableRawPointer, length: Int)?

  /// Bytes within a mapping, which goes with the object.
  init(mapping address: UnsafeMutableRawPointer, length: Int, from start: Int, count: Int) {
    mapping = (address, length)
    bytes = UnsafeMutableRawBufferPointer(start: address + start, count: count)
  }

  /// A copy of bytes.
  init(copying source: UnsafeRawBufferPointer) {
    mapping = nil
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, source.count), alignment: 64)
    copy.copyMemory(from: source)
    bytes = UnsafeMutableRawBufferPointer(rebasing: copy[0..<source.count])
  }

  deinit {
    if let mapping { munmap(mapping.address, mapping.length) } else { bytes.deallocate() }
  }
}
