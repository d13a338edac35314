internal import ErrataModel

extension Schemas {
  private static func words(_ words: [String]) -> String {
    "{\"enum\":[" + words.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
  }

  private static let stance = words(Stance.allCases.map(\.rawValue))
  private static let labels = words(LabelValue.allCases.map(\.rawValue))
  private static let span = #"{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":0}}"#
  private static let spans = "{\"type\":\"array\",\"items\":\(span)}"

  /// How an inherited label came to its item.
  private static let way =
    #""root":{"type":"string"},"via":{"type":"string"},"hops":{"type":"integer","minimum":1}"#

  /// What requests and answers are made of.
  static let parts: [(String, String)] = [
    (
      "Problem",
      """
      {"type":"object","description":"RFC 9457.","required":["type","title","status","detail","requestId"],
       "additionalProperties":false,"properties":{
        "type":{"enum":[\(ProblemKind.allCases.map { "\"\($0.type)\"" }.joined(separator: ","))]},
        "title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},
        "field":{"type":"string"},"requestId":{"type":"string"}}}
      """
    ),
    ("Verdict", words(Verdict.allCases.map(\.rawValue))),
    (
      "Item",
      """
      {"type":"object","required":["id"],"properties":{
        "id":{"anyOf":[{"type":"string","pattern":"\\\\S"},{"type":"integer"}]},
        "text":{"type":"string"},"html":{"type":"string"},
        "lang":{"type":"string"},"author":{"type":"string"},
        "publishedAt":{"type":"string","format":"date-time"},
        "parent":{"type":"object","required":["id","kind"],"properties":{
          "id":{"anyOf":[{"type":"string","pattern":"\\\\S"},{"type":"integer"}]},
          "kind":\(words(EdgeKind.allCases.map(\.rawValue)))}},
        "declared":{"type":"array","items":\(words(Declaration.allCases.map(\.rawValue)))},
        "surface":{"type":"string"},"topics":{"type":"array","items":{"type":"string"}}},
       "oneOf":[{"required":["text"]},{"required":["html"]}]}
      """
    ),
    (
      "Decision",
      """
      {"type":"object","required":["id","labels","suppressed","queued","weight","weightTerms","corpusRevision",
        "policyVersion","normalizerVersion","decidedAt"],"additionalProperties":false,"properties":{
        "id":{"type":"string"},"labels":{"type":"array","items":{"$ref":"#/components/schemas/Label"}},
        "suppressed":{"type":"array","items":{"$ref":"#/components/schemas/Suppression"}},
        "queued":{"type":"array","items":{"$ref":"#/components/schemas/Queued"}},
        "weight":{"type":"number","exclusiveMinimum":0},
        "weightTerms":{"type":"array","items":{"$ref":"#/components/schemas/WeightTerm"}},
        "corpusRevision":{"type":"string"},"policyVersion":{"type":"string"},"normalizerVersion":{"type":"string"},
        "decidedAt":{"type":"string","format":"date-time"},"truncated":{"const":true},"remark":\(stance),
        "matches":{"type":"array","items":{"$ref":"#/components/schemas/Match"}},
        "explanation":{"type":"array","items":{"type":"string"}},
        "shadow":{"$ref":"#/components/schemas/Decision"}}}
      """
    ),
    (
      "ItemError",
      """
      {"type":"object","description":"Stands in the place of an item that can't be judged.",
       "required":["error","weight"],"additionalProperties":false,"properties":{"id":{"type":"string"},
        "error":{"type":"object","required":["type","code","field","detail"],"additionalProperties":false,
          "properties":{"type":{"const":"\(ProblemKind.badItem.type)"},"code":{"type":"string"},
          "field":{"type":"string"},"detail":{"type":"string"}}},"weight":{"const":1}}}
      """
    ),
    (
      "Undecided",
      """
      {"type":"object","description":"Stands in the place of an item that wasn't judged in time.",
       "required":["id","undecided","weight"],"additionalProperties":false,"properties":{"id":{"type":"string"},
        "undecided":{"const":"deadline"},"weight":{"const":1}}}
      """
    ),
    (
      "Label",
      """
      {"type":"object","required":["value","source","rule","issuedAt"],"additionalProperties":false,"properties":{
        "value":\(labels),"source":\(words(LabelSource.allCases.map(\.rawValue))),"claim":{"type":"string"},
        "review":{"type":"string"},"score":{"type":"number","minimum":0,"maximum":1},"stance":\(stance),
        "spans":\(spans),"declared":\(words(Declaration.allCases.map(\.rawValue))),"rule":{"type":"string"},
        "issuedAt":{"type":"string","format":"date-time"},"expires":{"type":"string","format":"date-time"},\(way),
        "undeclared":{"const":true}}}
      """
    ),
    (
      "Suppression",
      """
      {"type":"object","required":["claim","reason","score","stance","spans","review"],"additionalProperties":false,
       "properties":{"claim":{"type":"string"},
        "reason":\(words(SuppressionReason.allCases.map(\.rawValue))),
        "score":{"type":"number","minimum":0,"maximum":1},"stance":\(stance),"spans":\(spans),
        "review":{"type":"string"}}}
      """
    ),
    (
      "Queued",
      """
      {"type":"object","required":["claim","score","stance","spans","review"],"additionalProperties":false,
       "properties":{"claim":{"type":"string"},"score":{"type":"number","minimum":0,"maximum":1},
        "stance":\(stance),"spans":\(spans),"review":{"type":"string"}}}
      """
    ),
    (
      "WeightTerm",
      """
      {"type":"object","required":["rule","limit","strength","decay","weight"],"additionalProperties":false,
       "properties":{"label":\(labels),"claim":{"type":"string"},"rule":{"type":"string"},"limit":{"type":"number"},
        "strength":{"type":"number"},"decay":{"type":"number"},"weight":{"type":"number"}}}
      """
    ),
    (
      "Match",
      """
      {"type":"object","required":["claim","wording","score","stance","spans","outcome"],"additionalProperties":false,
       "properties":{"claim":{"type":"string"},"wording":{"type":"integer"},"score":{"type":"number"},
        "stance":\(stance),"spans":\(spans),"outcome":\(words(Outcome.allCases.map(\.rawValue))),
        "reason":\(words(SuppressionReason.allCases.map(\.rawValue))),
        "cues":{"type":"array","items":{"type":"object","required":["rule","span"],"additionalProperties":false,
          "properties":{"rule":{"type":"string"},"span":\(span)}}},
        "terms":{"type":"object","additionalProperties":{"type":"number"}}}}
      """
    ),
    (
      "LabelEvent",
      """
      {"type":"object","required":["sequence","item","value","negated","reasons","cause","at"],
       "additionalProperties":false,"properties":{"sequence":{"type":"integer","minimum":1},"item":{"type":"string"},
        "value":\(labels),"negated":{"type":"boolean"},"former":{"type":"integer"},
        "reasons":{"type":"array","items":{"type":"object","required":["source","rule","issuedAt"],
          "additionalProperties":false,"properties":{"source":\(words(LabelSource.allCases.map(\.rawValue))),\(way),
          "claim":{"type":"string"},"declared":\(words(Declaration.allCases.map(\.rawValue))),
          "review":{"type":"string"},"score":{"type":"number"},"rule":{"type":"string"},
          "issuedAt":{"type":"string"},"expires":{"type":"string"}}}},
        "cause":{"enum":["decision","manual","expiry","propagation"]},"decision":{"type":"integer"},
        "at":{"type":"string"}}}
      """
    ),
    (
      "Claim",
      """
      {"type":"object","required":["id","claim","lang","verdict","reviews"],"additionalProperties":false,
       "properties":{"id":{"type":"string","pattern":"\\\\S"},"claim":{"type":"string","pattern":"\\\\S"},
        "lang":{"type":"string","pattern":"\\\\S"},
        "variants":{"type":"array","items":{"type":"string"}},"topics":{"type":"array","items":{"type":"string"}},
        "verdict":{"$ref":"#/components/schemas/Verdict"},
        "reviews":{"type":"array","items":{"$ref":"#/components/schemas/Review"}},
        "queries":{"type":"array","items":{"type":"string"}},
        "negativeQueries":{"type":"array","items":{"type":"string"}},
        "negatives":{"type":"array","items":{"type":"string"}},
        "validFrom":{"type":"string","format":"date-time"},"expires":{"type":"string","format":"date-time"},
        "status":\(words(ClaimStatus.allCases.map(\.rawValue))),"note":{"type":"string"}}}
      """
    ),
    (
      "Review",
      """
      {"type":"object","required":["publisher","url","datePublished"],"additionalProperties":false,"properties":{
        "publisher":{"type":"string","pattern":"\\\\S"},"url":{"type":"string","pattern":"^https?://[^\\\\s]+$"},
        "datePublished":{"type":"string"},"lang":{"type":"string"},"rating":{"type":"string"},
        "title":{"type":"string"},"summary":{"type":"string"}}}
      """
    ),
  ]
}
