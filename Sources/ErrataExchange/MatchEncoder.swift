package import ErrataJSON
package import ErrataModel

/// Writes matches as JSON: `corpora/schema/match.schema.json`.
package enum MatchEncoder {
  /// Writes the matches of one item as `{"id","matches":[…]}`.
  package static func encode(id: String, matches: [Match], into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("matches", matches) { encode($1, into: &$0) }
    }
  }

  /// Writes one match.
  package static func encode(_ match: Match, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("claim", match.claim)
      writer.member("wording", match.wording)
      writer.member("score", match.score)
      writer.member("stance", match.stance.stance.rawValue)
      if !match.stance.cues.isEmpty { writer.member("cues", match.stance.cues) { encode($1, into: &$0) } }
      writer.key("spans")
      DecisionEncoder.encode(match.spans, into: &writer)
      writer.member("outcome", match.outcome.rawValue)
      writer.member("reason", match.reason?.rawValue)
      guard !match.terms.isEmpty else { return }
      writer.key("terms")
      writer.object { writer in for term in match.terms { writer.member(term.name, term.value) } }
    }
  }

  private static func encode(_ cue: StanceCue, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("rule", cue.rule)
      writer.key("span")
      DecisionEncoder.encode(cue.span, into: &writer)
    }
  }
}
