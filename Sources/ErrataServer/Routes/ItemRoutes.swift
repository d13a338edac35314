internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore

/// What the record tells of items.
enum ItemRoutes {
  static let all = [
    Route(
      method: "GET", path: "/v1/items/{id}", name: "item",
      summary: "The recorded decision on an item that stands now, or stood at a time.", role: .reader,
      parameters: [
        .path("id", "The item's id."), .query("at", .time, "The time; now when left out."), .ifNoneMatch,
      ],
      answer: "RecordedDecision", problems: [.notFound, .noStore, .storeUnavailable]
    ) { try await $0.item($1) },
    Route(
      method: "GET", path: "/v1/items/{id}/history", name: "itemHistory",
      summary: "All recorded decisions on an item, oldest first.", role: .reader,
      parameters: [
        .path("id", "The item's id."), .query("limit", .integer(1...1000), "Most decisions, the newest (default 100)."),
      ],
      answer: "History", problems: [.notFound, .noStore, .storeUnavailable]
    ) { try await $0.itemHistory($1) },
  ]
}

extension Parameter {
  /// The header by which an unchanged answer need not be sent again.
  static let ifNoneMatch = Parameter.header("If-None-Match", "An ETag: the answer is 304 as long as it is the same.")
}

extension Service {
  /// `GET /v1/items/{id}`.
  func item(_ request: Request) async throws -> Answer {
    let (id, time) = (request.text("id"), request.time("at"))
    let (serving, now) = (try request.engine(), time ?? request.now)
    let (found, manual, inherited, receipts) = try await desk.read { store in
      (
        try store.latest(id, at: time), try store.standingManual(id, at: now),
        try time.map { try store.inherited(by: id, at: $0) } ?? store.inherited(by: id),
        try store.receipts(item: id, limit: 20).filter { $0.at <= now }
      )
    }
    guard let found else { throw Problem.unknownItem }
    return Answer.json { writer in
      Service.encode(found, into: &writer)
      if found.seal == nil, !manual.isEmpty || !inherited.isEmpty {
        writer.key("standing")
        DecisionEncoder.encode(
          Overlay.apply(manual, inherited, to: found.decision, policy: serving.engine.policy, now: now), into: &writer)
      }
      if !receipts.isEmpty { writer.member("receipts", receipts) { $1.encode(into: &$0) } }
    }.tagged(request)
  }

  /// `GET /v1/items/{id}/history`.
  func itemHistory(_ request: Request) async throws -> Answer {
    let (id, limit) = (request.text("id"), request.integer("limit", default: 100))
    let found = try await desk.read { try $0.history(id) }
    guard !found.isEmpty else { throw Problem.unknownItem }
    return .json { writer in
      writer.member("id", id)
      writer.member("decisions", Array(found.suffix(limit))) { writer, one in
        writer.object { Service.encode(one, into: &$0) }
      }
    }
  }

  private static func encode(_ recorded: RecordedDecision, into writer: inout JSONWriter) {
    writer.member("sequence", recorded.sequence)
    writer.member("revision", recorded.revision)
    if recorded.isErased { writer.member("erased", true) }
    recorded.seal?.encode(recorded.decision, into: &writer)
    writer.key("item")
    ItemEncoder.encode(recorded.item, into: &writer)
    writer.key("decision")
    DecisionEncoder.encode(recorded.decision, into: &writer)
  }
}

extension Problem {
  fileprivate static let unknownItem = Problem(.notFound, "The record has no decision on this item at that time.")
}
