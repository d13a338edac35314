internal import Foundation

/// Why a file can't be used.
struct FileProblem: Error, CustomStringConvertible {
  let description: String
}

/// Files that are read or written whole.
enum SmallFile {
  /// The bytes of a file that must not be larger than a limit.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileProblem(description: "\(path): no such file")
    }
    guard !isFolder.boolValue else { throw FileProblem(description: "\(path): is a folder, expected a file") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw FileProblem(description: "\(path): can't be opened; check its permissions")
    }
    defer { try? handle.close() }
    let data = try handle.read(upToCount: limit + 1) ?? Data()
    guard data.count <= limit else {
      throw FileProblem(
        description: "\(path): is larger than \(limit) bytes, which is more than such a file needs")
    }
    return Array(data)
  }

  /// Writes a file that must not be there yet.
  static func create(_ bytes: [UInt8], at path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      throw FileProblem(
        description: "\(path): can't be written; check the folder's permissions and the room on the disk")
    }
  }
}
