#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An index file on its way to a path: what is written lies beside the path under a name of its own, and takes the
/// path's place when it is committed. Without that it leaves nothing behind.
package struct DraftFile: IndexSink {
  private let path: String
  private let file: TemporaryFile
  private let target: String

  /// Begins an index file that is to stand at a path, with room for its header.
  ///
  /// - Throws: `IndexError.unwritable`.
  package init(for path: String) throws(IndexError) {
    try self.init(for: path, start: SectionWriter<DraftFile>.start)
  }

  /// Begins a file whose first bytes stand at an offset.
  init(for path: String, start: Int) throws(IndexError) {
    self.path = path
    target = try DraftFile.target(of: path)
    file = try TemporaryFile(beside: target, for: path, start: start)
  }

  /// A file beside a path for what has no place in memory: it has no name, and is gone with the object and with the
  /// process.
  ///
  /// - Throws: `IndexError.unwritable`.
  package static func spill(beside path: String) throws(IndexError) -> TemporaryFile {
    let spill = try TemporaryFile(beside: target(of: path), for: path)
    spill.removeName()
    return spill
  }

  /// Bytes up to the last one that was written.
  package var byteCount: Int { file.byteCount }

  /// Adds bytes at the end.
  ///
  /// - Throws: `IndexError.unwritable`.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    try file.append(bytes)
  }

  /// Writes the header.
  ///
  /// - Throws: `IndexError.unwritable`.
  package mutating func write(header: [UInt8]) throws(IndexError) {
    try header.withUnsafeBufferPointer { bytes throws(IndexError) in
      try file.write(UnsafeRawBufferPointer(bytes), at: 0)
    }
  }

  /// Flushes to the disk and takes the place of the file at the path.
  ///
  /// - Throws: `IndexError.unwritable`; the old file then stands as it was.
  package func commit() throws(IndexError) {
    try file.synchronize()
    try file.rename(to: target)
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
}
