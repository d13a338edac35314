package import ErrataModel

/// An item and what was decided on it, to be recorded together.
package struct DecisionRecord: Hashable, Sendable {
  /// The item as it was judged.
  package var item: Item
  /// The decision; its `id` must be the item's.
  package var decision: Decision

  /// Makes a record.
  package init(item: Item, decision: Decision) {
    self.item = item
    self.decision = decision
  }
}

/// A decision as the record holds it. Numbers are rounded to six decimals, as in all JSON that leaves the program.
package struct RecordedDecision: Hashable, Sendable {
  /// Its place in the record, from 1, without gaps.
  package var sequence: Int
  /// The item version that was judged.
  package var item: Item
  /// The decision.
  package var decision: Decision
  /// The number of the corpus revision, for `claim(_:revision:)`.
  package var revision: Int
  /// The item's content was deleted on request: `item` has its id and an empty text.
  package var isErased: Bool

  /// Makes it from its parts.
  package init(sequence: Int, item: Item, decision: Decision, revision: Int, isErased: Bool = false) {
    self.sequence = sequence
    self.item = item
    self.decision = decision
    self.revision = revision
    self.isErased = isErased
  }
}

/// How much a store holds.
package struct StoreCounts: Hashable, Sendable {
  /// Items, each once, however often it was edited.
  package var items: Int
  /// Decisions, of all times.
  package var decisions: Int
  /// Labels in all of these decisions.
  package var labels: Int
  /// Suppressed matches in all of these decisions.
  package var suppressed: Int
  /// Corpus revisions.
  package var revisions: Int

  /// Makes counts.
  package init(items: Int, decisions: Int, labels: Int, suppressed: Int, revisions: Int) {
    self.items = items
    self.decisions = decisions
    self.labels = labels
    self.suppressed = suppressed
    self.revisions = revisions
  }
}
