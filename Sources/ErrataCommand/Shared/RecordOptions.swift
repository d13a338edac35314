internal import ArgumentParser
internal import Errata
internal import ErrataJobs
internal import ErrataPolicy
internal import ErrataStore

/// Where decisions are recorded.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Record decisions in this SQLite file; made when it isn't there.", valueName: "file"))
  var store: String?

  /// Opens the store that was asked for and records what its decisions rest on, once the index was verified: what is
  /// recorded stays.
  func open(_ engine: Engine, check: BackgroundCheck, policyText: String, now: Timestamp) throws -> DecisionStore? {
    guard let store else { return nil }
    try check.wait()
    let opened = try DecisionStore(path: store, mode: .readWrite)
    _ = try opened.recordRevision(digest: engine.corpusRevision, claims: engine.claims, now: now)
    try opened.recordPolicy(version: engine.policyVersion, yaml: policyText, now: now)
    _ = try opened.setPropagationRules(engine.policy.propagation, now: now)
    return opened
  }
}
