import ErrataModel

/// A policy file that can't be used, with everything that was found in it.
package struct PolicyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's name as the caller gave it.
  package let file: String
  /// All errors and warnings, in the order of the file.
  package let findings: [PolicyFinding]

  /// A line that tells what failed and what to do, then a line for each finding.
  package var description: String {
    let errors = findings.count { $0.severity == .error }
    let head =
      "\(file): the policy was not loaded: \(errors) \(errors == 1 ? "error" : "errors"). Mend what follows."
    return ([head] + findings.map(\.description)).joined(separator: "\n")
  }
}
