internal import Errata
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// Health, metrics, and the description of all this.
enum HealthRoutes {
  static let all = [
    Route(
      method: "GET", path: "/health/live", name: "live", summary: "Whether the process answers.", answer: "Health",
      isAlwaysOpen: true
    ) { service, _ in Answer.json { $0.member("status", "live") } },
    Route(
      method: "GET", path: "/health/ready", name: "ready",
      summary: "Whether an index is loaded, fresh enough, and the worker isn't stopping: 200 or 503.",
      answer: "Readiness", isAlwaysOpen: true
    ) { service, request in service.ready(request) },
    Route(
      method: "GET", path: "/metrics", name: "metrics", summary: "Metrics in Prometheus's text format.",
      role: .reader, type: "text/plain; version=0.0.4; charset=utf-8", isAlwaysOpen: true
    ) { service, request in await service.metricsText(request) },
    Route(
      method: "GET", path: "/openapi.json", name: "openapi", summary: "This description.",
      parameters: [.ifNoneMatch], answer: "Description", isAlwaysOpen: true
    ) { service, request in
      Answer(type: "application/json", bytes: service.description).tagged(request)
    },
  ]
}

extension Service {
  /// `GET /health/ready`.
  func ready(_ request: Request) -> Answer {
    let serving = request.serving
    let reason = notReadyReason(serving, now: request.now)
    let failure = refusal
    let mode = valves.mode
    return .json(status: reason == nil ? 200 : 503) { writer in
      writer.member("status", reason == nil ? "ready" : "notReady")
      writer.member("reason", reason)
      writer.member("mode", mode.rawValue)
      writer.member("refused", failure)
      guard let serving else { return }
      writer.member("ageSeconds", max(0, request.now.seconds(since: serving.changedAt)).rounded())
      serving.encodeVersions(into: &writer)
    }
  }

  private func notReadyReason(_ serving: ServingEngine?, now: Timestamp) -> String? {
    if isDraining { return "the worker is stopping" }
    guard let serving else { return "no index is loaded yet" }
    let limit = Double(settings.staleHours) * 3600
    if limit > 0, now.seconds(since: serving.changedAt) > limit {
      return "the claims are older than health.staleHours (\(settings.staleHours)) allows"
    }
    return nil
  }

  /// `GET /metrics`.
  func metricsText(_ request: Request) async -> Answer {
    // A store that can't be read is no reason to tell nothing.
    try? await desk.read { [labelTimes, metrics] in labelTimes.note(in: metrics.timeToLabel, from: $0) }
    metrics.queueItems.set(Double(pool.depth))
    metrics.recordQueue.set(Double(recorder?.depth ?? 0))
    metrics.quarantined.set(Double(budgets.quarantined.count))
    metrics.uptime.set(request.now.seconds(since: start))
    if let certificates {
      metrics.certificateExpiry.set(certificates.expires.seconds(since: request.now))
    }
    if let serving = request.serving {
      metrics.claims.set(Double(serving.engine.claimCount))
      metrics.indexAge.set(max(0, request.now.seconds(since: serving.changedAt)))
      metrics.generation.set(Double(serving.generation))
      metrics.info.replace(
        1, serving.engine.corpusRevision, serving.engine.policyVersion, Engine.normalizerVersion,
        valves.mode.rawValue)
    }
    let text = (metrics.all + (libraries?.all ?? [])).map(\.text).joined()
    return Answer(type: request.route.type, bytes: Array(text.utf8))
  }
}
