internal import Errata
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore

/// The corpus in the store: where claims live that come from no file, and where each revision is recorded that
/// decisions rest on.
enum StoredCorpus {
  /// The claims that are live in the store; `nil` when none were published.
  static func read(_ store: DecisionStore?) throws -> (claims: [Claim], changedAt: Timestamp)? {
    guard let store, let live = try store.published else { return nil }
    return (try store.claims(revision: live.revision), live.at)
  }

  /// Whether the store has another revision live than an engine.
  static func isNewer(_ store: DecisionStore?, than serving: ServingEngine?) -> Bool {
    guard let store, let serving, let live = try? store.published else { return false }
    return live.digest != serving.engine.corpusRevision
  }

  /// Records what decisions of an engine will rest on, and that it is live.
  static func record(_ serving: ServingEngine, in store: DecisionStore?, reason: String, now: Timestamp) throws {
    guard let store else { return }
    try store.recordPolicy(version: serving.engine.policyVersion, yaml: serving.policyText, now: now)
    _ = try store.setPropagationRules(serving.engine.policy.propagation, now: now)
    let digest = serving.engine.corpusRevision
    guard try store.published?.digest != digest else { return }
    let change = RevisionChange(digest: digest, author: "errata serve", reason: reason)
    _ = try store.publish(change, claims: serving.claims ?? serving.engine.claims, now: now)
  }
}
