import ErrataModel

/// Collects what is found in a file while it is read to its end.
struct Findings {
  let file: String
  private var found: [(position: SourcePosition, finding: PolicyFinding)] = []

  init(file: String) {
    self.file = file
  }

  /// All of them, in the order of the file.
  var all: [PolicyFinding] {
    found.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
      .map(\.element.finding)
  }

  var hasErrors: Bool { found.contains { $0.finding.severity == .error } }

  mutating func error(_ code: String, _ position: SourcePosition, _ path: String, _ message: String) {
    add(.error, code, position, path, message)
  }

  mutating func warning(_ code: String, _ position: SourcePosition, _ path: String, _ message: String) {
    add(.warning, code, position, path, message)
  }

  private mutating func add(
    _ severity: Severity, _ code: String, _ position: SourcePosition, _ path: String, _ message: String
  ) {
    let finding = PolicyFinding(
      severity: severity, file: file, line: position.line, column: position.column, path: path, code: code,
      message: message)
    found.append((position, finding))
  }
}
