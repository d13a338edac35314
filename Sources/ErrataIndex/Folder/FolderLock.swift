#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The right to change a folder, held by one process at a time, until the object goes or the process ends, however it
/// ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  private static let pause: UInt32 = 10_000  // microseconds

  /// Takes the lock of a folder.
  ///
  /// - Parameters:
  ///   - name: the file that is locked.
  ///   - attempts: how often to try, a hundredth of a second apart.
  /// - Throws: `IndexError.locked` when somebody else keeps it, `.unwritable`.
  init(_ folder: String, _ name: String, attempts: Int) throws(IndexError) {
    let path = FolderFiles.path(folder, name)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: folder, reason: MappedFile.lastError()) }
    var rest = max(1, attempts)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let (isBusy, reason) = (errno == EWOULDBLOCK || errno == EINTR, MappedFile.lastError())
      rest -= 1
      guard isBusy, rest > 0 else {
        close(descriptor)
        throw isBusy ? .locked(path: folder) : .unwritable(path: path, reason: reason)
      }
      usleep(FolderLock.pause)
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
