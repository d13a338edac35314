internal import ErrataJobs
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

  /// Prints a line as it is. Where standard error is closed or full, nobody can be told, and the work goes on.
  static func note(_ message: String) {
    try? OutputWriter.standardError.write(Array((message + "\n").utf8))
  }

  /// Prints to standard output.
  ///
  /// - Throws: `OutputError`; Swift's `print` would lose output on a full disk without a word.
  static func print(_ value: some CustomStringConvertible, terminator: String = "\n") throws {
    try OutputWriter.standardOutput.write(Array((value.description + terminator).utf8))
  }

  /// Whether standard output is a terminal.
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether colors and marks for terminals may be used on standard output.
  static var usesColor: Bool {
    isOutputTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }
}
