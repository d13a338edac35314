import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

@Suite struct DecisionDecoderTests {
  /// A good decision with some members put in the place of its own; `null` takes one away.
  private static func decision(_ members: String...) -> String {
    let own = [
      ("id", #""i-1""#), ("labels", "[]"), ("suppressed", "[]"), ("queued", "[]"), ("weight", "1"),
      ("weightTerms", "[]"), ("corpusRevision", #""r1""#), ("policyVersion", #""p1""#),
      ("normalizerVersion", #""1""#),
      ("decidedAt", #""2024-05-01T12:00:00Z""#),
    ].map { name, value in members.first { $0.hasPrefix("\"\(name)\":") } ?? "\"\(name)\":\(value)" }
    let added = members.filter { !own.contains($0) }
    return "{" + (own + added).joined(separator: ",") + "}"
  }

  private static func label(_ members: String) -> String {
    decision(#""labels":[{\#(members)}]"#)
  }

  @Test func `a decision without labels is read`() throws {
    let decision = try DecisionDecoder.decode(try json(Self.decision()))
    #expect(
      decision
        == Decision(
          id: "i-1", labels: [], suppressed: [], queued: [], weight: .unlimited, corpusRevision: "r1",
          policyVersion: "p1", normalizerVersion: "1", decidedAt: Timestamp(milliseconds: 1_714_564_800_000)))
  }

  private static let issued = #""value":"rumor","rule":"r","issuedAt":"2024-05-01T12:00:00Z""#
  private static let stances = "asserts, refutes, questions, reports"

  private static let wholeFaults = [
    FaultCase("[]", "", "wrong-type", "expected an object, found an array"),
    FaultCase(decision(#""id":null"#), "id", "missing-field", "is missing, expected a string"),
    FaultCase(
      decision(#""corpusRevision":null"#), "corpusRevision", "missing-field", "is missing, expected a string"),
    FaultCase(
      decision(#""policyVersion":null"#), "policyVersion", "missing-field", "is missing, expected a string"),
    FaultCase(
      decision(#""normalizerVersion":null"#), "normalizerVersion", "missing-field",
      "is missing, expected a string"),
    FaultCase(decision(#""weight":null"#), "weight", "missing-field", "is missing, expected a number"),
    FaultCase(decision(#""weight":"1""#), "weight", "wrong-type", "expected a number, found a string"),
    FaultCase(
      decision(#""weight":1e999"#), "weight", "bad-number", "1e999 is too large, expected a finite number"),
    FaultCase(
      decision(#""decidedAt":null"#), "decidedAt", "missing-field", "is missing, expected a time in RFC 3339"),
    FaultCase(
      decision(#""decidedAt":"now""#), "decidedAt", "bad-time",
      #""now" isn't a time, expected RFC 3339 such as 2024-05-01T12:00:00Z"#),
    FaultCase(
      decision(#""truncated":1"#), "truncated", "wrong-type", "expected true or false, found a number"),
    FaultCase(decision(#""labels":{}"#), "labels", "wrong-type", "expected an array, found an object"),
    FaultCase(decision(#""labels":[1]"#), "labels[0]", "wrong-type", "expected an object, found a number"),
    FaultCase(
      decision(#""weightTerms":[{"rule":"r"}]"#), "weightTerms[0].limit", "missing-field",
      "is missing, expected a number"),
    FaultCase(
      decision(#""suppressed":[{"claim":"c","reason":"mood"}]"#), "suppressed[0].reason", "unknown-word",
      #""mood" isn't known here, expected one of: "#
        + SuppressionReason.allCases.map(\.rawValue).joined(separator: ", ")),
    FaultCase(
      decision(#""queued":[{"claim":"c","score":0.5}]"#), "queued[0].stance", "missing-field",
      "is missing, expected one of: \(stances)"),
  ]

  private static let labelFaults = [
    FaultCase(
      label(#""rule":"r","issuedAt":"2024-05-01""#), "labels[0].value", "missing-field",
      "is missing, expected one of: rumor, disputed, fictional"),
    FaultCase(
      label(#""value":"rumour","rule":"r","issuedAt":"2024-05-01""#), "labels[0].value", "unknown-word",
      #""rumour" isn't known here, expected one of: rumor, disputed, fictional"#),
    FaultCase(
      label(#""value":"rumor","rule":"r""#), "labels[0].issuedAt", "missing-field",
      "is missing, expected a time in RFC 3339"),
    FaultCase(label(issued), "labels[0].claim", "missing-field", "is missing, expected a string"),
    FaultCase(
      label(issued + #","declared":"joke""#), "labels[0].declared", "unknown-word",
      #""joke" isn't known here, expected one of: fictional, aiGenerated, sourced"#),
    FaultCase(
      label(issued + #","claim":"c","review":"u","score":0.5"#), "labels[0].stance", "missing-field",
      "is missing, expected one of: \(stances)"),
  ]

  @Test(arguments: wholeFaults + labelFaults) func `a faulty decision is refused by field`(_ fault: FaultCase)
    throws
  {
    let value = try json(fault.text)
    #expect(thrownFault { () throws(FieldFault) in try DecisionDecoder.decode(value) } == fault.fault)
  }

  @Test(arguments: [
    "7", "[1]", "[1,2,3]", #"["1",2]"#, "[1.5,2]", "[1,99999999999999999999]", "[-1,2]", "[3,2]",
    "[-9223372036854775808,9223372036854775807]",
  ]) func `a span that isn't a byte range is refused`(_ span: String) throws {
    let evidence = #","claim":"c","review":"u","score":0.5,"stance":"asserts","spans":[[0,1],\#(span)]"#
    let value = try json(Self.label(Self.issued + evidence))
    #expect(
      thrownFault { () throws(FieldFault) in try DecisionDecoder.decode(value) }
        == FieldFault(
          field: "labels[0].spans[1]", code: "wrong-type", message: "expected [start, end] in bytes"))
  }

  @Test func `fields that a later version adds are passed over`() throws {
    #expect(try DecisionDecoder.decode(try json(Self.decision(#""mood":"good""#))).id == "i-1")
  }
}
