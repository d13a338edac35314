#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The files of a folder of segments, by their names.
package enum FolderFiles {
  /// The name of a base, of a delta, or of what goes with it, of a generation.
  package static func base(_ generation: Int) -> String { "base-\(generation).index" }
  package static func delta(_ generation: Int) -> String { "delta-\(generation).index" }
  package static func digests(of index: String) -> String { index + ".digests" }
  package static func background(_ checksum: UInt64) -> String { "background-\(Digits.text(checksum)).bin" }

  /// The file that whoever changes the folder locks, and the one that whoever merges locks beside it.
  static let lock = "LOCK"
  static let mergeLock = "LOCK.merge"

  private static let kinds = [("base-", [".index", ".index.digests"]), ("delta-", [".index", ".index.digests"])]

  /// Whether a name is one that this program gives to a segment, its digests or a table.
  static func isOurs(_ name: String) -> Bool {
    for (start, ends) in kinds {
      for end in ends where name.hasPrefix(start) && name.hasSuffix(end) {
        let number = name.dropFirst(start.count).dropLast(end.count)
        if !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
      }
    }
    guard name.hasPrefix("background-"), name.hasSuffix(".bin") else { return false }
    let digits = name.dropFirst(11).dropLast(4)
    return digits.count == 16 && UInt64(digits, radix: 16) != nil
  }

  /// Whether a name is that of one of our files while it was being written.
  static func isDraft(_ name: String) -> Bool {
    guard name.hasSuffix(".tmp") else { return false }
    let parts = name.dropLast(4).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, parts.suffix(2).allSatisfy({ UInt64($0) != nil }) else { return false }
    let target = parts.dropLast(2).joined(separator: ".")
    return target == FolderManifest.name || isOurs(target)
  }

  /// A file's path in a folder.
  static func path(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The names of what is in a folder, without those that begin with a dot.
  ///
  /// - Throws: `IndexError.unreadable`.
  static func names(in folder: String) throws(IndexError) -> [String] {
    guard let stream = opendir(folder) else { throw .unreadable(path: folder, reason: MappedFile.lastError()) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  /// Flushes a folder's list of names to the disk.
  ///
  /// - Throws: `IndexError.unwritable`.
  static func synchronize(_ folder: String) throws(IndexError) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unwritable(path: folder, reason: MappedFile.lastError()) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .unwritable(path: folder, reason: MappedFile.lastError()) }
  }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder unless it is there.
  ///
  /// - Throws: `IndexError.unwritable`.
  static func make(_ folder: String) throws(IndexError) {
    guard !isFolder(folder) else { return }
    guard mkdir(folder, 0o755) == 0 else { throw .unwritable(path: folder, reason: MappedFile.lastError()) }
  }

  /// Whether a file is there.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Removes a file; one that can't be removed stays, and is tried again by the next change.
  static func remove(_ path: String) { unlink(path) }

  /// A small file's bytes.
  ///
  /// - Throws: `IndexError`.
  static func read(_ path: String, limit: Int) throws(IndexError) -> [UInt8] {
    let file = try MappedFile(path: path)
    guard file.bytes.count <= limit else { throw .damaged(path: path, part: "larger than such a file is") }
    return Array(file.bytes)
  }
}
