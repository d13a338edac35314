/// Why an index file can't be used, with what to do about it.
package enum IndexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file can't be opened or read.
  case unreadable(path: String, reason: String)
  /// The path isn't a regular file.
  case notAFile(path: String)
  /// The file doesn't begin as an index does.
  case foreign(path: String)
  /// The file is shorter than its header says.
  case truncated(path: String, expected: UInt64, found: UInt64)
  /// The file was written in a newer format.
  case newer(path: String, version: UInt32)
  /// The file was written in an older format.
  case older(path: String, version: UInt32)
  /// A part of the file doesn't fit its checksum or its bounds.
  case damaged(path: String, part: String)
  /// The file was built with another normalizer.
  case otherNormalizer(path: String, found: String, expected: String)
  /// The corpus is larger than the format holds.
  case tooLarge(what: String, limit: Int)
  /// A folder has no manifest.
  case noManifest(path: String)
  /// A file isn't there that a folder's manifest names.
  case incomplete(path: String, file: String)
  /// The folder was written in a newer form.
  case newerFolder(path: String, version: Int)
  /// Another process changes the folder.
  case locked(path: String)
  /// The folder's texts were weighed by another table of common words than this program's.
  case otherBackground(path: String)
  /// The file can't be written.
  case unwritable(path: String, reason: String)

  /// Fact, then advice.
  package var description: String {
    let rebuild = "build it again with `errata index build`"
    switch self {
    case .unreadable(let path, let reason): return "\(path): can't be read: \(reason)"
    case .notAFile(let path): return "\(path): isn't a file; expected an index made by `errata index build`"
    case .foreign(let path):
      return "\(path): isn't an Errata index; expected a file made by `errata index build`"
    case .truncated(let path, let expected, let found):
      return
        "\(path): is cut short: \(found) bytes where its header says \(expected); copy it again or \(rebuild)"
    case .newer(let path, let version):
      return "\(path): has index format \(version), this program reads up to \(IndexFormat.version); "
        + "update errata or \(rebuild)"
    case .older(let path, let version):
      return "\(path): has index format \(version), this program reads \(IndexFormat.version); \(rebuild)"
    case .damaged(let path, let part): return "\(path): is damaged (\(part)); copy it again or \(rebuild)"
    case .otherNormalizer(let path, let found, let expected):
      return "\(path): was built with normalizer \(found), this program has \(expected); \(rebuild)"
    case .tooLarge(let what, let limit): return "the corpus has too many \(what): the index holds \(limit)"
    case .noManifest(let path):
      return "\(path): is a folder without \(FolderManifest.name); expected an index made by `errata index build`"
    case .incomplete(let path, let file):
      return "\(path): lacks \(file), which its manifest names; copy the folder again, all of it, or \(rebuild)"
    case .newerFolder(let path, let version):
      return "\(path): has the form \(version) of folders, this program reads up to \(FolderManifest.version); "
        + "update errata or \(rebuild)"
    case .locked(let path): return "\(path): is being changed by another process; try again when that has ended"
    case .otherBackground(let path):
      return "\(path): was weighed by another table of common words than this program has; \(rebuild)"
    case .unwritable(let path, let reason): return "\(path): can't be written: \(reason)"
    }
  }
}
