package import ErrataStore

/// Who sends a request.
package struct Principal: Hashable, Sendable {
  /// The key's name; `anonymous` where keys are off.
  package var name: String
  /// What it may do.
  package var role: KeyRole
  /// The key's id; `nil` where there is no key in the store.
  package var key: String?

  /// Makes a principal.
  package init(name: String, role: KeyRole, key: String? = nil) {
    self.name = name
    self.role = role
    self.key = key
  }

  /// Who calls where keys are off, which is allowed on loopback only.
  static let local = Principal(name: "anonymous", role: .admin)
}
