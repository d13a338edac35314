package import ErrataJSON
package import ErrataModel

/// Reads decisions back from JSON, as the record keeps them.
package enum DecisionDecoder {
  /// Reads a decision.
  ///
  /// - Throws: the first `FieldFault`.
  package static func decode(_ value: JSONValue) throws(FieldFault) -> Decision {
    var fields = FieldReader(value)
    let corpusRevision = fields.requiredString("corpusRevision") ?? ""
    let normalizerVersion = fields.requiredString("normalizerVersion") ?? ""
    let labels = nested("labels", &fields) { inner in
      label(&inner, corpusRevision: corpusRevision, normalizerVersion: normalizerVersion)
    }
    let decision = Decision(
      id: fields.requiredString("id") ?? "", labels: labels.compactMap(\.self),
      suppressed: nested("suppressed", &fields, suppression).compactMap(\.self),
      queued: nested("queued", &fields, queued).compactMap(\.self),
      weight: Weight(
        value: fields.requiredNumber("weight") ?? 1, terms: nested("weightTerms", &fields, term).compactMap(\.self)),
      corpusRevision: corpusRevision, policyVersion: fields.requiredString("policyVersion") ?? "",
      normalizerVersion: normalizerVersion, decidedAt: fields.requiredTime("decidedAt") ?? Timestamp(milliseconds: 0),
      isTruncated: fields.flag("truncated"),
      remark: fields.word("remark", Stance.self))
    if let fault = fields.faults.first { throw fault }
    return decision
  }

  private static func nested<Element>(
    _ name: String, _ fields: inout FieldReader, _ read: (inout FieldReader) -> Element?
  ) -> [Element?] {
    fields.array(name).enumerated().map { index, value in
      var inner = FieldReader(value, path: "\(name)[\(index)]")
      let element = read(&inner)
      fields.add(inner.faults)
      return element
    }
  }

  private static func label(
    _ fields: inout FieldReader, corpusRevision: String, normalizerVersion: String
  ) -> Label? {
    guard let value = fields.requiredWord("value", LabelValue.self), let rule = fields.requiredString("rule"),
      let issuedAt = fields.requiredTime("issuedAt")
    else { return nil }
    let reason: Reason
    if let declaration = fields.word("declared", Declaration.self) {
      reason = .declaration(declaration, rule: rule)
    } else if let root = fields.string("root") {
      guard let via = fields.requiredString("via"), let hops = fields.requiredNumber("hops"),
        let count = Int(exactly: hops), count > 0
      else { return nil }
      reason = .inherited(
        Inheritance(
          claim: fields.string("claim"), review: fields.string("review"), root: root, via: via, hops: count))
    } else {
      guard let claim = fields.requiredString("claim"), let review = fields.requiredString("review"),
        let score = fields.requiredNumber("score"), let stance = fields.requiredWord("stance", Stance.self)
      else { return nil }
      reason = .match(
        Evidence(
          claim: claim, corpusRevision: corpusRevision, review: review, spans: spans(&fields), score: score,
          stance: stance, normalizerVersion: normalizerVersion, rule: rule))
    }
    return Label(
      value: value, reason: reason, issuedAt: issuedAt, expires: fields.time("expires"),
      isUndeclared: fields.flag("undeclared"))
  }

  private static func suppression(_ fields: inout FieldReader) -> Suppression? {
    guard let claim = fields.requiredString("claim"),
      let reason = fields.requiredWord("reason", SuppressionReason.self),
      let score = fields.requiredNumber("score"), let stance = fields.requiredWord("stance", Stance.self),
      let review = fields.requiredString("review")
    else { return nil }
    return Suppression(
      claim: claim, reason: reason, score: score, stance: stance, spans: spans(&fields), review: review)
  }

  private static func queued(_ fields: inout FieldReader) -> QueuedMatch? {
    guard let claim = fields.requiredString("claim"), let score = fields.requiredNumber("score"),
      let stance = fields.requiredWord("stance", Stance.self), let review = fields.requiredString("review")
    else { return nil }
    return QueuedMatch(claim: claim, score: score, stance: stance, spans: spans(&fields), review: review)
  }

  private static func term(_ fields: inout FieldReader) -> WeightTerm? {
    guard let rule = fields.requiredString("rule"), let limit = fields.requiredNumber("limit"),
      let strength = fields.requiredNumber("strength"), let decay = fields.requiredNumber("decay"),
      let weight = fields.requiredNumber("weight")
    else { return nil }
    return WeightTerm(
      label: fields.word("label", LabelValue.self), claim: fields.string("claim"), rule: rule, limit: limit,
      strength: strength, decay: decay, weight: weight)
  }

  private static func spans(_ fields: inout FieldReader) -> [ByteSpan] {
    var spans: [ByteSpan] = []
    for (index, value) in fields.array("spans").enumerated() {
      if case .array(let ends) = value, ends.count == 2, case .number(let a) = ends[0],
        case .number(let b) = ends[1],
        let start = Int(a), let end = Int(b), start >= 0, end >= start
      {
        spans.append(ByteSpan(start: start, end: end))
      } else {
        fields.fault("spans[\(index)]", "wrong-type", "expected [start, end] in bytes")
      }
    }
    return spans
  }
}
