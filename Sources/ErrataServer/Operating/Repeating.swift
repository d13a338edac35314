// Requests that may be sent twice.
extension Service {
  /// Answers a request.
  func repeating(_ request: Request, _ body: () async throws -> Answer) async throws -> Answer {
    try await body()
  }
}
