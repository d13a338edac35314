internal import ErrataReach

extension Schemas {
  private static let kinds = ExposureKind.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
  private static let row = """
    {"type":"object","required":["exposed","reached","opened"],"additionalProperties":false,"properties":{
      "surface":{"type":"string"},"day":{"type":"string"},"exposed":{"type":"integer","minimum":0},
      "reached":{"type":"integer","minimum":0},"opened":{"type":"integer","minimum":0},
      "share":{"type":"number","minimum":0,"maximum":1}}}
    """

  /// What exposures and reach are made of.
  static let reach: [(name: String, text: String)] = [
    (
      "ExposureRequest",
      """
      {"type":"object","required":["events"],"additionalProperties":false,"properties":{
        "events":{"type":"array","minItems":1,"maxItems":10000,"items":{"type":"object",
          "required":["user","kind","at"],"additionalProperties":false,"properties":{
          "user":{"type":"string","pattern":"\\\\S","maxLength":64,"description":"Opaque; hashed, and kept nowhere."},
          "claim":{"type":"string","description":"The claim; or item."},
          "item":{"type":"string","description":"An item whose labels name the claim."},
          "surface":{"type":"string","minLength":1,"maxLength":16},
          "kind":{"enum":[\(kinds)]},"at":{"type":"string","format":"date-time"},
          "exposedAt":{"type":"string","format":"date-time",
            "description":"For a debunk: when this user saw the rumor last."}}}}}}
      """
    ),
    (
      "ExposureAnswer",
      """
      {"type":"object","required":["counted","unknown"],"additionalProperties":false,"properties":{
        "counted":{"type":"integer","minimum":0},
        "unknown":{"type":"integer","minimum":0,"description":"Events of items without a label."}}}
      """
    ),
    (
      "RecommendRequest",
      """
      {"type":"object","required":["viewers"],"additionalProperties":false,"properties":{
        "viewers":{"type":"array","minItems":1,"maxItems":500,"items":{"type":"object","required":["user"],
          "additionalProperties":false,"properties":{"user":{"type":"string","pattern":"\\\\S"},
          "seen":{"type":"array","maxItems":1000,"items":{"type":"object","required":["claim","at"],
            "additionalProperties":false,"properties":{"claim":{"type":"string","pattern":"\\\\S"},
            "at":{"type":"string","format":"date-time"},"times":{"type":"integer","minimum":1,"maximum":1000000}}}},
          "debunks":{"type":"array","maxItems":1000,"items":{"type":"object","required":["claim","at"],
            "additionalProperties":false,"properties":{"claim":{"type":"string","pattern":"\\\\S"},
            "at":{"type":"string","format":"date-time"},"times":{"type":"integer","minimum":1,"maximum":1000000},
            "opened":{"type":"boolean"}}}},
          "lang":{"type":"string"},"surface":{"type":"string"},
          "slots":{"type":"integer","minimum":0,"maximum":20}}}}}}
      """
    ),
    (
      "RecommendAnswer",
      """
      {"type":"object","required":["results","corpusRevision","policyVersion","normalizerVersion"],
       "additionalProperties":false,"properties":{"results":{"type":"array","items":{"type":"object",
        "required":["user","due"],"additionalProperties":false,"properties":{"user":{"type":"string"},
        "due":{"type":"array","items":{"type":"object","required":["claim","kind","boost","urgency"],
          "additionalProperties":false,"properties":{"claim":{"type":"string"},"kind":{"enum":["correction","debunk"]},
          "boost":{"type":"number","minimum":1},"urgency":{"type":"number","minimum":0,"maximum":1},
          "text":{"type":"string"},"verdict":{"$ref":"#/components/schemas/Verdict"},
          "review":{"$ref":"#/components/schemas/PinnedReview"}}}}}}},\(versions)}}
      """
    ),
    (
      "ReachAnswer",
      """
      {"type":"object","required":["total","surfaces","days","holdout"],"additionalProperties":false,"properties":{
        "claim":{"type":"string"},"total":\(row),"medianSeconds":{"type":"number","minimum":0},
        "surfaces":{"type":"array","items":\(row)},"days":{"type":"array","items":\(row)},
        "holdout":{"type":"object","required":["treated","heldOut","words"],"additionalProperties":false,"properties":{
          "treated":\(row),"heldOut":\(row),"words":{"type":"string"},
          "difference":{"type":"object","required":["value","low","high"],"additionalProperties":false,"properties":{
            "value":{"type":"number"},"low":{"type":"number"},"high":{"type":"number"}}}}}}}
      """
    ),
  ]
}
