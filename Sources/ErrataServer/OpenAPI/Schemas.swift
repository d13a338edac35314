/// JSON Schemas (2020-12) of what requests and answers hold.
enum Schemas {
  /// All by name, in order.
  static func all(items: Int) -> [(name: String, text: String)] {
    batches(items: items) + Schemas.requests + answers + Schemas.reversals + Schemas.pins + Schemas.reach
      + Schemas.parts
  }

  private static func batches(items: Int) -> [(String, String)] {
    [
      (
        "LabelRequest",
        """
        {"type":"object","required":["items"],"additionalProperties":false,"properties":{
          "items":{"type":"array","minItems":1,"maxItems":\(items),"items":{"$ref":"#/components/schemas/Item"}},
          "record":{"type":"boolean",
            "description":"Whether to record the decisions; by default so if there is a store."},
          "deadlineMs":{"type":"integer","minimum":1,"maximum":60000,
            "description":"Milliseconds after which what isn't done comes back undecided, with weight 1."}}}
        """
      ),
      (
        "MatchRequest",
        """
        {"type":"object","required":["items"],"additionalProperties":false,"properties":{
          "items":{"type":"array","minItems":1,"maxItems":\(items),"items":{"$ref":"#/components/schemas/Item"}}}}
        """
      ),
    ]
  }

