internal import Foundation

/// An input that can't be read, with what to do about it.
package enum InputError: Error, Hashable, Sendable {
  /// Nothing is at the path.
  case missing(file: String)
  /// The input is a directory.
  case directory(file: String)
  /// The permissions don't allow reading.
  case notPermitted(file: String)
  /// The input is compressed; `format` names how.
  case compressed(file: String, format: String)
  /// The input is UTF-16.
  case utf16(file: String)
  /// Anything else that the system reports: the call that failed, the line it was to give, and the error number.
  case failed(file: String, operation: String, line: Int, code: Int32)

  /// The error for a failed `open`.
  init(opening file: String, code: Int32) {
    switch code {
    case ENOENT, ENOTDIR: self = .missing(file: file)
    case EACCES, EPERM: self = .notPermitted(file: file)
    case EISDIR: self = .directory(file: file)
    default: self = .failed(file: file, operation: "open", line: 0, code: code)
    }
  }
}

extension InputError: CustomStringConvertible {
  /// What failed, where, and what to do.
  package var description: String {
    switch self {
    case .missing(let file):
      "\(file): no such file. Check the path, or give - to read standard input."
    case .directory(let file):
      "\(file): is a directory, expected a file of JSON Lines. Name a file in it."
    case .notPermitted(let file):
      "\(file): may not be read. Allow it with chmod u+r, or run as a user who may read it."
    case .compressed(let file, let format):
      "\(file): is compressed with \(format), expected JSON Lines. Decompress it first, as in: "
        + "\(InputError.decompressor(format)) \(file) | errata label -"
    case .utf16(let file):
      "\(file): is UTF-16, expected UTF-8. Convert it first, as in: iconv -f UTF-16 -t UTF-8 \(file)"
    case .failed(let file, let operation, let line, let code):
      "\(line > 0 ? "\(file):\(line)" : file): \(operation) failed: \(SystemFault(code: code)). "
        + "Check the file and its device, then run again."
    }
  }

  private static func decompressor(_ format: String) -> String {
    switch format {
    case "zstd": "zstdcat"
    case "xz": "xzcat"
    default: "zcat"
    }
  }
}
