internal import ErrataModel

/// What a rule found in one claim.
struct LintFinding: Sendable {
  /// Its kind.
  let code: LintCode
  /// The field's path.
  let field: String
  /// What is wrong and what to do.
  let message: String
  /// How grave it is.
  let severity: Severity

  /// Makes a finding, as grave as its kind unless told otherwise.
  init(_ code: LintCode, _ field: String, _ message: String, severity: Severity? = nil) {
    self.code = code
    self.field = field
    self.message = message
    self.severity = severity ?? code.severity
  }

  /// The finding with its place.
  func located(at entry: LocatedClaim) -> Diagnostic {
    entry.diagnostic(severity, field: field, code: code.rawValue, message)
  }
}
