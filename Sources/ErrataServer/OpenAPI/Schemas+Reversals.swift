/// The schemas of receipts and appeals.
extension Schemas {
  static let reversals: [(String, String)] = [
    (
      "ReceiptHead",
      """
      {"type":"object","required":[\(required)],"additionalProperties":false,"properties":{\(head)}}
      """
    ),
    (
      "Receipt",
      """
      {"type":"object","required":[\(required),"changed"],"additionalProperties":false,"properties":{\(head),
        "dryRun":{"const":true,"description":"Nothing was written."},
        "changed":{"type":"array","description":"The first items, with what they had and what they have.",
          "items":{"type":"object","required":["item","before","after"],"additionalProperties":false,"properties":{
            "item":{"type":"string"},"before":{"$ref":"#/components/schemas/ItemState"},
            "after":{"$ref":"#/components/schemas/ItemState"}}}}}}
      """
    ),
    (
      "ItemState",
      """
      {"type":"object","required":["weight","labels"],"additionalProperties":false,"properties":{
        "weight":{"type":"number","minimum":0},
        "labels":{"type":"array","items":{"type":"object","required":["value","source"],"additionalProperties":false,
          "properties":{"value":{"enum":["rumor","disputed","fictional"]},"claim":{"type":"string"},
            "source":{"enum":["match","declaration","propagation","curator"]}}}}}}
      """
    ),
    (
      "ReceiptPage",
      """
      {"type":"object","required":["receipts"],"additionalProperties":false,"properties":{
        "receipts":{"type":"array","items":{"$ref":"#/components/schemas/ReceiptHead"}}}}
      """
    ),
    (
      "Appeal",
      """
      {"type":"object","required":["appeal","item","claim","state","author","reason","openedAt","deadline"],
       "additionalProperties":false,"properties":{
        "appeal":{"type":"integer","minimum":1},"item":{"type":"string"},"claim":{"type":"string"},
        "state":{"enum":["open","upheld","rejected"]},"author":{"type":"string"},"reason":{"type":"string"},
        "openedAt":{"type":"string","format":"date-time"},"deadline":{"type":"string","format":"date-time"},
        "decidedBy":{"type":"string"},"answer":{"type":"string"},
        "closedAt":{"type":"string","format":"date-time"},"receipt":{"type":"integer","minimum":1}}}
      """
    ),
    (
      "AppealPage",
      """
      {"type":"object","required":["appeals"],"additionalProperties":false,"properties":{
        "appeals":{"type":"array","items":{"$ref":"#/components/schemas/Appeal"}}}}
      """
    ),
  ]

  private static let required =
    #""receipt","cause","author","reason","at","items","milliseconds""#

  private static let head = """
    "receipt":{"type":"integer","minimum":1},
    "cause":{"type":"object","required":["kind"],"additionalProperties":false,"properties":{
      "kind":{"enum":["retraction","withdrawal","correction","appeal","edit","relabeling","undo"]},
      "claim":{"type":"string"},"subject":{"type":"string"},"item":{"type":"string"},
      "from":{"type":"string"},"to":{"type":"string"}}},
    "author":{"type":"string"},"reason":{"type":"string"},"at":{"type":"string","format":"date-time"},
    "items":{"type":"integer","minimum":0,"description":"How many items' labels or weights changed."},
    "milliseconds":{"type":"integer","minimum":0,"description":"From the request to the record."},
    "undoes":{"type":"integer","minimum":1},"undoneBy":{"type":"integer","minimum":1}
    """
}
