internal import ErrataJSON
internal import ErrataStore

/// The description of the service in OpenAPI 3.1, made from the routes, so that it can't tell anything else than they
/// do.
package enum OpenAPI {
  /// The document's bytes.
  package static func document(_ routes: [Route], limits: ServeSettings.Limits) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("openapi", "3.1.0")
      writer.key("info")
      writer.object { writer in
        writer.member("title", "Errata")
        writer.member("version", "1")
        writer.member(
          "description",
          "Finds known rumors in content and says so with evidence. Every answer has the versions it "
            + "rests on in the headers Errata-Corpus, Errata-Policy and Errata-Normalizer.")
        writer.key("license")
        writer.object { writer in
          writer.member("name", "Apache-2.0")
          writer.member("identifier", "Apache-2.0")
        }
      }
      writer.key("paths")
      writer.object { writer in paths(routes, into: &writer) }
      writer.key("components")
      writer.object { writer in components(limits, into: &writer) }
    }
    return writer.bytes
  }

  private static func paths(_ routes: [Route], into writer: inout JSONWriter) {
    var seen: Set<String> = []
    for path in routes.map(\.path) where seen.insert(path).inserted {
      writer.key(path)
      writer.object { writer in
        for route in routes where route.path == path {
          writer.key(route.method.lowercased())
          writer.object { operation(route, into: &$0) }
        }
      }
    }
  }

  private static func operation(_ route: Route, into writer: inout JSONWriter) {
    writer.member("operationId", route.name)
    writer.member("summary", route.summary)
    if let role = route.role {
      writer.member("description", "Needs a key with the role \(role.rawValue), or a more powerful one.")
      writer.key("security")
      writer.array { writer in
        writer.object { $0.member("key", [String]()) { $0.string($1) } }
        writer.object { _ in }
      }
    }
    if !route.parameters.isEmpty {
      writer.member("parameters", route.parameters) { writer, one in
        writer.object { parameter(one, into: &$0) }
      }
    }
    if let body = route.body {
      writer.key("requestBody")
      writer.object { writer in
        writer.member("required", true)
        writer.key("content")
        writer.object { writer in
          for type in body.types { content(type, body.schema, into: &writer) }
        }
      }
    }
    writer.key("responses")
    writer.object { responses(route, into: &$0) }
  }

  private static func parameter(_ parameter: Parameter, into writer: inout JSONWriter) {
    writer.member("name", parameter.name)
    writer.member("in", parameter.place.rawValue)
    writer.member("description", parameter.help)
    writer.member("required", parameter.isRequired)
    writer.key("schema")
    writer.object { writer in
      switch parameter.kind {
      case .text(let longest):
        writer.member("type", "string")
        if parameter.isRequired { writer.member("minLength", 1) }
        writer.member("maxLength", longest)
      case .integer(let range):
        writer.member("type", "integer")
        writer.member("minimum", range.lowerBound)
        writer.member("maximum", range.upperBound)
      case .number(let range):
        writer.member("type", "number")
        writer.member("minimum", range.lowerBound)
        writer.member("maximum", range.upperBound)
      case .word(let words):
        writer.member("type", "string")
        writer.member("enum", words) { $0.string($1) }
      case .time:
        writer.member("type", "string")
        writer.member("format", "date-time")
      }
    }
  }

  private static func responses(_ route: Route, into writer: inout JSONWriter) {
    response(200, "What was asked for.", route.type, route.answer, into: &writer)
    if route.parameters.contains(where: { $0.name == "If-None-Match" }) {
      response(304, "Unchanged.", nil, nil, into: &writer)
    }
    let problems = route.allProblems
    for status in Set(problems.map(\.status)).sorted() {
      let titles = problems.filter { $0.status == status }.map { "\($0.rawValue): \($0.title)." }
      if status == 503, route.name == "ready" {
        response(503, "Not ready.", "application/json", "Readiness", into: &writer)
      } else {
        response(status, titles.joined(separator: " "), "application/problem+json", "Problem", into: &writer)
      }
    }
  }

  private static func response(
    _ status: Int, _ text: String, _ type: String?, _ schema: String?, into writer: inout JSONWriter
  ) {
    writer.key(String(status))
    writer.object { writer in
      writer.member("description", text)
      guard let type else { return }
      writer.key("content")
      writer.object { content(type, schema, into: &$0) }
    }
  }

  private static func content(_ type: String, _ schema: String?, into writer: inout JSONWriter) {
    writer.key(String(type.prefix { $0 != ";" }))
    writer.object { writer in
      writer.key("schema")
      writer.object { writer in
        if let schema {
          writer.member("$ref", "#/components/schemas/\(schema)")
        } else {
          writer.member("type", "string")
        }
      }
    }
  }

  private static func components(_ limits: ServeSettings.Limits, into writer: inout JSONWriter) {
    writer.key("securitySchemes")
    writer.object { writer in
      writer.key("key")
      writer.object { writer in
        writer.member("type", "http")
        writer.member("scheme", "bearer")
        writer.member("description", "A key made by `errata keys create`. On loopback none is needed unless turned on.")
      }
    }
    writer.key("schemas")
    writer.object { writer in
      for (name, text) in Schemas.all(items: limits.items) {
        writer.key(name)
        writer.value((try? JSONParser.parse(Array(text.utf8))) ?? .null)
      }
    }
  }
}
