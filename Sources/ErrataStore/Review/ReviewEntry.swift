package import ErrataJSON
package import ErrataModel

/// A case for a reviewer: an item that a claim might fit, or a claim whose matches look wrong.
package struct ReviewEntry: Hashable, Sendable {
  /// What became of it.
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Nobody has decided.
    case open
    /// The item asserts the claim.
    case confirmed
    /// It doesn't.
    case rejected
    /// A later decision doesn't queue it any more.
    case withdrawn
  }

  /// Its number, from 1.
  package var number: Int
  /// The item's id; `nil` for an entry on a claim alone.
  package var item: String?
  /// The claim's id.
  package var claim: String
  /// The match's score; 0 where there is none.
  package var score: Double
  /// What it is ordered by, the highest first.
  package var priority: Double
  /// What the graph says of it, from 0 to 1; `nil` unless the queue was ordered by it.
  package var graph: Double?
  /// Why it is in the queue.
  package var reason: String
  /// What became of it.
  package var state: State
  /// The decision that queued it.
  package var decision: Int?
  /// Since when.
  package var openedAt: Timestamp
  /// Who closed it.
  package var author: String?
  /// What was said about that.
  package var note: String?
  /// When it was closed.
  package var closedAt: Timestamp?

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("number", number)
      writer.member("item", item)
      writer.member("claim", claim)
      writer.member("score", score)
      writer.member("priority", priority)
      if let graph { writer.member("graph", graph) }
      writer.member("reason", reason)
      writer.member("state", state.rawValue)
      if let decision { writer.member("decision", decision) }
      writer.member("openedAt", openedAt.description)
      writer.member("author", author)
      writer.member("note", note)
      writer.member("closedAt", closedAt?.description)
    }
  }
}
