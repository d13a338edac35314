internal import Errata
internal import ErrataModel
internal import ErrataStore

/// The corpus in the store: where claims are kept that come from no file.
enum StoredCorpus {
  /// The claims that the store holds; `nil` when it holds none.
  static func read(_ store: DecisionStore?) throws -> (claims: [Claim], changedAt: Timestamp)? { nil }

  /// Records what decisions of an engine will rest on.
  static func record(_ serving: ServingEngine, in store: DecisionStore?, now: Timestamp) throws {
    guard let store else { return }
    let claims = serving.claims ?? serving.engine.claims
    _ = try store.recordRevision(digest: serving.engine.corpusRevision, claims: claims, now: now)
    try store.recordPolicy(version: serving.engine.policyVersion, yaml: serving.policyText, now: now)
  }
}
