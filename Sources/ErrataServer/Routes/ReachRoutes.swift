internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataReach
internal import ErrataStore

/// Bringing debunks to those who saw the rumor, and measuring it.
enum ReachRoutes {
  static let all = [
    Route(
      method: "POST", path: "/v1/exposures", name: "exposures",
      summary: "Report what was shown to whom: it is counted, and nobody's key is kept.", role: .labeler,
      body: .init(schema: "ExposureRequest"), answer: "ExposureAnswer", problems: [.noStore, .storeUnavailable]
    ) { try await $0.exposures($1) },
    Route(
      method: "POST", path: "/v1/reach/recommend", name: "recommend",
      summary: "Which debunks users are due who saw rumors, in which order; nothing of it is kept.", role: .reader,
      body: .init(schema: "RecommendRequest"), answer: "RecommendAnswer", problems: [.storeUnavailable]
    ) { try await $0.recommend($1) },
    Route(
      method: "GET", path: "/v1/reach/claims/{id}", name: "reach",
      summary: "How many of those who saw a rumor its debunk reached.", role: .reader,
      parameters: [.path("id", "The claim's id.")], answer: "ReachAnswer", problems: [.noStore, .storeUnavailable]
    ) { try await $0.reach($1) },
  ]
}

extension Service {
  private static let mostEvents = 10_000
  private static let mostViewers = 500
  private static let mostSeen = 1000

  private var holdout: Holdout { Holdout(share: settings.reachHoldout) }

  // MARK: Exposures.

  /// An exposure whose claim may be that of an item.
  private struct Event: Sendable {
    var exposure: Exposure
    var item: String?
  }

  /// `POST /v1/exposures`.
  func exposures(_ request: Request) async throws -> Answer {
    let now = request.now
    let events = try request.fields { fields in
      let values = fields.array("events")
      if values.isEmpty || values.count > Service.mostEvents {
        fields.fault("events", "bad-count", "has \(values.count) events, expected 1 to \(Service.mostEvents)")
      }
      return values.prefix(Service.mostEvents).enumerated().map { number, value in
        var inner = FieldReader(value, path: "events[\(number)]")
        let event = Service.event(&inner, now: now)
        for name in inner.unknownFields {
          inner.fault(String(name.drop { $0 != "." }.dropFirst()), "unknown-field", "isn't a field of an event")
        }
        fields.add(inner.faults)
        return event
      }
    }
    let (salt, holdout) = (try salt.value(at: now), holdout)
    let counts = try await desk.write { store in
      var tally = ReachTally()
      var unknown = 0
      for event in events {
        let claims = try event.item.map { try Service.claims(of: $0, in: store) } ?? [event.exposure.claim]
        if claims.isEmpty { unknown += 1 }
        for claim in claims {
          var exposure = event.exposure
          exposure.claim = claim
          tally.add(exposure, salt: salt.bytes, period: salt.period, holdout: holdout)
        }
      }
      try store.add(tally)
      return (counted: events.count - unknown, unknown: unknown)
    }
    return .json { writer in
      writer.member("counted", counts.counted)
      writer.member("unknown", counts.unknown)
    }
  }

  private static func event(_ fields: inout FieldReader, now: Timestamp) -> Event {
    let user = fields.requiredString("user") ?? ""
    let (claim, item) = (fields.string("claim"), fields.string("item"))
    let surface = fields.string("surface") ?? "feed"
    let kind = fields.requiredWord("kind", ExposureKind.self) ?? .rumorShown
    let (at, exposedAt) = (fields.requiredTime("at") ?? now, fields.time("exposedAt"))
    if (claim == nil) == (item == nil) { fields.fault("claim", "missing-field", "or item is needed, and only one") }
    if user.utf8.count > Exposure.longestUser {
      fields.fault("user", "too-long", "has \(user.utf8.count) bytes, expected at most \(Exposure.longestUser)")
    }
    if surface.isEmpty || surface.utf8.count > Exposure.longestSurface {
      fields.fault("surface", "bad-length", "has \(surface.utf8.count) bytes, expected 1 to \(Exposure.longestSurface)")
    }
    if at > now.advanced(bySeconds: 86_400) { fields.fault("at", "in-future", "is more than a day from now") }
    let exposure = Exposure(
      user: user, claim: claim ?? "", surface: surface, kind: kind, at: at, exposedAt: exposedAt)
    return Event(exposure: exposure, item: item)
  }

  /// The claims of the labels that an item has.
  private static func claims(of item: String, in store: DecisionStore) throws -> [String] {
    let labels = try store.latest(item)?.decision.labels ?? []
    return Set(labels.compactMap { $0.reason.evidence?.claim }).sorted()
  }

  // MARK: Recommendation.

  /// `POST /v1/reach/recommend`.
  func recommend(_ request: Request) async throws -> Answer {
    let viewers = try request.fields { fields in
      let values = fields.array("viewers")
      if values.isEmpty || values.count > Service.mostViewers {
        fields.fault("viewers", "bad-count", "has \(values.count) users, expected 1 to \(Service.mostViewers)")
      }
      return values.prefix(Service.mostViewers).enumerated().map { number, value in
        var inner = FieldReader(value, path: "viewers[\(number)]")
        let viewer = ViewerReader.viewer(&inner, most: Service.mostSeen)
        fields.add(inner.faults)
        return viewer
      }
    }
    let (serving, now) = (try request.engine(), request.now)
    var policy = ReachPolicy()
    policy.holdout = holdout
    let planner = ReachPlanner(policy: policy)
    let ids = Set(viewers.flatMap { $0.seen.map(\.claim) + $0.debunks.map(\.claim) })
    let histories = store == nil ? [:] : try await desk.read { try $0.claimHistories(ids) }
    let start = start
    return try await pool.run(.quick) { _ in
      var known: [String: ReachClaim] = [:]
      for id in ids { known[id] = ReachClaim(serving.engine.claim(id: id), histories[id], id: id, start: start) }
      return .json { writer in
        writer.member("results", viewers) { writer, viewer in
          writer.object { writer in
            writer.member("user", viewer.user)
            writer.member("due", planner.advice(for: viewer, now: now) { known[$0] }) { writer, advice in
              AdviceEncoder.encode(advice, serving.engine.claim(id: advice.claim), viewer.lang, into: &writer)
            }
          }
        }
        serving.encodeVersions(into: &writer)
      }
    }
  }

  // MARK: Report.

  /// `GET /v1/reach/claims/{id}`.
  func reach(_ request: Request) async throws -> Answer {
    let claim = request.text("id")
    let report = try await desk.read { try $0.reachTally(claim: claim).report(claim: claim) }
    guard !report.days.isEmpty else {
      throw Problem(.notFound, "No exposure to the claim \(claim.quotable) was reported.")
    }
    return .json { ReachReportEncoder.members(of: report, &$0) }
  }
}
