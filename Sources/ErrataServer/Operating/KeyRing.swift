internal import ErrataStore

/// The API keys of the store. Each request looks its key up, so that a key that was revoked counts no more at once.
struct KeyRing: Sendable {
  private let desk: StoreDesk
  private let clock: WallClock

  init(store: DecisionStore, clock: WallClock) {
    desk = StoreDesk(store: store)
    self.clock = clock
  }

  /// Whose key a token is; `nil` for one that isn't known, has expired or was revoked.
  func principal(_ token: String) async throws -> Principal? {
    let now = clock.now()
    guard case .success(let key) = try await desk.read({ try $0.key(for: token, now: now) }) else { return nil }
    return Principal(name: key.name, role: key.role, key: key.id)
  }
}
