package import ErrataModel

/// A claim and where it stands.
package struct LocatedClaim: Hashable, Sendable {
  /// The claim.
  package var claim: Claim
  /// The file's name as the user gave it.
  package var file: String
  /// Line, from 1.
  package var line: Int

  /// Makes a located claim.
  package init(claim: Claim, file: String, line: Int) {
    self.claim = claim
    self.file = file
    self.line = line
  }

  /// A diagnostic about this claim.
  func diagnostic(_ severity: Severity, field: String, code: String, _ message: String) -> Diagnostic {
    Diagnostic(severity: severity, file: file, line: line, field: field, code: code, message: message)
  }
}

/// What was read from files: claims that could be read, each id once, and what was wrong.
struct ClaimEntries: Sendable {
  /// The claims, in reading order.
  private(set) var claims: [LocatedClaim] = []
  /// What was wrong, in reading order.
  private(set) var diagnostics: [Diagnostic] = []
  private var indices: [String: Int] = [:]

  /// Adds a claim; one whose id is taken is left out and noted as an error.
  mutating func add(_ entry: LocatedClaim) {
    if let index = indices[entry.claim.id] {
      let first = claims[index]
      add(
        ClaimEntries.fault(
          repeats: entry.claim.id, file: entry.file, line: entry.line, first: (first.file, first.line)))
    } else {
      indices[entry.claim.id] = claims.count
      claims.append(entry)
    }
  }

  /// What is said of an id that an earlier claim has.
  static func fault(repeats id: String, file: String, line: Int, first: (file: String, line: Int)) -> Diagnostic {
    Diagnostic(
      file: file, line: line, field: "id", code: LintCode.duplicateID.rawValue,
      message: "\"\(id)\" is already used at \(first.file):\(first.line); give one of the two another id")
  }

  /// Notes a diagnostic.
  mutating func add(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }
}
