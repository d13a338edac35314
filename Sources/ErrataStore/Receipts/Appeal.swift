package import ErrataJSON
package import ErrataModel

/// Somebody contests a label.
package struct Appeal: Hashable, Sendable {
  /// What became of it.
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Nobody has decided.
    case open
    /// The label was wrong, and is gone.
    case upheld
    /// The label stays.
    case rejected
  }

  /// Its number, from 1.
  package var number: Int
  /// The item.
  package var item: String
  /// The claim whose label is contested.
  package var claim: String
  /// What became of it.
  package var state: State
  /// Who contests it: an opaque key or a name.
  package var author: String
  /// Why.
  package var reason: String
  /// Since when.
  package var openedAt: Timestamp
  /// Until when it should be decided.
  package var deadline: Timestamp
  /// Who decided.
  package var decidedBy: String?
  /// What was answered.
  package var answer: String?
  /// When it was decided.
  package var closedAt: Timestamp?
  /// The receipt of what followed.
  package var receipt: Int?

  /// Makes an appeal that isn't recorded yet.
  package init(
    item: String, claim: String, author: String, reason: String, openedAt: Timestamp, deadline: Timestamp
  ) {
    self.init(
      number: 0, item: item, claim: claim, state: .open, author: author, reason: reason, openedAt: openedAt,
      deadline: deadline)
  }

  init(
    number: Int, item: String, claim: String, state: State, author: String, reason: String, openedAt: Timestamp,
    deadline: Timestamp, decidedBy: String? = nil, answer: String? = nil, closedAt: Timestamp? = nil,
    receipt: Int? = nil
  ) {
    self.number = number
    self.item = item
    self.claim = claim
    self.state = state
    self.author = author
    self.reason = reason
    self.openedAt = openedAt
    self.deadline = deadline
    self.decidedBy = decidedBy
    self.answer = answer
    self.closedAt = closedAt
    self.receipt = receipt
  }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { encodeMembers(into: &$0) }
  }

  /// Writes its members into an object.
  package func encodeMembers(into writer: inout JSONWriter) {
    writer.member("appeal", number)
    writer.member("item", item)
    writer.member("claim", claim)
    writer.member("state", state.rawValue)
    writer.member("author", author)
    writer.member("reason", reason)
    writer.member("openedAt", openedAt.description)
    writer.member("deadline", deadline.description)
    writer.member("decidedBy", decidedBy)
    writer.member("answer", answer)
    writer.member("closedAt", closedAt?.description)
    if let receipt { writer.member("receipt", receipt) }
  }
}
