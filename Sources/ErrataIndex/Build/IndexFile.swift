#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes index files so that a reader sees the old file or the new one, never half of one.
package enum IndexFile {
  /// Writes beside the target, flushes to the disk, then renames. Links are followed, and a device or pipe is refused:
  /// renaming would put a file in its place.
  ///
  /// - Throws: `IndexError.unwritable`; the old file then stands as it was.
  package static func save(_ bytes: [UInt8], to path: String) throws(IndexError) {
    let target = try target(of: path)
    let temporary = "\(target).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: MappedFile.lastError()) }
    let problem = fill(descriptor, bytes)
    close(descriptor)
    if let reason = problem ?? (rename(temporary, target) == 0 ? nil : MappedFile.lastError()) {
      unlink(temporary)
      throw .unwritable(path: path, reason: reason)
    }
  }

  /// The file that a path leads to; the path itself where there is none yet.
  private static func target(of path: String) throws(IndexError) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .unwritable(path: path, reason: "Is a directory")
    default: throw .unwritable(path: path, reason: "it is a device or a pipe; give the path of a file")
    }
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> String? {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return MappedFile.lastError() }
        offset += written
      }
      return fsync(descriptor) == 0 ? nil : MappedFile.lastError()
    }
  }
}
