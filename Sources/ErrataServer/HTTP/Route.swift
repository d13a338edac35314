package import ErrataStore

/// A route: method, path, who may use it, what it takes and answers, and what it does. The server, its description and
/// its tests all come from this one table.
package struct Route: Sendable {
  /// A body that a route takes.
  package struct Body: Sendable {
    /// The name of its schema in the description.
    package var schema: String
    /// The media types that it may have; the first is the usual one.
    package var types: [String] = ["application/json"]
  }

  /// What a handler is given to answer.
  typealias Handler = @Sendable (Service, Request) async throws -> Answer

  /// The method, in capitals.
  package var method: String
  /// The path, with names in braces for the parts that vary.
  package var path: String
  /// The operation's name in the description.
  package var name: String
  /// What it does, in a sentence.
  package var summary: String
  /// The role that it needs; `nil` where no key is needed.
  package var role: KeyRole?
  /// Query, path and header parameters.
  package var parameters: [Parameter] = []
  /// The body it takes.
  package var body: Body?
  /// The schema of its answer with status 200; `nil` for answers that aren't JSON.
  package var answer: String?
  /// The media type of its answer with status 200.
  package var type = "application/json"
  /// The problems that it may answer, besides those that every route may.
  package var problems: [ProblemKind] = []
  /// Whether it works before an index is loaded, and while the worker stops.
  var isAlwaysOpen = false
  /// Whether it changes something, so that it is audited and may have an idempotency key.
  package var isWrite = false
  /// What it does.
  var handler: Handler

  /// The pieces of the path.
  var pieces: [Substring] { path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0 } }

  /// The problems that the route may answer, in the order of their statuses.
  package var allProblems: [ProblemKind] {
    var kinds: Set<ProblemKind> = [.failed, .draining]
    kinds.formUnion(problems)
    if parameters.contains(where: { $0.place != .header }) { kinds.insert(.badQuery) }
    if role != nil { kinds.formUnion([.unauthorized, .forbidden, .tooManyRequests]) }
    if !isAlwaysOpen { kinds.insert(.notReady) }
    if body != nil {
      kinds.formUnion([
        .badJSON, .badField, .badBody, .bodyTooLarge, .unsupportedMediaType, .requestTimeout,
      ])
    }
    if parameters.isEmpty { kinds.insert(.badQuery) }
    // A name in the path that can't be read, or is empty, leads nowhere.
    if path.contains("{") { kinds.insert(.notFound) }
    return ProblemKind.allCases.filter(kinds.contains)
  }
}
