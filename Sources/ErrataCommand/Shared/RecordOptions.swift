internal import ArgumentParser
internal import Errata
internal import ErrataStore

/// Where decisions are recorded.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Record decisions in this SQLite file; made when it isn't there.", valueName: "file"))
  var store: String?

  /// Opens the store that was asked for and records what its decisions rest on.
  func open(_ engine: Engine, policyText: String, now: Timestamp) throws -> DecisionStore? {
    guard let store else { return nil }
    let opened = try DecisionStore(path: store, mode: .readWrite)
    _ = try opened.recordRevision(digest: engine.corpusRevision, claims: engine.claims, now: now)
    try opened.recordPolicy(version: engine.policyVersion, yaml: policyText, now: now)
    return opened
  }
}
