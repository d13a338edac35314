internal import Foundation

/// Where a run reads its lines from.
package enum InputSource: Hashable, Sendable {
  /// The process's standard input.
  case standardInput
  /// A file, pipe or device at a path.
  case path(String)

  /// Reads a command-line argument: `-` stands for standard input.
  package init(argument: String) {
    self = argument == "-" ? .standardInput : .path(argument)
  }

  /// The name for messages: the path as given, or `<stdin>`.
  package var name: String {
    switch self {
    case .standardInput: "<stdin>"
    case .path(let path): path
    }
  }

  /// Looks at the input without opening it, so that a mistyped last name is said before the work on the first begins.
  ///
  /// - Returns: the bytes to read, or `nil` for a pipe, a terminal or a device.
  /// - Throws: `InputError` when it is missing or a directory.
  func size() throws(InputError) -> Int? {
    var status = stat()
    switch self {
    case .standardInput:
      guard fstat(STDIN_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return max(0, Int(status.st_size) - max(0, Int(lseek(STDIN_FILENO, 0, SEEK_CUR))))
    case .path(let path):
      guard stat(path, &status) == 0 else { throw InputError(opening: path, code: errno) }
      guard status.st_mode & S_IFMT != S_IFDIR else { throw .directory(file: path) }
      return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }
  }
}
