internal import ErrataDigest
internal import ErrataModel
internal import ErrataStore
internal import Synchronization

/// Requests with an idempotency key that are being answered.
final class RequestsUnderway: Sendable {
  private let keys = Mutex<Set<String>>([])

  func begin(_ key: String) -> Bool { keys.withLock { $0.insert(key).inserted } }

  func end(_ key: String) { _ = keys.withLock { $0.remove(key) } }
}

// Requests that change something: they are audited, and may be sent twice and done once.
extension Service {
  /// How long an answer is kept for the same request.
  static let answersKeptSeconds = 86_400.0

  /// Answers a request; one that was answered before under the same idempotency key gets the same answer again.
  func repeating(_ request: Request, _ body: () async throws -> Answer) async throws -> Answer {
    guard request.route.parameters.contains(where: { $0.name == Parameter.idempotencyKey.name }),
      let key = request.headers["idempotency-key"], store != nil
    else { return try await audited(request, body) }
    guard (1...255).contains(key.utf8.count) else {
      throw Problem(
        .badQuery, "The header Idempotency-Key has \(key.utf8.count) bytes, expected 1 to 255.",
        field: "Idempotency-Key")
    }
    let mark = RepeatMark(
      owner: request.principal.key ?? request.principal.name, key: key,
      route: "\(request.route.method) \(request.target)", request: ContentDigest.bytes(of: request.body))
    guard underway.begin(mark.name) else {
      throw Problem(.conflict, "The same request is being answered. Send it again for its answer.", retryAfter: 1)
    }
    defer { underway.end(mark.name) }
    let now = request.now
    let known = try await desk.read {
      try $0.answer(owner: mark.owner, key: mark.key, route: mark.route, request: mark.request, now: now)
    }
    switch known {
    case .known(let kept): return kept.answer
    case .conflict:
      throw Problem(.keyReused, "The Idempotency-Key was used for another body. Take a fresh key for each request.")
    case .new: break
    }
    let answer = try await audited(request, body)
    let kept = KeptAnswer(status: answer.status, body: answer.bytes)
    _ = try await desk.write {
      try $0.keepAnswer(
        kept, owner: mark.owner, key: mark.key, route: mark.route, request: mark.request,
        expires: now.advanced(bySeconds: Service.answersKeptSeconds), now: now)
    }
    return answer
  }

  /// Answers a request, and records it when it was to change something: also when that was refused for another reason
  /// than a mistake in the request.
  private func audited(_ request: Request, _ body: () async throws -> Answer) async throws -> Answer {
    guard request.route.isWrite else { return try await body() }
    do {
      let answer = try await body()
      try await audit(request, outcome: "\(answer.status)")
      return answer
    } catch let problem as Problem where problem.kind.status != 400 && problem.kind.status < 500 {
      try await audit(request, outcome: "\(problem.kind.status) \(problem.kind.rawValue)")
      throw problem
    }
  }
}

/// What makes a request the same as another.
private struct RepeatMark: Sendable {
  var owner: String
  var key: String
  var route: String
  var request: [UInt8]

  var name: String { "\(owner)\n\(key)\n\(route)" }
}

extension KeptAnswer {
  fileprivate var answer: Answer {
    var answer = Answer(status: status, type: "application/json", bytes: body)
    answer.headers.append(("Idempotency-Replayed", "true"))
    return answer
  }
}

extension ContentDigest {
  /// The SHA-256 of some bytes.
  fileprivate static func bytes(of bytes: [UInt8]) -> [UInt8] {
    var digest = ContentDigest()
    digest.update(bytes)
    return digest.bytes
  }
}
