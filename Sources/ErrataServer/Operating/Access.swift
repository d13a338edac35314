internal import ErrataDigest
internal import ErrataStore

/// Tells who sends a request, by the bearer token that it has.
final class Access: Sendable {
  private let settings: ServeSettings
  private let keys: KeyRing?
  /// The digest of the bootstrap token: digests are compared, so that the time tells nothing about the token.
  private let bootstrap: [UInt8]?

  init(settings: ServeSettings, store: DecisionStore?, clock: WallClock) {
    self.settings = settings
    keys = store.map { KeyRing(store: $0, clock: clock) }
    bootstrap = settings.bootstrapKey.map { Access.digest($0) }
  }

  /// Who sends a call.
  ///
  /// - Throws: `Problem`: `unauthorized` without a valid key; `forbidden` where keys are off and the caller's browser
  ///   was led here by a foreign name.
  func principal(_ call: Call) async throws -> Principal {
    guard settings.needsKeys else {
      guard Access.isLocal(call.headers["host"]) else {
        throw Problem(
          .forbidden, "Without keys the worker answers only to localhost; call it by that name, or turn keys on.")
      }
      return .local
    }
    guard let header = call.headers["authorization"], header.lowercased().hasPrefix("bearer ") else {
      throw Access.unauthorized("Authorization is missing, expected Bearer and a key.")
    }
    let token = String(header.dropFirst("bearer ".count))
    if let bootstrap, Access.areEqual(bootstrap, Access.digest(token)) {
      return Principal(name: "bootstrap", role: .admin)
    }
    if let principal = try await keys?.principal(token) { return principal }
    throw Access.unauthorized("The key isn't known, has expired or was revoked.")
  }

  private static func unauthorized(_ detail: String) -> Problem {
    var problem = Problem(.unauthorized, "\(detail) `errata keys create` makes one.")
    problem.headers["WWW-Authenticate"] = "Bearer realm=\"errata\""
    return problem
  }

  /// Whether a Host field names this machine as itself. A page from elsewhere can make a browser send requests to
  /// 127.0.0.1 under its own name (DNS rebinding); those have that name here.
  static func isLocal(_ host: String?) -> Bool {
    guard let host else { return true }
    let isBracketed = host.hasPrefix("[")
    let name = isBracketed ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    return name == "localhost" || name == "::1" || isLoopbackAddress(name)
  }

  private static func isLoopbackAddress(_ name: Substring) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func digest(_ token: String) -> [UInt8] {
    var digest = ContentDigest()
    digest.update(token)
    return digest.bytes
  }

  /// Compares in a time that doesn't depend on where they differ.
  static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
