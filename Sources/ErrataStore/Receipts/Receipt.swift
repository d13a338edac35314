package import ErrataJSON
package import ErrataModel

/// What made labels and weights of several items change together.
package struct ReceiptCause: Hashable, Sendable {
  /// The kinds of causes. The raw value stands in the record.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A claim was retracted.
    case retraction
    /// A review was withdrawn.
    case withdrawal
    /// A verdict was corrected.
    case correction
    /// An appeal was upheld.
    case appeal
    /// An item was edited.
    case edit
    /// Decisions were brought from one corpus revision, policy or normalizer to another.
    case relabeling
    /// An earlier receipt was undone.
    case undo
  }

  /// What kind.
  package var kind: Kind
  /// The claim that it is about.
  package var claim: String?
  /// The review's URL, or the verdict that was corrected.
  package var subject: String?
  /// The item that it is about.
  package var item: String?
  /// The digest of the corpus revision before.
  package var from: String?
  /// The digest of the corpus revision after.
  package var to: String?

  /// Makes a cause.
  package init(
    kind: Kind, claim: String? = nil, subject: String? = nil, item: String? = nil, from: String? = nil,
    to: String? = nil
  ) {
    self.kind = kind
    self.claim = claim
    self.subject = subject
    self.item = item
    self.from = from
    self.to = to
  }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", kind.rawValue)
      writer.member("claim", claim)
      writer.member("subject", subject)
      writer.member("item", item)
      writer.member("from", from)
      writer.member("to", to)
    }
  }

  init(json: [UInt8]) throws {
    let fields = StoredObject(try JSONParser.parse(json))
    self.init(
      kind: try fields.word("kind"), claim: try fields.optionalString("claim"),
      subject: try fields.optionalString("subject"), item: try fields.optionalString("item"),
      from: try fields.optionalString("from"), to: try fields.optionalString("to"))
  }
}

/// What an item had, or has.
package struct ItemState: Hashable, Sendable {
  /// A label with the claim behind it and where it comes from.
  package struct Labelled: Hashable, Sendable {
    /// What it says.
    package var value: LabelValue
    /// The claim; `nil` for what the author declared.
    package var claim: String?
    /// Where it comes from.
    package var source: LabelSource

    /// Makes a label.
    package init(value: LabelValue, claim: String?, source: LabelSource) {
      self.value = value
      self.claim = claim
      self.source = source
    }
  }

  /// The ranking weight.
  package var weight: Double
  /// The labels, in the order of answers.
  package var labels: [Labelled]

  /// Makes a state.
  package init(weight: Double, labels: [Labelled]) {
    self.weight = weight
    self.labels = labels
  }

  /// The state that a decision gives.
  package init(_ decision: Decision) {
    self.init(
      weight: decision.weight.value,
      labels: decision.labels.map { .init(value: $0.value, claim: $0.reason.claim, source: $0.reason.source) })
  }

  fileprivate func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("weight", weight)
      writer.member("labels", labels) { writer, label in
        writer.object { writer in
          writer.member("value", label.value.rawValue)
          writer.member("claim", label.claim)
          writer.member("source", label.source.rawValue)
        }
      }
    }
  }

  fileprivate init(_ fields: StoredObject) throws {
    self.init(
      weight: try fields.optionalNumber("weight") ?? 1,
      labels: try fields.array("labels").map {
        Labelled(value: try $0.word("value"), claim: try $0.optionalString("claim"), source: try $0.word("source"))
      })
  }
}

/// One item of a receipt.
package struct ReceiptItem: Hashable, Sendable {
  /// The item's id.
  package var item: String
  /// What it had.
  package var before: ItemState
  /// What it has since.
  package var after: ItemState

  /// Makes an entry.
  package init(item: String, before: ItemState, after: ItemState) {
    self.item = item
    self.before = before
    self.after = after
  }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("item", item)
      writer.key("before")
      before.encode(into: &writer)
      writer.key("after")
      after.encode(into: &writer)
    }
  }

  init(json: [UInt8]) throws {
    let fields = StoredObject(try JSONParser.parse(json))
    self.init(
      item: try fields.string("item"), before: try ItemState(try fields.object("before")),
      after: try ItemState(try fields.object("after")))
  }
}

/// The receipt of a change that touched many items from one cause, and that can be undone as a whole.
package struct Receipt: Hashable, Sendable {
  /// Its number, from 1.
  package var number: Int
  /// What made the change.
  package var cause: ReceiptCause
  /// Who made it.
  package var author: String
  /// Why.
  package var reason: String
  /// When.
  package var at: Timestamp
  /// How many items' labels or weights changed.
  package var items: Int
  /// The digest of what is said of these items.
  package var digest: [UInt8]
  /// Time from the beginning to the record, in milliseconds.
  package var milliseconds: Int
  /// The receipt that this one undoes.
  package var undoes: Int?
  /// The receipt that undoes this one.
  package var undoneBy: Int?

  /// Writes it as JSON, without its items.
  package func encode(into writer: inout JSONWriter, further: (inout JSONWriter) -> Void = { _ in }) {
    writer.object { writer in
      encodeMembers(into: &writer)
      further(&writer)
    }
  }

  /// Writes its members into an object.
  package func encodeMembers(into writer: inout JSONWriter) {
    writer.member("receipt", number)
    writer.key("cause")
    cause.encode(into: &writer)
    writer.member("author", author)
    writer.member("reason", reason)
    writer.member("at", at.description)
    writer.member("items", items)
    writer.member("milliseconds", milliseconds)
    if let undoes { writer.member("undoes", undoes) }
    if let undoneBy { writer.member("undoneBy", undoneBy) }
  }
}
