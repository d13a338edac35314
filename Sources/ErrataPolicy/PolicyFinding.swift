package import ErrataModel

/// Something in a policy file that must be mended, or is worth a look, with its place and what was expected.
package struct PolicyFinding: Hashable, Sendable, CustomStringConvertible {
  /// How grave it is; a policy with an `error` isn't loaded.
  package let severity: Severity
  /// The file's name as the caller gave it.
  package let file: String
  /// Line, from 1; 0 when the finding is about the whole file.
  package let line: Int
  /// Column in Unicode scalars, from 1; 0 when the finding is about the whole file.
  package let column: Int
  /// The key's path, such as `rules[2].when.verdict[0]`; empty for the whole file.
  package let path: String
  /// A stable word for the kind of finding, in kebab-case.
  package let code: String
  /// What is wrong and what was expected.
  package let message: String

  /// `file:line:column: error: path: message [code]`.
  package var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    let subject = path.isEmpty ? "" : "\(path): "
    return "\(place): \(severity.rawValue): \(subject)\(message) [\(code)]"
  }

  /// The finding in the form that all input files share; it has no column.
  package var diagnostic: Diagnostic {
    Diagnostic(severity: severity, file: file, line: line, field: path, code: code, message: message)
  }
}
