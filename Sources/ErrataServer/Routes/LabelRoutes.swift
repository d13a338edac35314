internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore
internal import Logging

/// Judging items.
enum LabelRoutes {
  static let all = [
    Route(
      method: "POST", path: "/v1/label", name: "label",
      summary: "Judge items: labels, weight and why, one decision an item, in the same order.", role: .labeler,
      parameters: [
        .query("explain", .word(Explain.allCases.map(\.rawValue)), "How much to tell about why: none, terms or full."),
        .idempotencyKey,
      ],
      body: .init(schema: "LabelRequest"), answer: "LabelAnswer",
      problems: [.tooManyItems, .overloaded, .noStore, .storeUnavailable, .keyReused]
    ) { try await $0.label($1) },
    Route(
      method: "POST", path: "/v1/match", name: "match",
      summary: "Show which claims items carry, with score, stance, spans and outcome; nothing is recorded.",
      role: .reader,
      parameters: [
        .query("top", .integer(1...100), "Most matches of an item (default 5)."),
        .query("minScore", .number(0...1), "Leave out matches below this score (default: the policy's review cut)."),
        .query("terms", .word(["true", "false"]), "Whether to tell what each score is made of."),
      ],
      body: .init(schema: "MatchRequest"), answer: "MatchAnswer", problems: [.tooManyItems, .overloaded]
    ) { try await $0.match($1) },
  ]
}

extension Parameter {
  /// The header by which a request may be sent twice and done once.
  static let idempotencyKey = Parameter.header(
    "Idempotency-Key",
    "A word of the caller's choice: the same request with the same key within a day gets the first answer again.")
}

extension Service {
  /// `POST /v1/label`.
  func label(_ request: Request) async throws -> Answer {
    let batch = try BatchRequest(request.body, limits: settings.limits)
    if batch.record == true, recorder == nil {
      throw Problem(
        .noStore, "The worker was started without a store; leave out record, or start it with --store FILE.")
    }
    let task = LabelTask(
      serving: try request.engine(), batch: batch, valves: valves, budgets: budgets, now: request.now,
      deadline: batch.deadline.map { request.arrival + .milliseconds($0) },
      explain: request.values["explain"].flatMap(Explain.init(rawValue:)) ?? .none,
      isRecording: batch.record ?? true && recorder != nil, manual: manual, itemLimit: settings.limits.itemBytes)
    let result = try await LabelRun(task: task, pool: pool).answer()
    metrics.note(result.tally)
    await alert(result.alerts)
    if let recorder, task.isRecording, task.valves.mode != .off {
      if result.undecidedFrom < batch.items.count { finishLater(task, from: result.undecidedFrom, recorder) }
      metrics.recorded.add(Double(try await recorder.record(result.records)))
      if result.records.contains(where: { !$0.decision.labels.isEmpty || $0.item.parent != nil }) {
        try await desk.read { [manual] _ in try manual?.refreshLabels() }
      }
    }
    return Answer(status: 200, type: "application/json", bytes: result.bytes)
  }

  /// Judges in the background what wasn't done in time, for the record.
  private func finishLater(_ task: LabelTask, from start: Int, _ recorder: Recorder) {
    let isTaken = pool.submit(.background, weight: task.batch.items.count - start) { [log] memory in
      let result = task.finish(from: start, &memory)
      if !recorder.recordLater(result.records) {
        log.warning("\(result.records.count) items that were late aren't recorded: too many decisions wait")
      }
    }
    if !isTaken { log.warning("\(task.batch.items.count - start) items that were late aren't judged: too many wait") }
  }

  /// `POST /v1/match`.
  func match(_ request: Request) async throws -> Answer {
    let batch = try BatchRequest(request.body, limits: settings.limits)
    guard batch.record == nil, batch.deadline == nil else {
      throw Problem(.badField, "The field record or deadlineMs isn't a field of this request; see /openapi.json.")
    }
    let serving = try request.engine()
    let task = MatchTask(
      serving: serving, batch: batch, now: request.now, top: request.integer("top", default: 5),
      least: request.number("minScore") ?? serving.engine.reviewCut, explains: request.values["terms"] == "true",
      itemLimit: settings.limits.itemBytes)
    let bytes = try await pool.run(.batch, weight: batch.items.count) { task.answer(&$0) }
    return Answer(status: 200, type: "application/json", bytes: bytes)
  }
}
