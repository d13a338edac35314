internal import Foundation

/// Looks at a path before SQLite does, which would wait on a pipe, make a database of an empty file, or say no more
/// than "unable to open".
struct StorePath {
  private static let magic = Array("SQLite format 3\0".utf8)

  private let path: String
  private let mode: DecisionStore.Mode

  init(_ path: String, mode: DecisionStore.Mode) {
    self.path = path
    self.mode = mode
  }

  /// The path as SQLite gets it: never a name with a meaning of its own, such as `:memory:`.
  static func plain(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  /// - Throws: `StoreError` when no store can be opened at the path, or none made.
  func check() throws(StoreError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw error(.missing, "the path is empty or holds a NUL", "Give the path of a file")
    }
    var status = stat()
    guard stat(StorePath.plain(path), &status) == 0 else { return try checkAbsent(because: errno) }
    try checkKind(status)
    try checkAccess()
    if status.st_size > 0 { try checkMagic() }
  }

  private func checkAbsent(because code: Int32) throws(StoreError) {
    switch code {
    case ENOENT where mode == .readOnly:
      throw error(
        .missing, "there is no such file", "Check the path; a store is made by the first run that records into it")
    case ENOENT, ENOTDIR: try checkFolder()
    default: throw error(.denied, StorePath.text(of: code), "Check the path and who may read its folders")
    }
  }

  private func checkFolder() throws(StoreError) {
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw error(
        .missingFolder, "the folder \(folder) does not exist or is none", "Make the folder, or give another path")
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw folderDenied(errno) }
  }

  private func checkKind(_ status: stat) throws(StoreError) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR:
      throw error(.notAFile, "it is a folder", "Give the path of a file in it, such as \(path)/record.sqlite")
    default: throw error(.notAFile, "it is no regular file", "Give the path of a file, not of a device or pipe")
    }
  }

  private func checkAccess() throws(StoreError) {
    let needed = mode == .readWrite ? R_OK | W_OK : R_OK
    guard access(StorePath.plain(path), needed) == 0 else {
      let what = mode == .readWrite ? "read and written" : "read"
      throw error(
        errno == EROFS ? .readOnly : .denied, "the file can't be \(what): \(StorePath.text(of: errno))",
        mode == .readWrite
          ? "Give this user the right to write it, or open it for reading" : "Give this user the right to read it")
    }
    if mode == .readWrite, access(folder, W_OK | X_OK) != 0 { throw folderDenied(errno) }
  }

  private func checkMagic() throws(StoreError) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw error(.denied, "the file can't be read", "Give this user the right to read it")
    }
    defer { try? file.close() }
    let start = Array((try? file.read(upToCount: StorePath.magic.count)) ?? Data())
    guard start == StorePath.magic else {
      throw error(
        .notSQLite, "it is no SQLite file: its first \(start.count) bytes are not SQLite's",
        "Check the path; a file that was a store is damaged: restore it from a copy")
    }
  }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func folderDenied(_ code: Int32) -> StoreError {
    error(
      code == EROFS ? .readOnly : .denied, "the folder \(folder) can't be written: \(StorePath.text(of: code))",
      "SQLite keeps two more files beside the store: give this user the right to write the folder, or give another"
        + " path")
  }

  private func error(_ kind: StoreError.Kind, _ found: String, _ remedy: String) -> StoreError {
    StoreError(kind, path: path, operation: "open the store", found: found, remedy: remedy)
  }

  private static func text(of code: Int32) -> String { String(cString: strerror(code)) }
}
