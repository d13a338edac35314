extension Schemas {
  /// What pins are made of.
  static let pins: [(name: String, text: String)] = [
    (
      "Pin",
      """
      {"type":"object","required":["claim","text","lang","verdict","verdictText","score","review","why","claimReview"],
       "additionalProperties":false,"properties":{
        "claim":{"type":"string"},"text":{"type":"string"},"lang":{"type":"string"},
        "verdict":{"$ref":"#/components/schemas/Verdict"},
        "verdictText":{"type":"string","description":"The verdict in the reader's language."},
        "score":{"type":"number","minimum":0,"maximum":1,"description":"How sure it is; 0.99 is a curator's phrase."},
        "review":{"$ref":"#/components/schemas/PinnedReview"},
        "reviews":{"type":"array","items":{"$ref":"#/components/schemas/PinnedReview"},
          "description":"All of them in the order in which they are shown, where there are several."},
        "conflicting":{"type":"boolean","description":"The reviews' ratings contradict one another."},
        "why":{"type":"object","required":["terms"],"additionalProperties":false,"properties":{
          "terms":{"type":"array","items":{"type":"string"},"description":"What of the query matches."},
          "spans":{"type":"array","items":{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2}},
          "phrase":{"type":"string","description":"The curator's phrase that the query is."},
          "reading":{"type":"string","description":"How the query was read, if not as it was written."}}},
        "claimReview":{"type":"array","items":{"type":"object","required":["@context","@type","url"]},
          "description":"The reviews as JSON-LD (schema.org/ClaimReview)."}}}
      """
    ),
    (
      "PinnedReview",
      """
      {"type":"object","required":["publisher","url","datePublished"],"additionalProperties":false,"properties":{
        "publisher":{"type":"string"},"url":{"type":"string"},"datePublished":{"type":"string"},
        "title":{"type":"string"},"rating":{"type":"string"},"summary":{"type":"string"},"lang":{"type":"string"}}}
      """
    ),
  ]
}
