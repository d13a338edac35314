internal import Errata
internal import ErrataModel
internal import ErrataStore
internal import Foundation
internal import Logging

// From a call to its answer.
extension Service {
  /// Answers a call, whatever it is.
  package func answer(_ call: Call) async -> Answer {
    let arrival = ContinuousClock.now
    let id = Service.requestID(call)
    let serving = holder.current
    metrics.inFlight.add(1)
    var operation = "none"
    var answer: Answer
    do {
      let found = try router.find(call.method, call.path)
      operation = found.route.name
      answer = try await self.answer(call, found.route, path: found.values, id: id, arrival: arrival, serving)
    } catch {
      answer = problem(error, id: id).answer(requestID: id)
    }
    finish(&answer, call, id: id, serving)
    metrics.inFlight.add(-1)
    note(call, answer, operation: operation, id: id, duration: ContinuousClock.now - arrival)
    return answer
  }

  private func answer(
    _ call: Call, _ route: Route, path: [String: String], id: String, arrival: ContinuousClock.Instant,
    _ serving: ServingEngine?
  ) async throws -> Answer {
    let principal = try await admitted(call, route, arrival)
    let values = try QueryCheck.values(call.query, path: path, of: route)
    if isDraining, !route.isAlwaysOpen {
      throw Problem(.draining, "The worker is stopping. Send the request to another one.", retryAfter: 1)
    }
    if serving == nil, !route.isAlwaysOpen {
      throw Problem(.notReady, "No index is loaded yet. Try again, and look at /health/ready.", retryAfter: 1)
    }
    let body = try await body(of: call, route)
    let request = Request(
      id: id, route: route, target: call.target, principal: principal, values: values, headers: call.headers,
      body: body, now: clock.now(), arrival: arrival, serving: serving)
    return try await repeating(request) { try await route.handler(self, request) }
  }

  /// Who sends a call, if the role and the rate allow it.
  private func admitted(_ call: Call, _ route: Route, _ arrival: ContinuousClock.Instant) async throws -> Principal {
    guard let role = route.role, !(route.name == "metrics" && settings.openMetrics) else { return .local }
    let principal = try await access.principal(call)
    guard principal.role >= role else {
      throw Problem(
        .forbidden, "The key \(principal.name) has the role \(principal.role.rawValue), expected \(role.rawValue).")
    }
    let caller = settings.needsKeys ? principal.key ?? principal.name : call.peer
    if let seconds = rates.take(caller, at: arrival) {
      throw Problem(
        .tooManyRequests,
        "More than \(settings.limits.requestsPerSecond) requests a second. Slow down, or put more items in each.",
        retryAfter: seconds)
    }
    return principal
  }

  private func body(of call: Call, _ route: Route) async throws -> [UInt8] {
    guard let expected = route.body else { return [] }
    let type = call.headers["content-type"]?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    guard let type, expected.types.contains(type) else {
      let found = type.map { "Content-Type is \($0.quotable)" } ?? "Content-Type is missing"
      throw Problem(.unsupportedMediaType, "\(found), expected \(expected.types.joined(separator: " or ")).")
    }
    let limit = settings.limits.bodyBytes
    let coding = call.headers["content-encoding"]?.lowercased() ?? "identity"
    guard coding == "identity" || coding == "gzip" else {
      throw Problem(.unsupportedMediaType, "Content-Encoding is \(coding.quotable), expected gzip or none.")
    }
    let bytes = try await call.body(limit)
    guard coding == "gzip" else { return bytes }
    do {
      return try Gzip.inflate(bytes, limit: limit)
    } catch .tooLarge {
      throw Problem.tooLarge(limit + 1, limit: limit)
    } catch {
      throw Problem(.badBody, "The body isn't gzip, or its end is missing.")
    }
  }

  private func problem(_ error: any Error, id: String) -> Problem {
    switch error {
    case let problem as Problem: return problem
    case let error as StoreError:
      log.error("store: \(error)", metadata: ["request": "\(id)"])
      return Problem(error)
    default:
      log.error("request failed: \(error)", metadata: ["request": "\(id)"])
      return Problem(.failed, "The worker failed to answer; its log tells more under the request's id.")
    }
  }

  /// What every answer has: the request's id, the versions, and the coding that the caller takes.
  private func finish(_ answer: inout Answer, _ call: Call, id: String, _ serving: ServingEngine?) {
    answer.headers.append(("X-Request-Id", id))
    answer.headers.append(("Errata-Normalizer", Engine.normalizerVersion))
    if let serving {
      answer.headers.append(("Errata-Corpus", serving.engine.corpusRevision))
      answer.headers.append(("Errata-Policy", serving.engine.policyVersion))
    }
    guard case .bytes(let bytes) = answer.body else { return }
    if call.method == "HEAD" {
      answer.body = .bytes([])
    } else if bytes.count >= 1024, Service.takesGzip(call), let small = Gzip.deflate(bytes) {
      answer.body = .bytes(small)
      answer.headers.append(("Content-Encoding", "gzip"))
      answer.headers.append(("Vary", "Accept-Encoding"))
    }
  }

  private static func takesGzip(_ call: Call) -> Bool {
    guard let accepted = call.headers["accept-encoding"] else { return false }
    return accepted.split(separator: ",").contains { part in
      let pieces = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
      return pieces.first == "gzip" && !pieces.contains("q=0")
    }
  }

  private func note(_ call: Call, _ answer: Answer, operation: String, id: String, duration: Duration) {
    let seconds = duration / .seconds(1)
    metrics.requests.add(1, operation, String(answer.status))
    metrics.latency.observe([seconds], operation)
    // Being not ready is no failure, and is asked for again and again.
    let isError = answer.status >= 500 && operation != "ready"
    guard settings.requestLog == .all || (settings.requestLog == .errors && isError) else { return }
    log.info(
      "\(call.method) \(operation) \(answer.status)",
      metadata: ["request": "\(id)", "milliseconds": "\((seconds * 1e6).rounded() / 1000)", "peer": "\(call.peer)"])
  }

  /// The caller's own id where it is a plain word, else a fresh one.
  private static func requestID(_ call: Call) -> String {
    if let id = call.headers["x-request-id"], (1...64).contains(id.utf8.count),
      id.utf8.allSatisfy({
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || "-_.".utf8.contains($0)
      })
    {
      return id
    }
    let number = UInt64.random(in: .min ... .max)
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Problem {
  /// A failure of the store.
  init(_ error: StoreError) {
    switch error.kind {
    case .tooLarge, .refused: self.init(.badField, "The record refuses it: \(error.found). \(error.remedy).")
    case .missing: self.init(.notFound, "Not in the record: \(error.found). \(error.remedy).")
    case .conflict: self.init(.conflict, "Changed meanwhile: \(error.found). \(error.remedy).")
    default:
      self.init(
        .storeUnavailable, "The store can't be used: \(error.found). \(error.remedy).", retryAfter: 5)
    }
  }
}
