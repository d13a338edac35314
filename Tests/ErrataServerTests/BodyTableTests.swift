@testable import ErrataServer

import Foundation
import Testing

/// Every route that takes a body, against bodies that aren't what its description says: made from the description, so
/// that a field that is added to it is tried too.
@Suite struct BodyTableTests {
  /// A good body of each schema, with all members that aren't objects.
  private static let good: [String: String] = [
    "LabelRequest": #"{"items":[{"id":"1","text":"a"}],"record":true,"deadlineMs":60000}"#,
    "MatchRequest": #"{"items":[{"id":"1","text":"a"}]}"#,
    "CompareRequest": #"{"text":"swans","claim":"geese","lang":"en"}"#,
    "NormalizeRequest": #"{"text":"a","trace":true}"#,
    "PutClaim": #"{"claim":\#(TestWorker.claims[0]),"reason":"x"}"#,
    "SetStatus": #"{"status":"paused","reason":"x"}"#, "PreviewRequest": #"{"claim":\#(TestWorker.claims[0])}"#,
    "JobRequest": #"{"kind":"relabel","parameters":{}}"#,
    "ReviewDecision": #"{"reason":"x","label":"rumor","cap":0.5,"expires":"2027-01-01T00:00:00Z"}"#,
    "ManualRequest":
      #"{"action":"confirm","claim":"swans","reason":"x","label":"rumor","cap":0.5,"expires":"2027-01-01T00:00:00Z"}"#,
    "ExposureRequest": #"{"events":[{"user":"u","claim":"swans","kind":"rumorShown","at":"2026-01-01T00:00:00Z"}]}"#,
    "RecommendRequest": #"{"viewers":[{"user":"u"}]}"#,
    "RetractRequest": #"{"reason":"x","review":"https://ponds.example/swans","verdict":"true","dryRun":true}"#,
    "UndoRequest": #"{"reason":"x","dryRun":true}"#,
    "AppealRequest": #"{"claim":"swans","reason":"x","author":"a","deadline":"2027-01-01T00:00:00Z"}"#,
    "RejectAppealRequest": #"{"reason":"x"}"#,
    "ModeRequest": #"{"mode":"live","canary":1}"#,
  ]

  private static let routes = RouteTable.all.filter { $0.body != nil }.map(\.name)

  private static func route(_ name: String) throws -> Route { try #require(RouteTable.all.first { $0.name == name }) }

  private static func target(_ route: Route) -> String {
    let path = route.path.replacing("{id}", with: "swans").replacing("{number}", with: "1")
    return route.name == "bulkClaims" ? path + "?reason=x" : path
  }

  private func send(_ worker: TestWorker, _ route: Route, _ body: [UInt8], type: String? = nil) async -> Answer {
    let type = type ?? route.body?.types.first ?? ""
    return await worker.call(
      route.method, BodyTableTests.target(route), headers: ["content-type": type, "if-match": "*"], bytes: body)
  }

  private func schema(_ name: String) throws -> [String: Any] {
    let text = try #require(Schemas.all(items: 500).first { $0.name == name }?.text)
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(arguments: routes) func `what is no body of the route is refused and told`(_ name: String) async throws {
    let worker = try await ClaimWritingTests.worker { $0.limits.bodyBytes = 4096 }
    let route = try BodyTableTests.route(name)
    let texts = [
      "", " ", "{", "[]", "[{}]", "null", "7", "\"text\"", "{}", "{\"a\":1,\"a\":1}", "{}{}", "nul", "\u{0}",
    ]
    for text in texts {
      let answer = await send(worker, route, Array(text.utf8))
      #expect(answer.status == 400, "\(name) \(text): \(answer.text)")
      #expect(["bad-json", "bad-field", "bad-body"].contains(answer.problem), "\(name) \(text): \(answer.problem)")
      #expect(try answer.object["detail"] as? String != "", "\(name) \(text)")
    }
    for bytes in [[0xFF, 0xFE], [0x7B, 0x22, 0xC3, 0x22, 0x3A, 0x31, 0x7D]] as [[UInt8]] {
      let answer = await send(worker, route, bytes)
      #expect(answer.status == 400, "\(name): \(answer.text)")
    }
    let deep = String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000)
    #expect(await send(worker, route, Array(deep.utf8)).status == 400)
    let large = await send(worker, route, [UInt8](repeating: 0x20, count: 4097))
    #expect(large.status == 413 && large.problem == "body-too-large")
    let typed = await send(worker, route, Array("{}".utf8), type: "text/html")
    #expect(typed.status == 415 && typed.problem == "unsupported-media-type")
    let served = try await worker.get("/v1/admin/status").object
    #expect(served["claims"] as? Int == 2 && served["mode"] as? String == "live")
  }

  @Test(arguments: routes) func `a member that is missing, of another type or unknown is named`(
    _ name: String
  ) async throws {
    let route = try BodyTableTests.route(name)
    let schemaName = try #require(route.body?.schema)
    guard schemaName != "ClaimLines" else { return }
    let text = try #require(BodyTableTests.good[schemaName], "\(schemaName) has no good body here")
    let body = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let schema = try schema(schemaName)
    let members = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(body.keys) == Set(members.keys), "a good body has every member")
    let worker = try await ClaimWritingTests.worker()
    func refuse(_ member: String, _ changed: [String: Any], _ what: String) async throws {
      let answer = await send(worker, route, Array(try JSONSerialization.data(withJSONObject: changed)))
      #expect(answer.status == 400 && answer.problem == "bad-field", "\(name) \(member) \(what): \(answer.text)")
      let field = try answer.object["field"] as? String ?? ""
      #expect(field == member || field.hasPrefix(member), "\(name) \(member) \(what): \(field)")
    }
    for member in schema["required"] as? [String] ?? [] {
      var less = body
      less[member] = nil
      try await refuse(member, less, "missing")
    }
    for (member, form) in members {
      for (wrong, isText) in [("7 swans", true), (7.5, false), ([1], false), (["a": 1], false), (true, false)]
        as [(Any, Bool)]
      {
        guard !BodyTableTests.fits(wrong, isText, form) else { continue }
        var other = body
        other[member] = wrong
        try await refuse(member, other, "\(wrong)")
      }
    }
    var more = body
    more["zeal"] = 1
    try await refuse("zeal", more, "unknown")
  }

