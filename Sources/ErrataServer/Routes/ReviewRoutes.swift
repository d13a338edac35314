internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// The review queue: what people decide, which goes before what the engine decides.
enum ReviewRoutes {
  private static let problems: [ProblemKind] = [.notFound, .noStore, .keyReused, .conflict, .storeUnavailable]
  private static let number = Parameter(
    name: "number", place: .path, kind: .integer(1...Int(Int32.max)), isRequired: true, help: "The entry's number.")

  static let all = [
    Route(
      method: "GET", path: "/v1/review", name: "reviewQueue",
      summary: "The review queue, the most important first.", role: .curator,
      parameters: [
        .query("state", .word(ReviewEntry.State.allCases.map(\.rawValue)), "Which entries (default open)."),
        .query(
          "order", .word(ReviewOrder.allCases.map(\.rawValue)),
          "By the entries' priority (default), or by what the graph of items, authors and claims says of them."),
        .query("offset", .integer(0...Int(Int32.max)), "Entries to pass over (default 0)."),
        .query("limit", .integer(1...1000), "Most entries (default 100)."),
      ],
      answer: "ReviewPage", problems: [.noStore, .storeUnavailable]
    ) { try await $0.reviewQueue($1) },
    Route(
      method: "POST", path: "/v1/review/{number}/confirm", name: "confirmReview",
      summary: "The item asserts the claim: it gets the label.", role: .curator,
      parameters: [number, .idempotencyKey], body: .init(schema: "ReviewDecision"), answer: "ManualAnswer",
      problems: problems, isWrite: true
    ) { try await $0.closeReview($1, .confirm) },
    Route(
      method: "POST", path: "/v1/review/{number}/reject", name: "rejectReview",
      summary: "The item doesn't assert the claim: labels from matches with it go, and don't come back.",
      role: .curator, parameters: [number, .idempotencyKey], body: .init(schema: "ReviewDecision"),
      answer: "ManualAnswer", problems: problems, isWrite: true
    ) { try await $0.closeReview($1, .reject) },
    Route(
      method: "POST", path: "/v1/items/{id}/manual", name: "decideManually",
      summary: "Confirm, reject, or withdraw an earlier decision on an item, without an entry in the queue.",
      role: .curator, parameters: [.path("id", "The item's id."), .idempotencyKey],
      body: .init(schema: "ManualRequest"), answer: "ManualAnswer", problems: problems, isWrite: true
    ) { try await $0.decideManually($1) },
  ]
}

extension Service {
  /// `GET /v1/review`.
  func reviewQueue(_ request: Request) async throws -> Answer {
    let state = request.values["state"].flatMap(ReviewEntry.State.init(rawValue:)) ?? .open
    let (offset, limit) = (request.integer("offset", default: 0), request.integer("limit", default: 100))
    let isByGraph = request.values["order"] == ReviewOrder.graph.rawValue
    let now = request.now
    let (entries, count) = try await desk.read { store in
      let entries =
        isByGraph
        ? try store.reviewsByGraph(state, now: now, offset: offset, limit: limit)
        : try store.reviews(state, offset: offset, limit: limit)
      return (entries, try store.reviewCount(state))
    }
    return .json { writer in
      writer.member("entries", entries) { $1.encode(into: &$0) }
      writer.member("count", count)
    }
  }

  /// What a request tells of a manual decision.
  private struct Terms: Sendable {
    var action: ManualDecision.Action?
    var claim: String?
    var label: LabelValue?
    var cap: Double?
    var reason: String
    var expires: Timestamp?

    init(_ fields: inout FieldReader) {
      label = fields.word("label", LabelValue.self)
      cap = fields.number("cap")
      reason = fields.requiredString("reason") ?? ""
      expires = fields.time("expires")
      if let cap, !(0...1).contains(cap) { fields.fault("cap", "bad-number", "is \(cap), expected 0 to 1") }
    }
  }

  /// `POST /v1/review/{number}/confirm` and `reject`.
  func closeReview(_ request: Request, _ action: ManualDecision.Action) async throws -> Answer {
    let terms = try request.fields { Terms(&$0) }
    let (number, author, now) = (request.integer("number", default: 0), request.principal.name, request.now)
    let events = try await desk.write { store in
      try store.closeReview(
        number, action, label: terms.label, cap: terms.cap, author: author, reason: terms.reason, now: now,
        expires: terms.expires)
    }
    return try await manualAnswer(events)
  }

  /// `POST /v1/items/{id}/manual`.
  func decideManually(_ request: Request) async throws -> Answer {
    let terms = try request.fields { fields in
      var terms = Terms(&fields)
      terms.action = fields.requiredWord("action", ManualDecision.Action.self)
      terms.claim = fields.string("claim")
      return terms
    }
    let decision = ManualDecision(
      item: request.text("id"), claim: terms.claim, action: terms.action ?? .reject, label: terms.label,
      cap: terms.cap, author: request.principal.name, reason: terms.reason, at: request.now, expires: terms.expires)
    return try await manualAnswer(try await desk.write { try $0.decide(decision) })
  }

  /// The answer to a decision, which counts for what is served from now on.
  private func manualAnswer(_ events: [LabelEvent]) async throws -> Answer {
    try await desk.read { [manual] _ in try manual?.refresh() }
    return .json { writer in writer.member("events", events) { $1.encode(into: &$0) } }
  }
}
