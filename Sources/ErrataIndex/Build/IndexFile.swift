#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes index files so that a reader sees the old file or the new one, never half of one.
package enum IndexFile {
  /// Writes beside the target, flushes to the disk, then renames.
  ///
  /// - Throws: `IndexError.unwritable`; the old file then stands as it was.
  package static func save(_ bytes: [UInt8], to path: String) throws(IndexError) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: MappedFile.lastError()) }
    let problem = fill(descriptor, bytes)
    close(descriptor)
    if let reason = problem ?? (rename(temporary, path) == 0 ? nil : MappedFile.lastError()) {
      unlink(temporary)
      throw .unwritable(path: path, reason: reason)
    }
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