  private static let requests: [(String, String)] = [
    (
      "CompareRequest",
      """
      {"type":"object","required":["text","claim"],"additionalProperties":false,"properties":{
        "text":{"type":"string","pattern":"\\\\S","maxLength":16384},
        "claim":{"type":"string","pattern":"\\\\S","maxLength":16384},
        "lang":{"type":"string","description":"Language of both, as a BCP 47 tag."}}}
      """
    ),
    (
      "NormalizeRequest",
      """
      {"type":"object","required":["text"],"additionalProperties":false,"properties":{
        "text":{"type":"string","maxLength":16384},"trace":{"type":"boolean"}}}
      """
    ),
    (
      "PutClaim",
      """
      {"type":"object","required":["claim","reason"],"additionalProperties":false,"properties":{
        "claim":{"$ref":"#/components/schemas/Claim"},"reason":\(reason)}}
      """
    ),
    (
      "SetStatus",
      """
      {"type":"object","required":["status","reason"],"additionalProperties":false,"properties":{
        "status":{"enum":["draft","published","paused","retracted"]},"reason":\(reason)}}
      """
    ),
    (
      "PreviewRequest",
      """
      {"type":"object","required":["claim"],"additionalProperties":false,"properties":{
        "claim":{"$ref":"#/components/schemas/Claim"}}}
      """
    ),
    (
      "JobRequest",
      """
      {"type":"object","required":["kind"],"additionalProperties":false,"properties":{
        "kind":{"enum":["label","relabel","reindex","export"]},
        "parameters":{"type":"object","description":"As `errata jobs add` takes them; paths lie in jobs.folder."}}}
      """
    ),
    ("ClaimLines", #"{"type":"string","description":"A claim on each line, as JSON."}"#),
    (
      "ReviewDecision",
      """
      {"type":"object","required":["reason"],"additionalProperties":false,"properties":{\(terms)}}
      """
    ),
    (
      "RetractRequest",
      """
      {"type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":\(reason),
        "review":{"type":"string","description":"Withdraw only this review, by its URL."},
        "verdict":{"enum":["false","misleading","unproven","disputed","satire","fiction","outdated","true"],
          "description":"Correct the verdict to this."},\(dryRun)}}
      """
    ),
    (
      "UndoRequest",
      """
      {"type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":\(reason),\(dryRun)}}
      """
    ),
    (
      "AppealRequest",
      """
      {"type":"object","required":["claim","reason"],"additionalProperties":false,"properties":{
        "claim":{"type":"string","description":"The claim whose label is contested."},"reason":\(reason),
        "author":{"type":"string","description":"An opaque key of who contests it; the API key's name when left out."},
        "deadline":{"type":"string","format":"date-time","description":"In a week when left out."}}}
      """
    ),
    (
      "RejectAppealRequest",
      """
      {"type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":\(reason)}}
      """
    ),
    (
      "ManualRequest",
      """
      {"type":"object","required":["action","reason"],"additionalProperties":false,"properties":{
        "action":{"enum":["confirm","reject","withdraw"]},
        "claim":{"type":"string","description":"The claim; without it a rejection is of all."},\(terms)}}
      """
    ),
    (
      "ModeRequest",
      """
      {"type":"object","required":["mode"],"additionalProperties":false,"properties":{
        "mode":{"enum":["live","shadow","off"]},"canary":{"type":"number","minimum":0,"maximum":1}}}
      """
    ),
  ]

  private static let dryRun =
    #""dryRun":{"type":"boolean","description":"Only tell what would change.","default":false}"#

  private static let reason = #"{"type":"string","pattern":"\\S","maxLength":1000}"#

  private static let terms = """
    "reason":\(reason),"label":{"enum":["rumor","disputed","fictional"]},
    "cap":{"type":"number","minimum":0,"maximum":1,"description":"The most that the weight may be."},
    "expires":{"type":"string","format":"date-time"}
    """

  static let versions = """
    "corpusRevision":{"type":"string"},"policyVersion":{"type":"string"},"normalizerVersion":{"type":"string"}
    """

  private static let mode = #"{"enum":["live","shadow","off"]}"#

  private static let answers: [(String, String)] = [
    (
      "LabelAnswer",
      """
      {"type":"object","required":["decisions","corpusRevision","policyVersion","normalizerVersion","mode"],
       "additionalProperties":false,"properties":{
        "decisions":{"type":"array","items":{"anyOf":[{"$ref":"#/components/schemas/Decision"},
          {"$ref":"#/components/schemas/ItemError"},{"$ref":"#/components/schemas/Undecided"}]}},
        "mode":\(mode),\(versions)}}
      """
    ),
    (
      "MatchAnswer",
      """
      {"type":"object","required":["results","corpusRevision","policyVersion","normalizerVersion"],
       "additionalProperties":false,"properties":{
        "results":{"type":"array","items":{"anyOf":[
          {"type":"object","required":["id","matches"],"additionalProperties":false,"properties":{
            "id":{"type":"string"},"matches":{"type":"array","items":{"$ref":"#/components/schemas/Match"}}}},
          {"$ref":"#/components/schemas/ItemError"}]}},\(versions)}}
      """
    ),
    (
      "SearchAnswer",
      """
      {"type":"object","required":["results","corpusRevision","policyVersion","normalizerVersion"],
       "additionalProperties":false,"properties":{
        "results":{"type":"array","items":{"type":"object","required":["claim","score"],"additionalProperties":false,
          "properties":{"claim":{"type":"string"},"score":{"type":"number"},"text":{"type":"string"},
          "lang":{"type":"string"},"verdict":{"$ref":"#/components/schemas/Verdict"},
          "review":{"type":"object","required":["publisher","url"],"additionalProperties":false,"properties":{
            "publisher":{"type":"string"},"url":{"type":"string"},"title":{"type":"string"},
            "summary":{"type":"string"}}},
          "terms":{"type":"object","additionalProperties":{"type":"number"}}}}},\(versions)}}
      """
    ),
    (
      "PinsAnswer",
      """
      {"type":"object","required":["query","lang","pins","corpusRevision","policyVersion","normalizerVersion"],
       "additionalProperties":false,"properties":{"query":{"type":"string"},
        "lang":{"type":"string","description":"The language of verdictText."},
        "pins":{"type":"array","items":{"$ref":"#/components/schemas/Pin"}},\(versions)}}
      """
    ),
    (
      "CompareAnswer",
      """
      {"type":"object","required":["matches","cuts","normalized","policyVersion","normalizerVersion"],
       "additionalProperties":false,"properties":{
        "matches":{"type":"boolean","description":"Whether the text would be labelled, were the claim found false."},
        "match":{"$ref":"#/components/schemas/Match"},
        "cuts":{"type":"object","required":["apply","review"],"additionalProperties":false,
          "properties":{"apply":{"type":"number"},"review":{"type":"number"}}},
        "normalized":{"type":"object","required":["text","claim"],"additionalProperties":false,
          "properties":{"text":{"type":"string"},"claim":{"type":"string"}}},
        "policyVersion":{"type":"string"},"normalizerVersion":{"type":"string"}}}
      """
    ),
    (
      "NormalizeAnswer",
      """
      {"type":"object","required":["text","normalizerVersion"],"additionalProperties":false,"properties":{
        "text":{"type":"string"},"normalizerVersion":{"type":"string"},
        "steps":{"type":"array","items":{"type":"object","required":["step","changes","text"],
          "additionalProperties":false,"properties":{"step":{"type":"string"},"changes":{"type":"integer"},
          "text":{"type":"string"}}}}}}
      """
    ),
    (
      "RecordedDecision",
      """
      {"type":"object","required":["sequence","revision","item","decision"],"additionalProperties":false,
       "properties":{"sequence":{"type":"integer","minimum":1},"revision":{"type":"integer","minimum":1},
        "erased":{"const":true,"description":"The item's content was deleted on request."},
        "sealed":{"type":"object","required":["event","digest","id","labels","weight","policyVersion","corpusRevision",
          "decidedAt"],"additionalProperties":false,
          "description":"What is left of a decision that retention has sealed; item and decision have no content then.",
          "properties":{"event":{"type":"integer"},
          "digest":{"type":"string"},"id":{"type":"string"},"labels":{"type":"array","items":{"type":"string"}},
          "weight":{"type":"number"},"policyVersion":{"type":"string"},"corpusRevision":{"type":"string"},
          "decidedAt":{"type":"string","format":"date-time"}}},
        "standing":{"$ref":"#/components/schemas/Decision",
          "description":"What is served where people have decided on the item too, or others pass a label on."},
        "receipts":{"type":"array","items":{"$ref":"#/components/schemas/ReceiptHead"}},
        "item":{"$ref":"#/components/schemas/Item"},"decision":{"$ref":"#/components/schemas/Decision"}}}
      """
    ),
    (
      "History",
      """
      {"type":"object","required":["id","decisions"],"additionalProperties":false,"properties":{
        "id":{"type":"string"},
        "decisions":{"type":"array","items":{"$ref":"#/components/schemas/RecordedDecision"}}}}
      """
    ),
    (
      "ClaimPage",
      """
      {"type":"object","required":["claims","corpusRevision"],"additionalProperties":false,"properties":{
        "claims":{"type":"array","items":{"$ref":"#/components/schemas/Claim"}},
        "next":{"type":"string","description":"Where the next page begins: pass it as after."},
        "corpusRevision":{"type":"string"}}}
      """
    ),
    (
      "ClaimAnswer",
      """
      {"type":"object","required":["claim","corpusRevision"],"additionalProperties":false,"properties":{
        "claim":{"$ref":"#/components/schemas/Claim"},"corpusRevision":{"type":"string"}}}
      """
    ),
    (
      "Published",
      """
      {"type":"object","required":["corpusRevision","revision","publication","claims","changed","live","generation"],
       "additionalProperties":false,"properties":{"corpusRevision":{"type":"string"},"revision":{"type":"integer"},
        "publication":{"type":"integer"},"claims":{"type":"integer"},"changed":{"type":"integer"},
        "live":{"const":true},"generation":{"type":"integer"}}}
      """
    ),
    (
      "LabelPage",
      """
      {"type":"object","required":["events","next","last"],"additionalProperties":false,"properties":{
        "events":{"type":"array","items":{"$ref":"#/components/schemas/LabelEvent"}},
        "next":{"type":"integer","description":"Pass it as after for the next page."},
        "last":{"type":"integer","description":"The sequence of the last event that there is."}}}
      """
    ),
    (
      "ReviewPage",
      """
      {"type":"object","required":["entries","count"],"additionalProperties":false,"properties":{
        "count":{"type":"integer"},
        "entries":{"type":"array","items":{"type":"object",
          "required":["number","claim","score","priority","reason","state","openedAt"],"additionalProperties":false,
          "properties":{"number":{"type":"integer"},"item":{"type":"string"},"claim":{"type":"string"},
          "score":{"type":"number"},"priority":{"type":"number"},"reason":{"type":"string"},
          "graph":{"type":"number","description":"What the graph says of it, from 0 to 1; with order=graph."},
          "state":{"enum":["open","confirmed","rejected","withdrawn"]},"decision":{"type":"integer"},
          "openedAt":{"type":"string"},"author":{"type":"string"},"note":{"type":"string"},
          "closedAt":{"type":"string"}}}}}}
      """
    ),
    (
      "ManualAnswer",
      """
      {"type":"object","required":["events"],"additionalProperties":false,"properties":{
        "events":{"type":"array","items":{"$ref":"#/components/schemas/LabelEvent"}}}}
      """
    ),
    (
      "Preview",
      """
      {"type":"object","required":["scanned","items","hits","examples","policyVersion"],"additionalProperties":false,
       "properties":{"scanned":{"type":"integer"},"items":{"type":"integer"},"policyVersion":{"type":"string"},
        "hits":{"type":"object","additionalProperties":{"type":"integer"},
          "description":"Items by what would become of the match."},
        "examples":{"type":"array","items":{"type":"object","required":["id","text","match"],
          "additionalProperties":false,"properties":{"id":{"type":"string"},"text":{"type":"string"},
          "match":{"$ref":"#/components/schemas/Match"}}}}}}
      """
    ),
    (
      "Job",
      """
      {"type":"object","required":["id","kind","parameters","state","author","done","createdAt"],
       "additionalProperties":false,"properties":{"id":{"type":"integer"},
        "kind":{"enum":["label","relabel","reindex","export"]},"parameters":{"type":"object"},
        "state":{"enum":["queued","running","done","failed","cancelled"]},"author":{"type":"string"},
        "done":{"type":"integer"},"total":{"type":"integer"},"secondsLeft":{"type":"number"},
        "error":{"type":"string"},"createdAt":{"type":"string"},"startedAt":{"type":"string"},
        "finishedAt":{"type":"string"}}}
      """
    ),
    (
      "JobPage",
      """
      {"type":"object","required":["jobs"],"additionalProperties":false,"properties":{
        "jobs":{"type":"array","items":{"$ref":"#/components/schemas/Job"}}}}
      """
    ),
    (
      "Status",
      """
      {"type":"object","required":["mode","canary","claims","generation","loadedAt","changedAt","quarantined",
        "queueItems","recordQueueItems","store","startedAt","corpusRevision","policyVersion","normalizerVersion"],
       "additionalProperties":false,"properties":{"mode":\(mode),"canary":{"type":"number"},
        "claims":{"type":"integer"},"generation":{"type":"integer"},"loadedAt":{"type":"string"},
        "changedAt":{"type":"string"},"refused":{"type":"string","description":"Why the last load was refused."},
        "quarantined":{"type":"array","items":{"type":"object","required":["claim","hits","allowed","since"],
          "additionalProperties":false,"properties":{"claim":{"type":"string"},"hits":{"type":"integer"},
          "allowed":{"type":"integer"},"since":{"type":"string"}}}},
        "queueItems":{"type":"integer"},"recordQueueItems":{"type":"integer"},"store":{"type":"boolean"},
        "startedAt":{"type":"string"},"certificateExpires":{"type":"string"},\(versions)}}
      """
    ),
    (
      "Health",
      #"{"type":"object","required":["status"],"additionalProperties":false,"properties":{"status":{"const":"live"}}}"#
    ),
    (
      "Readiness",
      """
      {"type":"object","required":["status","mode"],"additionalProperties":false,"properties":{
        "status":{"enum":["ready","notReady"]},"reason":{"type":"string"},"mode":\(mode),
        "refused":{"type":"string","description":"Why the last load was refused; what served before goes on."},
        "ageSeconds":{"type":"number","description":"Since the claims were last changed."},\(versions)}}
      """
    ),
    ("Description", #"{"type":"object","required":["openapi"]}"#),
  ]
}
