internal import ErrataJSON

/// What is wrong with a request, as its answer tells it (RFC 9457): what was found, what was expected, what to do.
package struct Problem: Error, Hashable, Sendable {
  /// The kind of problem.
  package var kind: ProblemKind
  /// What was found, what was expected, and what to do.
  package var detail: String
  /// The path of the field or the name of the parameter.
  package var field: String?
  /// Seconds after which to try again.
  package var retryAfter: Int?
  /// Further headers of the answer.
  package var headers: [String: String] = [:]

  /// Makes a problem.
  package init(_ kind: ProblemKind, _ detail: String, field: String? = nil, retryAfter: Int? = nil) {
    self.kind = kind
    self.detail = detail
    self.field = field
    self.retryAfter = retryAfter
  }

  /// The answer that tells it.
  func answer(requestID: String) -> Answer {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", kind.type)
      writer.member("title", kind.title)
      writer.member("status", kind.status)
      writer.member("detail", detail)
      writer.member("field", field)
      writer.member("requestId", requestID)
    }
    var answer = Answer(status: kind.status, type: "application/problem+json", bytes: writer.bytes)
    if let retryAfter { answer.headers.append(("Retry-After", String(retryAfter))) }
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) { answer.headers.append((name, value)) }
    // What follows in the body was not read, so the connection can't be used again.
    if kind == .bodyTooLarge || kind == .requestTimeout { answer.headers.append(("Connection", "close")) }
    return answer
  }
}

extension String {
  /// The text for a message: a long one is cut, since a message may quote what a hostile request holds.
  var quotable: String {
    guard unicodeScalars.count > 120 else { return self }
    var result = String.UnicodeScalarView(unicodeScalars.prefix(119))
    result.append("…")
    return String(result)
  }
}
