package import ErrataJSON
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
  /// The item's content was deleted on request: `item` has its id and an empty text. So it is where retention took it.
  package var isErased: Bool
  /// What is left of the decision when retention has sealed it: it then has its id, versions, weight and time only.
  package var seal: DecisionSeal?

  /// Makes it from its parts.
  package init(
    sequence: Int, item: Item, decision: Decision, revision: Int, isErased: Bool = false, seal: DecisionSeal? = nil
  ) {
    self.sequence = sequence
    self.item = item
    self.decision = decision
    self.revision = revision
    self.isErased = isErased
    self.seal = seal
  }
}

/// What is left of a decision that retention has sealed, besides its columns.
package struct DecisionSeal: Hashable, Sendable {
  /// The retention event that tells of it.
  package var event: Int
  /// The digest of the JSON that the decision had, in hexadecimal digits: whoever kept it can prove it by that.
  package var digest: String
  /// Which labels it gave.
  package var labels: [LabelValue]

  /// Makes a seal.
  package init(event: Int, digest: String, labels: [LabelValue]) {
    self.event = event
    self.digest = digest
    self.labels = labels
  }

  /// Writes it as a member `sealed`, with what is left of the decision.
  package func encode(_ decision: Decision, into writer: inout JSONWriter) {
    writer.key("sealed")
    writer.object { writer in
      writer.member("event", event)
      writer.member("digest", digest)
      writer.member("id", decision.id)
      writer.member("labels", labels) { $0.string($1.rawValue) }
      writer.member("weight", decision.weight.value)
      writer.member("policyVersion", decision.policyVersion)
      writer.member("corpusRevision", decision.corpusRevision)
      writer.member("decidedAt", decision.decidedAt.description)
    }
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
