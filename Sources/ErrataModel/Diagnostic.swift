/// How grave a diagnostic is.
public enum Severity: String, Hashable, Sendable, Comparable {
  /// Must be mended.
  case error
  /// Should be looked at.
  case warning

  /// `error` before `warning`.
  public static func < (a: Severity, b: Severity) -> Bool {
    a == .error && b == .warning
  }
}

/// A finding about an input file that tells where it is and what was expected.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How grave it is.
  public var severity: Severity
  /// The file's name as the user gave it; `<stdin>` for standard input.
  public var file: String
  /// Line, from 1; 0 when the finding is about the whole file.
  public var line: Int
  /// The field's path, such as `reviews[0].url`; empty for the whole line.
  public var field: String
  /// A stable word for the kind of finding, in kebab-case.
  public var code: String
  /// What is wrong and what was expected.
  public var message: String

  /// Makes a diagnostic.
  public init(
    severity: Severity = .error, file: String, line: Int, field: String = "", code: String, message: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.field = field
    self.code = code
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line: error: field: message [code]`.
  public var description: String {
    let place = line > 0 ? "\(file):\(line)" : file
    let subject = field.isEmpty ? "" : "\(field): "
    return "\(place): \(severity.rawValue): \(subject)\(message) [\(code)]"
  }
}
