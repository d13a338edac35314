@testable import ErrataServer

import Foundation
import Testing

@Suite struct OpenAPITests {
  private static func document() throws -> [String: Any] {
    let bytes = OpenAPI.document(RouteTable.all, limits: ServeSettings.Limits())
    return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test func `the description has every route, and no other`() throws {
    let paths = try #require(OpenAPITests.document()["paths"] as? [String: [String: Any]])
    let described = Set(paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
    #expect(described == Set(RouteTable.all.map { "\($0.method) \($0.path)" }))
    #expect(Set(RouteTable.all.map(\.name)).count == RouteTable.all.count)
  }

  @Test func `every schema is JSON, and every reference leads to one`() throws {
    for (name, text) in Schemas.all(items: 500) {
      #expect(throws: Never.self, "\(name)") { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    }
    let document = try OpenAPITests.document()
    let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
    let text = String(decoding: OpenAPI.document(RouteTable.all, limits: ServeSettings.Limits()), as: UTF8.self)
    let names = Set(text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.1) })
    #expect(names.count > 20)
    for name in names { #expect(schemas[name] is [String: Any], "\(name)") }
    #expect(Set(schemas.keys).subtracting(names).isEmpty, "unused: \(Set(schemas.keys).subtracting(names))")
  }

  @Test func `every path parameter is described`() {
    for route in RouteTable.all {
      let named = route.pieces.filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
      #expect(Set(named) == Set(route.parameters.filter { $0.place == .path }.map(\.name)), "\(route.path)")
    }
  }

  static let calls: [(method: String, target: String, body: String?)] = [
    (
      "POST", "/v1/label?explain=full",
      #"{"items":[{"id":"1","text":"\#(TestWorker.rumor)"},{"id":"2"},{"id":"3","text":"a"}]}"#
    ),
    (
      "POST", "/v1/label",
      #"{"items":[{"id":"1","text":"Is it true that the swans of Oldtown obey the traffic lights on the bridge?"}]}"#
    ),
    ("POST", "/v1/match?terms=true&minScore=0", #"{"items":[{"id":"1","text":"\#(TestWorker.rumor)"},{"id":"2"}]}"#),
    ("GET", "/v1/search?q=swans&terms=true", nil),
    ("POST", "/v1/compare", #"{"text":"\#(TestWorker.rumor)","claim":"\#(TestWorker.rumor)"}"#),
    ("POST", "/v1/normalize", #"{"text":"ＡＢ","trace":true}"#), ("GET", "/v1/claims", nil),
    ("GET", "/v1/claims/swans", nil), ("GET", "/v1/claims/none", nil), ("GET", "/v1/admin/status", nil),
    ("PUT", "/v1/admin/mode", #"{"mode":"shadow"}"#), ("PUT", "/v1/admin/mode", "{}"),
    ("POST", "/v1/admin/reload", nil), ("GET", "/health/live", nil), ("GET", "/health/ready", nil),
    ("GET", "/openapi.json", nil), ("GET", "/v1/search", nil), ("POST", "/v1/label", "x"),
    ("GET", "/v1/items/0", nil), ("GET", "/v1/items/none", nil), ("GET", "/v1/items/0/history", nil),
    ("GET", "/v1/labels", nil), ("GET", "/v1/review", nil), ("GET", "/v1/review?state=closed", nil),
    ("POST", "/v1/items/0/manual", #"{"action":"reject","reason":"x"}"#),
    ("POST", "/v1/review/7/confirm", #"{"reason":"x"}"#),
    ("PUT", "/v1/claims/x", #"{"claim":\#(TestWorker.claims[0]),"reason":"x"}"#),
    ("POST", "/v1/claims/preview", #"{"claim":\#(TestWorker.claims[0])}"#), ("GET", "/v1/jobs", nil),
    ("POST", "/v1/jobs", #"{"kind":"relabel"}"#), ("GET", "/v1/jobs/9", nil), ("POST", "/v1/jobs/9/cancel", nil),
    ("PATCH", "/v1/claims/swans/status", #"{"status":"paused","reason":"x"}"#),
    ("DELETE", "/v1/admin/quarantine/x", nil),
  ]

  @Test(arguments: calls)
  func `real answers are as described`(_ call: (method: String, target: String, body: String?)) async throws {
    let worker = try await ClaimWritingTests.worker()
    _ = try await worker.label([TestWorker.rumor])
    let answer =
      if let body = call.body {
        await worker.send(call.method, call.target, body)
      } else {
        await worker.call(call.method, call.target, bytes: [])
      }
    try Described(try OpenAPITests.document()).check(answer, of: call.method, call.target)
  }
}

/// Holds answers against the description.
struct Described {
  private let document: [String: Any]

  init(_ document: [String: Any]) {
    self.document = document
  }

  func check(_ answer: Answer, of method: String, _ target: String) throws {
    let router = Router(RouteTable.all)
    let route = try router.find(method, target.prefix { $0 != "?" }).route
    let operation = try #require(
      (document["paths"] as? [String: [String: Any]])?[route.path]?[method.lowercased()] as? [String: Any])
    let response = try #require(
      (operation["responses"] as? [String: [String: Any]])?[String(answer.status)], "\(answer.status) isn't described")
    let type = try #require(answer.header("Content-Type"))
    let content = try #require((response["content"] as? [String: [String: Any]])?[type], "\(type)")
    let schema = try #require(content["schema"] as? [String: Any])
    let faults = SchemaCheck(document).faults(try answer.object, schema, at: "$")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))\n\(answer.text)")
  }
}

/// The part of JSON Schema that the description uses.
struct SchemaCheck {
  private let document: [String: Any]

  init(_ document: [String: Any]) {
    self.document = document
  }

  func faults(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any]
      guard let target = schemas?[name] as? [String: Any] else { return ["\(path): no schema \(name)"] }
      return faults(value, target, at: path)
    }
    if let options = schema["anyOf"] as? [[String: Any]] {
      let all = options.map { faults(value, $0, at: path) }
      return all.contains { $0.isEmpty } ? [] : all.min { $0.count < $1.count } ?? []
    }
    var result: [String] = []
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
      result.append("\(path): \(value) is none of \(words)")
    }
    if let constant = schema["const"], "\(constant)" != "\(value)" {
      result.append("\(path): \(value), not \(constant)")
    }
    switch schema["type"] as? String {
    case "object": result += object(value, schema, at: path)
    case "array":
      guard let values = value as? [Any] else { return ["\(path): no array"] }
      if let items = schema["items"] as? [String: Any] {
        result += values.enumerated().flatMap { faults($1, items, at: "\(path)[\($0)]") }
      }
    case "string": if !(value is String) { result.append("\(path): no string") }
    case "integer": if !(value is Int) { result.append("\(path): no integer") }
    case "number": if !(value is Double) && !(value is Int) { result.append("\(path): no number") }
    case "boolean": if !(value is Bool) { result.append("\(path): no boolean") }
    default: break
    }
    return result
  }

  private func object(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    guard let members = value as? [String: Any] else { return ["\(path): no object"] }
    let known = schema["properties"] as? [String: [String: Any]] ?? [:]
    var result = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }.map { "\(path): lacks \($0)" }
    for (name, member) in members {
      if let inner = known[name] {
        result += faults(member, inner, at: "\(path).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        result.append("\(path): \(name) isn't described")
      }
    }
    return result
  }
}

@Suite struct SchemaCheckTests {
  @Test func `the check finds what isn't as described`() {
    let check = SchemaCheck([:])
    let schema: [String: Any] = [
      "type": "object", "required": ["a"], "additionalProperties": false,
      "properties": [
        "a": ["type": "integer"], "b": ["enum": ["x"]], "c": ["anyOf": [["type": "string"], ["const": 1]]],
      ],
    ]
    #expect(check.faults(["a": 1, "b": "x", "c": 1] as [String: Any], schema, at: "$").isEmpty)
    for wrong in [[:], ["a": "1"], ["a": 1, "b": "y"], ["a": 1, "c": 2], ["a": 1, "d": 1]] as [[String: Any]] {
      #expect(check.faults(wrong, schema, at: "$").count == 1, "\(wrong)")
    }
  }
}
