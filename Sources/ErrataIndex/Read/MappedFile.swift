#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file mapped into memory, read-only, shared with every process that maps it.
///
/// The mapping lasts as long as the object. Index files are replaced by renaming, never rewritten in place, so a mapped
/// file keeps its content; a file that is cut short in place while mapped would end the process, as with every mapping.
// Safe to share: the address and length never change after `init`, the pages are mapped PROT_READ, and the mapping is
// removed only in `deinit`, when nobody holds the object any more.
package final class MappedFile: @unchecked Sendable {
  /// The bytes of the file.
  package let bytes: UnsafeRawBufferPointer
  private let path: String
  /// Device and number of the file: another one may have taken its path since.
  private let identity: (dev_t, ino_t)

  /// Maps a regular file.
  ///
  /// - Throws: `IndexError.unreadable`, `.notAFile`, or `.truncated` for an empty file.
  package init(path: String) throws(IndexError) {
    // Without O_NONBLOCK the opening of a pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: MappedFile.lastError()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: MappedFile.lastError())
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    let length = Int(status.st_size)
    guard length > 0 else {
      throw .truncated(path: path, expected: UInt64(IndexFormat.headerLength + 8), found: 0)
    }
    guard let address = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED else {
      throw .unreadable(path: path, reason: MappedFile.lastError())
    }
    bytes = UnsafeRawBufferPointer(start: address, count: length)
    self.path = path
    identity = (status.st_dev, status.st_ino)
  }

  /// Maps a stretch of the file once more, so that it can be written without changing the file: pages that aren't
  /// written stay shared.
  ///
  /// - Throws: `IndexError.unreadable`, also when another file has taken the path.
  func privateCopy(of range: Range<Int>) throws(IndexError) -> PrivateBytes {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: MappedFile.lastError()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, (status.st_dev, status.st_ino) == identity else {
      throw .unreadable(path: path, reason: "another file has taken its place; try again")
    }
    let start = range.lowerBound / MappedFile.pageSize * MappedFile.pageSize
    let length = max(1, range.upperBound - start)
    guard let address = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, off_t(start)),
      address != MAP_FAILED
    else { throw .unreadable(path: path, reason: MappedFile.lastError()) }
    return PrivateBytes(mapping: address, length: length, from: range.lowerBound - start, count: range.count)
  }

  private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  /// The text of `errno`.
  static func lastError() -> String {
    String(cString: strerror(errno))
  }
}
