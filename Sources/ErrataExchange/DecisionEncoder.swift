package import ErrataJSON
package import ErrataModel

/// Writes decisions as JSON: `corpora/schema/decision.schema.json`.
package enum DecisionEncoder {
  /// Writes a decision.
  package static func encode(_ decision: Decision, into writer: inout JSONWriter) {
    encode(decision, into: &writer) { _ in }
  }

  /// Writes a decision with further members at its end.
  package static func encode(
    _ decision: Decision, into writer: inout JSONWriter, further: (inout JSONWriter) -> Void
  ) {
    writer.object { writer in
      writer.member("id", decision.id)
      writer.member("labels", decision.labels) { encode($1, into: &$0) }
      writer.member("suppressed", decision.suppressed) { encode($1, into: &$0) }
      writer.member("queued", decision.queued) { encode($1, into: &$0) }
      writer.member("weight", decision.weight.value)
      writer.member("weightTerms", decision.weight.terms) { encode($1, into: &$0) }
      writer.member("corpusRevision", decision.corpusRevision)
      writer.member("policyVersion", decision.policyVersion)
      writer.member("normalizerVersion", decision.normalizerVersion)
      writer.member("decidedAt", decision.decidedAt.description)
      if decision.isTruncated { writer.member("truncated", true) }
      writer.member("remark", decision.remark?.rawValue)
      further(&writer)
    }
  }

  /// Writes byte ranges as `[[start,end],…]`.
  package static func encode(_ spans: [ByteSpan], into writer: inout JSONWriter) {
    writer.array { writer in for span in spans { encode(span, into: &writer) } }
  }

  /// Writes a byte range as `[start,end]`.
  package static func encode(_ span: ByteSpan, into writer: inout JSONWriter) {
    writer.array { writer in
      writer.integer(span.start)
      writer.integer(span.end)
    }
  }

  private static func encode(_ label: Label, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("value", label.value.rawValue)
      writer.member("source", label.reason.source.rawValue)
      switch label.reason {
      case .match(let evidence):
        writer.member("claim", evidence.claim)
        writer.member("review", evidence.review)
        writer.member("score", evidence.score)
        writer.member("stance", evidence.stance.rawValue)
        writer.key("spans")
        encode(evidence.spans, into: &writer)
      case .declaration(let declaration, _):
        writer.member("declared", declaration.rawValue)
      case .inherited(let inheritance):
        writer.member("claim", inheritance.claim)
        writer.member("review", inheritance.review)
        writer.member("root", inheritance.root)
        writer.member("via", inheritance.via)
        writer.member("hops", inheritance.hops)
      }
      writer.member("rule", label.reason.rule)
      writer.member("issuedAt", label.issuedAt.description)
      writer.member("expires", label.expires?.description)
      if label.isUndeclared { writer.member("undeclared", true) }
    }
  }

  private static func encode(_ suppression: Suppression, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("claim", suppression.claim)
      writer.member("reason", suppression.reason.rawValue)
      writer.member("score", suppression.score)
      writer.member("stance", suppression.stance.rawValue)
      writer.key("spans")
      encode(suppression.spans, into: &writer)
      writer.member("review", suppression.review)
    }
  }

  private static func encode(_ queued: QueuedMatch, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("claim", queued.claim)
      writer.member("score", queued.score)
      writer.member("stance", queued.stance.rawValue)
      writer.key("spans")
      encode(queued.spans, into: &writer)
      writer.member("review", queued.review)
    }
  }

  private static func encode(_ term: WeightTerm, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("label", term.label?.rawValue)
      writer.member("claim", term.claim)
      writer.member("rule", term.rule)
      writer.member("limit", term.limit)
      writer.member("strength", term.strength)
      writer.member("decay", term.decay)
      writer.member("weight", term.weight)
    }
  }
}
