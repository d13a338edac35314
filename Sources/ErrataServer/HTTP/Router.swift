/// Finds the route of a method and path.
package struct Router: Sendable {
  /// All routes.
  package let routes: [Route]

  /// A router over routes.
  package init(_ routes: [Route]) {
    self.routes = routes
  }

  /// The route with the path's parameters.
  ///
  /// - Throws: `Problem`: `notFound`, or `methodNotAllowed` with the methods that the path takes.
  func find(_ method: String, _ path: Substring) throws(Problem) -> (route: Route, values: [String: String]) {
    let pieces = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    var allowed: [String] = []
    for route in routes {
      guard let values = Router.match(route.pieces, pieces) else { continue }
      if route.method == method || (method == "HEAD" && route.method == "GET") { return (route, values) }
      allowed.append(route.method)
    }
    guard allowed.isEmpty else {
      let list = Set(allowed).sorted().joined(separator: ", ")
      var problem = Problem(.methodNotAllowed, "\(method.quotable) isn't taken here, expected \(list).")
      problem.headers["Allow"] = list
      throw problem
    }
    throw Problem(.notFound, "There is no such path; /openapi.json lists all that there are.")
  }

  private static func match(_ pattern: [Substring], _ pieces: ArraySlice<Substring>) -> [String: String]? {
    guard pattern.count == pieces.count else { return nil }
    var values: [String: String] = [:]
    for (expected, piece) in zip(pattern, pieces) {
      if expected.first == "{" {
        guard let value = PercentCoding.decode(piece), !value.isEmpty else { return nil }
        values[String(expected.dropFirst().dropLast())] = value
      } else if expected != piece {
        return nil
      }
    }
    return values
  }
}

/// Checks the parameters of a request against its route.
enum QueryCheck {
  /// The values by name.
  ///
  /// - Throws: `Problem` for a parameter that is unknown, double, missing or wrong.
  static func values(
    _ query: Substring, path: [String: String], of route: Route
  ) throws(Problem) -> [String: String] {
    var values = path
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decode(parts[0], plusIsBlank: true),
        let value = PercentCoding.decode(parts.count > 1 ? parts[1] : "", plusIsBlank: true)
      else { throw Problem(.badQuery, "The query isn't well-formed: expected name=value pairs in UTF-8.") }
      guard route.parameters.contains(where: { $0.name == name && $0.place == .query }) else {
        throw Problem(.badQuery, "\(unknown(name, route))", field: name.quotable)
      }
      guard values.updateValue(value, forKey: name) == nil else {
        throw Problem(.badQuery, "The parameter \(name) stands twice, expected once.", field: name)
      }
    }
    for parameter in route.parameters where parameter.place != .header {
      guard let value = values[parameter.name] else {
        guard parameter.isRequired else { continue }
        throw Problem(
          .badQuery, "The parameter \(parameter.name) is missing: \(parameter.help)", field: parameter.name)
      }
      if let fault = parameter.fault(in: value) {
        throw Problem(.badQuery, "The parameter \(parameter.name) \(fault).", field: parameter.name)
      }
    }
    return values
  }

  private static func unknown(_ name: String, _ route: Route) -> String {
    let known = route.parameters.filter { $0.place == .query }.map(\.name)
    let expected = known.isEmpty ? "this path takes none" : "known here: \(known.joined(separator: ", "))"
    return "The parameter \(name.quotable) is unknown; \(expected)."
  }
}
