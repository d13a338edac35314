/// What an API key may do; each role may do all that the ones before it may.
package enum Role: String, CaseIterable, Hashable, Comparable, Sendable {
  /// Reads claims, items, labels and health; searches.
  case reader
  /// Labels items, too.
  case labeler
  /// Changes claims and works the review queue, too.
  case curator
  /// Reloads, switches modes, and all else.
  case admin

  /// By power: `reader` first.
  package static func < (a: Role, b: Role) -> Bool {
    func rank(_ role: Role) -> Int { allCases.firstIndex(of: role) ?? 0 }
    return rank(a) < rank(b)
  }
}

/// Who sends a request.
package struct Principal: Hashable, Sendable {
  /// The key's name; `anonymous` where keys are off.
  package var name: String
  /// What it may do.
  package var role: Role
  /// The key's id; `nil` where there is no key in the store.
  package var key: String?

  /// Makes a principal.
  package init(name: String, role: Role, key: String? = nil) {
    self.name = name
    self.role = role
    self.key = key
  }

  /// Who calls where keys are off, which is allowed on loopback only.
  static let local = Principal(name: "anonymous", role: .admin)
}
