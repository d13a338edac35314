package import ErrataJSON
package import ErrataModel

/// All findings about a corpus.
package struct LintReport: Hashable, Sendable {
  /// Findings, sorted by file, line, gravity and field.
  package let findings: [Diagnostic]
  /// Number of claims that were looked at.
  package let claimCount: Int

  /// Number of errors.
  package var errorCount: Int { findings.count { $0.severity == .error } }

  /// Number of warnings.
  package var warningCount: Int { findings.count - errorCount }

  /// Sorts findings into a report.
  init(findings: [Diagnostic], claimCount: Int) {
    self.findings = findings.sorted { a, b in
      if a.file != b.file { return a.file < b.file }
      if a.line != b.line { return a.line < b.line }
      if a.severity != b.severity { return a.severity < b.severity }
      return (a.field, a.code) < (b.field, b.code)
    }
    self.claimCount = claimCount
  }

  /// Writes `{"claims":…,"errors":…,"warnings":…,"findings":[{…}]}`.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("claims", claimCount)
      writer.member("errors", errorCount)
      writer.member("warnings", warningCount)
      writer.member("findings", findings) { LintReport.encode($1, into: &$0) }
    }
  }

  private static func encode(_ finding: Diagnostic, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("severity", finding.severity.rawValue)
      writer.member("file", finding.file)
      writer.member("line", finding.line)
      writer.member("field", finding.field)
      writer.member("code", finding.code)
      writer.member("message", finding.message)
    }
  }
}

extension LintReport: CustomStringConvertible {
  /// The findings, one a line, then the sums.
  package var description: String {
    let sums = "\(claimCount) claims: \(errorCount) errors, \(warningCount) warnings"
    return (findings.map(\.description) + [sums]).joined(separator: "\n")
  }
}
