package import ErrataModel

/// One line of a policy: when it fits, which label it gives and what the label does.
package struct PolicyRule: Hashable, Sendable {
  /// Unique in the policy; stands in every answer the rule led to.
  package let id: String
  /// When it fits.
  package let condition: RuleCondition
  /// The label, or `nil` where the rule says that there is none.
  package let label: LabelValue?
  /// The weight for a new label with score 1: from the policy's floor to 1, which doesn't limit.
  package let limit: Double
  /// An own `apply` cut.
  package let apply: Double?
  /// An own `review` cut.
  package let review: Double?
  /// Seconds from its issue after which the label expires.
  package let expiresAfter: Double?
  /// Seconds after which the label's effect on the weight has halved.
  package let halfLife: Double?
}

/// What an author's own declaration gives.
package struct DeclarationRule: Hashable, Sendable {
  /// The declaration.
  package let declaration: Declaration
  /// The label, or `nil` for none.
  package let label: LabelValue?
  /// The label's weight: from the policy's floor to 1, which doesn't limit.
  package let limit: Double

  /// Stands in answers where a rule's id would; no rule of a file may be called so.
  package var id: String { DeclarationRule.id(for: declaration) }

  /// The word for a declaration: `declared-fictional`, `declared-ai-generated`, `declared-sourced`.
  package static func id(for declaration: Declaration) -> String {
    switch declaration {
    case .fictional: "declared-fictional"
    case .aiGenerated: "declared-ai-generated"
    case .sourced: "declared-sourced"
    }
  }
}

/// What an item gets that refutes a rumor and carries no label.
package struct BoostRule: Hashable, Sendable {
  /// The weight: above 1.
  package let weight: Double
  /// The lowest score at which the item counts as being about the claim.
  package let minimumScore: Double

  /// Stands in answers where a rule's id would; no rule of a file may be called so.
  package static let id = "boost"
}
