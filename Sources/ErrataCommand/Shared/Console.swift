internal import Foundation

/// What the tool says besides its output: on standard error, so that output can be piped.
enum Console {
  /// Prints an error.
  static func error(_ message: String) {
    note("errata: error: \(message)")
  }

  /// Prints a warning.
  static func warning(_ message: String) {
    note("errata: warning: \(message)")
  }

  /// Prints a line as it is.
  static func note(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }

  /// Whether standard output is a terminal.
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether colors and marks for terminals may be used on standard output.
  static var usesColor: Bool {
    isOutputTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }
}
