internal import ErrataExchange
internal import ErrataModel

/// Finds what would not come back from the record as it went in. Decoding every record would say the same, at several
/// times the cost.
struct RecordGuard {
  /// Years 0000 to 9999, which is what RFC 3339 can write.
  private static let times: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  private var fault: FieldFault?

  /// Whether a time can be written as RFC 3339.
  static func canWrite(_ time: Timestamp) -> Bool { times.contains(time.milliseconds) }

  /// The first fault of a record; `nil` for a good one.
  static func fault(of record: DecisionRecord) -> FieldFault? {
    var check = RecordGuard()
    check.item(record.item)
    check.decision(record.decision, of: record.item)
    return check.fault
  }

  /// The first fault of a claim's own times, which must be known before it is written as JSON.
  static func fault(of claim: Claim) -> FieldFault? {
    var check = RecordGuard()
    check.time("validFrom", claim.validFrom)
    check.time("expires", claim.expires)
    return check.fault
  }

  private mutating func item(_ item: Item) {
    text("item.id", item.id)
    time("item.publishedAt", item.publishedAt)
    if let parent = item.parent { text("item.parent.id", parent.id) }
  }

  private mutating func decision(_ decision: Decision, of item: Item) {
    same("decision.id", decision.id, item.id, "the item's id")
    text("decision.corpusRevision", decision.corpusRevision)
    text("decision.policyVersion", decision.policyVersion)
    text("decision.normalizerVersion", decision.normalizerVersion)
    time("decision.decidedAt", decision.decidedAt)
    number("decision.weight", decision.weight.value)
    for term in decision.weight.terms { self.term(term) }
    for label in decision.labels { self.label(label, of: decision) }
    for match in decision.suppressed {
      self.match("decision.suppressed", claim: match.claim, review: match.review, score: match.score)
    }
    for match in decision.queued {
      self.match("decision.queued", claim: match.claim, review: match.review, score: match.score)
    }
  }

  private mutating func term(_ term: WeightTerm) {
    text("decision.weightTerms.rule", term.rule)
    for value in [term.limit, term.strength, term.decay, term.weight] { number("decision.weightTerms", value) }
  }

  private mutating func label(_ label: Label, of decision: Decision) {
    text("decision.labels.rule", label.reason.rule)
    time("decision.labels.issuedAt", label.issuedAt)
    time("decision.labels.expires", label.expires)
    guard let evidence = label.reason.evidence else { return }
    match("decision.labels", claim: evidence.claim, review: evidence.review, score: evidence.score)
    same(
      "decision.labels.corpusRevision", evidence.corpusRevision, decision.corpusRevision, "the decision's revision")
    same(
      "decision.labels.normalizerVersion", evidence.normalizerVersion, decision.normalizerVersion,
      "the decision's normalizer version")
  }

  private mutating func match(_ field: String, claim: String, review: String, score: Double) {
    text(field + ".claim", claim)
    text(field + ".review", review)
    number(field + ".score", score)
  }

  private mutating func text(_ field: String, _ text: String) {
    // Nearly every text starts with a visible ASCII character, for which no property has to be looked up.
    if let first = text.utf8.first, (0x21...0x7E).contains(first) { return }
    if text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) { return }
    note(field, "empty-field", "is empty, expected text")
  }

  private mutating func time(_ field: String, _ time: Timestamp?) {
    guard let time, !RecordGuard.times.contains(time.milliseconds) else { return }
    note(field, "bad-time", "\(time.milliseconds) ms is outside of the years 0000 to 9999")
  }

  private mutating func number(_ field: String, _ number: Double) {
    if number.isFinite, number.magnitude < 1e12 { return }
    note(field, "bad-number", "\(number) is no number that JSON can hold, expected one below 1e12")
  }

  private mutating func same(_ field: String, _ text: String, _ other: String, _ what: String) {
    if text.utf8.elementsEqual(other.utf8) { return }
    note(field, "mismatch", "\"\(text)\" isn't \(what), \"\(other)\"")
  }

  private mutating func note(_ field: String, _ code: String, _ message: String) {
    if fault == nil { fault = FieldFault(field: field, code: code, message: message) }
  }
}
