#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import Synchronization

/// A file beside another one, under a name that no other call has, in this process or in others. It is removed with the
/// object unless it was renamed.
package final class TemporaryFile: Sendable {
  /// The path that errors name: of the file that this one is for.
  private let path: String
  private let name: String
  private let descriptor: Int32
  private let length: Mutex<Int>
  private let isNamed = Mutex(true)

  private static let number = Atomic<Int>(0)
  private static let attempts = 1000

  /// Makes an empty file beside a target.
  ///
  /// - Parameters:
  ///   - path: what the user called the target.
  ///   - start: where the first appended bytes stand.
  /// - Throws: `IndexError.unwritable`.
  init(beside target: String, for path: String, start: Int = 0) throws(IndexError) {
    var (name, descriptor) = ("", Int32(-1))
    for _ in 0..<TemporaryFile.attempts where descriptor < 0 {
      let number = TemporaryFile.number.add(1, ordering: .relaxed).newValue
      name = "\(target).\(getpid()).\(number).tmp"
      descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      // A name that was left over is passed over.
      if descriptor < 0, errno != EEXIST { break }
    }
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: MappedFile.lastError()) }
    length = Mutex(start)
    self.path = path
    self.name = name
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    removeName()
  }

  /// Where the next bytes are appended.
  var byteCount: Int { length.withLock { $0 } }

  /// Takes the name away; the bytes can be read as long as the object lives, and are gone with it, however the process
  /// ends.
  func removeName() {
    isNamed.withLock { isNamed in
      if isNamed { unlink(name) }
      isNamed = false
    }
  }

  /// Adds bytes at the end.
  ///
  /// - Throws: `IndexError.unwritable`.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    let end = length.withLock { length in
      defer { length += bytes.count }
      return length
    }
    try write(bytes, at: end)
  }

  /// Writes bytes at an offset.
  ///
  /// - Throws: `IndexError.unwritable`.
  func write(_ bytes: UnsafeRawBufferPointer, at start: Int) throws(IndexError) {
    var offset = 0
    while offset < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset, off_t(start + offset))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unwritable(path: path, reason: MappedFile.lastError()) }
      offset += count
    }
  }

  /// Reads bytes from an offset.
  ///
  /// - Throws: `IndexError.unwritable` when they can't be read again.
  package func read(into bytes: UnsafeMutableRawBufferPointer, at start: Int) throws(IndexError) {
    var offset = 0
    while offset < bytes.count {
      let count = pread(
        descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset, off_t(start + offset))
      if count < 0, errno == EINTR { continue }
      guard count != 0 else { throw .unwritable(path: path, reason: "a temporary file beside it was cut short") }
      guard count > 0 else { throw .unwritable(path: path, reason: MappedFile.lastError()) }
      offset += count
    }
  }

  /// Flushes to the disk.
  ///
  /// - Throws: `IndexError.unwritable`.
  func synchronize() throws(IndexError) {
    guard fsync(descriptor) == 0 else { throw .unwritable(path: path, reason: MappedFile.lastError()) }
  }

  /// Gives the file another name, over what had it before.
  ///
  /// - Throws: `IndexError.unwritable`.
  func rename(to target: String) throws(IndexError) {
    let reason = isNamed.withLock { isNamed -> String? in
      guard Self.rename(name, target) == 0 else { return MappedFile.lastError() }
      isNamed = false
      return nil
    }
    if let reason { throw .unwritable(path: path, reason: reason) }
  }

  private static func rename(_ old: String, _ new: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.rename(old, new)
    #elseif canImport(Musl)
      Musl.rename(old, new)
    #else
      Darwin.rename(old, new)
    #endif
  }
}
