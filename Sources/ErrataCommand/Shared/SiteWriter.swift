internal import ErrataSite
internal import Foundation

/// Writes the files of a site below a folder, each whole or not at all.
final class SiteWriter {
  private let folder: URL
  private var made: Set<String> = []
  /// How many files were written.
  private(set) var files = 0

  init(folder: String) {
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
  }

  func write(_ file: SiteFile) throws {
    let target = folder.appendingPathComponent(file.path)
    let parent = target.deletingLastPathComponent()
    do {
      if made.insert(parent.path).inserted {
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      }
      try Data(file.bytes).write(to: target, options: .atomic)
    } catch {
      throw SiteWritingError(path: target.path, reason: "\((error as NSError).localizedDescription)")
    }
    files += 1
  }
}

private struct SiteWritingError: Error, CustomStringConvertible {
  var path: String
  var reason: String

  var description: String {
    "\(path): can't be written (\(reason)). Give a folder in which files may be written, with room for a few megabytes."
  }
}