  /// Whether a value is what a member may be, or what an open object leaves to its own reader.
  private static func fits(_ value: Any, _ isText: Bool, _ form: [String: Any]) -> Bool {
    switch form["type"] as? String {
    case "string": isText && form["format"] == nil
    case "boolean": value as? Bool == true && !(value is [Any]) && "\(value)" == "true"
    case "number": false
    // What is no item stands in the place of one, and fails only that.
    case "array": value is [Any]
    case "object": value is [String: Any]
    default: false
    }
  }

  /// Every parameter of a query with what it may not be.
  private static let parameters = RouteTable.all.flatMap { route in
    route.parameters.filter { $0.place == .query }.map { "\(route.name) \($0.name)" }
  }

  @Test(arguments: parameters) func `a parameter that is out of bounds, double or no value is named`(
    _ line: String
  ) async throws {
    let words = line.split(separator: " ").map(String.init)
    let route = try BodyTableTests.route(words[0])
    let parameter = try #require(route.parameters.first { $0.name == words[1] })
    let worker = try await ClaimWritingTests.worker()
    let others = route.parameters.filter { $0.place == .query && $0.isRequired && $0.name != parameter.name }
      .map { "\($0.name)=x&" }.joined()
    let path = BodyTableTests.target(route).prefix { $0 != "?" }
    func status(_ query: String) async throws -> (Int, String?, String) {
      let answer = await worker.call(
        route.method, "\(path)?\(others)\(query)", headers: ["content-type": route.body?.types.first ?? ""],
        bytes: [])
      return (answer.status, try answer.object["field"] as? String, answer.text)
    }
    var wrong: [String]
    switch parameter.kind {
    case .integer(let range): wrong = ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "1.5", "x", ""]
    case .number(let range): wrong = ["\(range.lowerBound - 0.1)", "\(range.upperBound + 0.1)", "nan", "0x1", ""]
    case .word: wrong = ["nonsense", ""]
    case .text(let longest): wrong = [String(repeating: "a", count: longest + 1)] + (parameter.isRequired ? [""] : [])
    case .time: wrong = ["yesterday", "2026-13-01", ""]
    }
    for value in wrong {
      let (code, field, text) = try await status("\(parameter.name)=\(value)")
      #expect(code == 400 && field == parameter.name, "\(line) \(value.prefix(40)): \(text)")
    }
    let (code, field, text) = try await status("\(parameter.name)=1&\(parameter.name)=1")
    #expect(code == 400 && field == parameter.name, "\(line) twice: \(text)")
  }
}
