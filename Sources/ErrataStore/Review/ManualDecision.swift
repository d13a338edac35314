package import ErrataModel

/// What a person decided on an item. It stands above automatic decisions until it expires or is withdrawn, in either
/// direction.
package struct ManualDecision: Hashable, Sendable {
  /// What was decided.
  package enum Action: String, Hashable, Sendable, CaseIterable {
    /// The item asserts the claim: it gets a label.
    case confirm
    /// It doesn't: labels from matches with the claim go, and don't come back.
    case reject
    /// An earlier decision counts no more.
    case withdraw
  }

  /// The rule that labels by curators name.
  package static let rule = Evidence.curatorRule

  /// Its number, from 1; 0 before it is recorded.
  package var number: Int
  /// The item's id.
  package var item: String
  /// The claim; `nil`, for rejections and withdrawals, stands for every claim.
  package var claim: String?
  /// What was decided.
  package var action: Action
  /// The label of a confirmation.
  package var label: LabelValue?
  /// The most that the weight may be while a confirmation stands.
  package var cap: Double?
  /// The review behind a confirmation; the store takes it from the item's last decision.
  package var review: String?
  /// The match's score behind a confirmation; the store takes it from the item's last decision.
  package var score: Double?
  /// Who decided: a key's or person's name.
  package var author: String
  /// Why.
  package var reason: String
  /// When.
  package var at: Timestamp
  /// From when on it counts no more.
  package var expires: Timestamp?

  /// Makes a decision.
  package init(
    number: Int = 0, item: String, claim: String?, action: Action, label: LabelValue? = nil, cap: Double? = nil,
    author: String, reason: String, at: Timestamp, expires: Timestamp? = nil
  ) {
    self.number = number
    self.item = item
    self.claim = claim
    self.action = action
    self.label = label
    self.cap = cap
    self.author = author
    self.reason = reason
    self.at = at
    self.expires = expires
  }

  /// Whether it counts at a time.
  package func isLive(at now: Timestamp) -> Bool { at <= now && expires.map { now < $0 } ?? true }
}
