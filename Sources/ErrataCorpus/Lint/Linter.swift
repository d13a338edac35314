internal import ErrataModel
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
