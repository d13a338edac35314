internal import ErrataStore

/// The API keys of the store.
struct KeyRing: Sendable {
  let store: DecisionStore
  let clock: WallClock

  /// Whose key a token is; `nil` for one that isn't known, has expired or was revoked.
  func principal(_ token: String) async throws -> Principal? { nil }
}
