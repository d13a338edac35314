package import ErrataModel
package import ErrataText

/// Checks a corpus: what would make it refused, and what would make it match badly.
package struct Linter: Sendable {
  private let settings: LintSettings
  private let normalizer: Normalizer

  /// A linter with the given measures.
  package init(settings: LintSettings, normalizer: Normalizer = Normalizer()) {
    self.settings = settings
    self.normalizer = normalizer
  }

  /// Checks files, and the `*.jsonl` of folders. What can't be read is a finding too.
  package func lint(paths: [String]) -> LintReport {
    report(on: CorpusLoader.read(paths: paths))
  }

  /// Checks files in memory.
  package func lint(files: [CorpusFile]) -> LintReport {
    report(on: CorpusLoader.read(files: files))
  }

  /// Checks claims as they would stand in a corpus beside others: of the others nothing is told, but for what is wrong
  /// between both.
  ///
  /// - Parameters:
  ///   - claims: the claims to check, in files.
  ///   - corpus: the others; one with the id of a checked claim is left out, since that takes its place.
  package func lint(_ claims: [LocatedClaim], beside corpus: [Claim]) -> LintReport {
    let ids = Set(claims.map(\.claim.id))
    var entries = ClaimEntries()
    // What is between two is told of the one that comes later.
    for claim in corpus where !ids.contains(claim.id) {
      entries.add(LocatedClaim(claim: claim, file: Linter.beside, line: 1))
    }
    for claim in claims { entries.add(claim) }
    let whole = report(on: entries)
    return LintReport(findings: whole.findings.filter { $0.file != Linter.beside }, claimCount: claims.count)
  }

  /// The name of a corpus of which nothing is told.
  private static let beside = "<corpus>"

  private func report(on entries: ClaimEntries) -> LintReport {
    let claims = entries.claims.map { LintedClaim($0, normalizer: normalizer) }
    var findings = entries.diagnostics
    for claim in claims {
      for rule in LintRules.claimRules {
        findings += rule(claim, settings).map { $0.located(at: claim.entry) }
      }
    }
    for rule in LintRules.corpusRules {
      findings += rule(claims, settings).map { $0.finding.located(at: claims[$0.index].entry) }
    }
    return LintReport(findings: findings, claimCount: claims.count)
  }
}
