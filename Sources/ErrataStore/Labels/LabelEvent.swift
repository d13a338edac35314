package import ErrataJSON
package import ErrataModel

/// Why an item carries a label, as label events tell it.
package struct LabelReason: Hashable, Sendable {
  /// Where it comes from.
  package var source: LabelSource
  /// The claim, for a match or a curator's decision on one.
  package var claim: String?
  /// What the author declared.
  package var declared: Declaration?
  /// The review's URL.
  package var review: String?
  /// The match's score.
  package var score: Double?
  /// The policy's rule, or `curator`.
  package var rule: String
  /// When it was issued.
  package var issuedAt: Timestamp
  /// From when on it counts no more.
  package var expires: Timestamp?
  /// The way of an inherited label.
  package var inheritance: Inheritance?

  /// Makes a reason.
  package init(
    source: LabelSource, claim: String? = nil, declared: Declaration? = nil, review: String? = nil,
    score: Double? = nil, rule: String, issuedAt: Timestamp, expires: Timestamp? = nil,
    inheritance: Inheritance? = nil
  ) {
    self.source = source
    self.claim = claim
    self.declared = declared
    self.review = review
    self.score = score
    self.rule = rule
    self.issuedAt = issuedAt
    self.expires = expires
    self.inheritance = inheritance
  }

  /// The reason of a label of a decision.
  package init(_ label: Label) {
    let evidence = label.reason.evidence
    var declared: Declaration?
    if case .declaration(let declaration, _) = label.reason { declared = declaration }
    self.init(
      source: label.reason.source, claim: evidence?.claim, declared: declared, review: evidence?.review,
      score: evidence?.score, rule: label.reason.rule, issuedAt: label.issuedAt, expires: label.expires)
  }

  /// Whether it counts at a time.
  package func isLive(at now: Timestamp) -> Bool { expires.map { now < $0 } ?? true }

  /// Whether another one says the same, whenever it was issued and however well the match scored.
  func saysTheSame(as other: LabelReason) -> Bool {
    source == other.source && claim == other.claim && declared == other.declared && review == other.review
      && rule == other.rule && expires == other.expires && inheritance == other.inheritance
  }
}

/// One change of one label of one item: what a consumer of the label stream gets. It tells the label's whole state, so
/// that taking it in twice does no harm.
package struct LabelEvent: Hashable, Sendable {
  /// What made the label change.
  package enum Cause: String, Hashable, Sendable, CaseIterable {
    /// A decision.
    case decision
    /// A person's decision, or its withdrawal.
    case manual
    /// A reason expired.
    case expiry
    /// A label of an item that this one passes on came, changed or went.
    case propagation
  }

  /// Its place among label events, from 1, without gaps.
  package var sequence: Int
  /// The item's id.
  package var item: String
  /// What the label says.
  package var value: LabelValue
  /// The label is gone.
  package var isNegated: Bool
  /// The label event that this one replaces or negates, if there was one.
  package var former: Int?
  /// Why the label is there; empty when it is gone.
  package var reasons: [LabelReason]
  /// What made it change.
  package var cause: Cause
  /// The item's decision that stood then.
  package var decision: Int?
  /// When.
  package var at: Timestamp

  /// Makes an event.
  package init(
    sequence: Int, item: String, value: LabelValue, isNegated: Bool, former: Int? = nil, reasons: [LabelReason],
    cause: Cause, decision: Int?, at: Timestamp
  ) {
    self.sequence = sequence
    self.item = item
    self.value = value
    self.isNegated = isNegated
    self.former = former
    self.reasons = reasons
    self.cause = cause
    self.decision = decision
    self.at = at
  }

  /// Writes it as JSON, as the label stream and the record have it.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("sequence", sequence)
      writer.member("item", item)
      writer.member("value", value.rawValue)
      writer.member("negated", isNegated)
      if let former { writer.member("former", former) }
      writer.member("reasons", reasons) { $1.encode(into: &$0) }
      writer.member("cause", cause.rawValue)
      if let decision { writer.member("decision", decision) }
      writer.member("at", at.description)
    }
  }
}

extension LabelReason {
  fileprivate func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("source", source.rawValue)
      writer.member("claim", claim)
      writer.member("declared", declared?.rawValue)
      writer.member("review", review)
      if let score { writer.member("score", score) }
      if let inheritance {
        writer.member("root", inheritance.root)
        writer.member("via", inheritance.via)
        writer.member("hops", inheritance.hops)
      }
      writer.member("rule", rule)
      writer.member("issuedAt", issuedAt.description)
      writer.member("expires", expires?.description)
    }
  }
}

// Reading back what the record holds.
extension LabelEvent {
  init(json: [UInt8]) throws {
    let fields = StoredObject(try JSONParser.parse(json))
    self.init(
      sequence: try fields.integer("sequence"), item: try fields.string("item"),
      value: try fields.word("value"), isNegated: try fields.flag("negated"),
      former: try fields.optionalInteger("former"),
      reasons: try fields.array("reasons").map { try LabelReason($0) }, cause: try fields.word("cause"),
      decision: try fields.optionalInteger("decision"), at: try fields.time("at"))
  }
}

extension LabelReason {
  fileprivate init(_ fields: StoredObject) throws {
    self.init(
      source: try fields.word("source"), claim: try fields.optionalString("claim"),
      declared: try fields.optionalWord("declared"), review: try fields.optionalString("review"),
      score: try fields.optionalNumber("score"), rule: try fields.string("rule"),
      issuedAt: try fields.time("issuedAt"), expires: try fields.optionalTime("expires"))
    guard let root = try fields.optionalString("root") else { return }
    inheritance = Inheritance(
      claim: claim, review: review, root: root, via: try fields.string("via"), hops: try fields.integer("hops"))
  }
}
