internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore
internal import Synchronization

/// Label events: what became of which item's labels, with gapless numbers.
enum LabelStream {
  static let all = [
    Route(
      method: "GET", path: "/v1/labels", name: "labels",
      summary: "Label events in order, negations included, page by page.", role: .reader,
      parameters: [
        .query("item", .text(longest: 1024), "Only events of this item."),
        .query("after", .integer(0...Int(Int32.max)), "The sequence of the last event of the page before (default 0)."),
        .query("limit", .integer(1...1000), "Most events of a page (default 100)."),
      ],
      answer: "LabelPage", problems: [.noStore, .storeUnavailable]
    ) { try await $0.labels($1) },
    Route(
      method: "GET", path: "/v1/labels/stream", name: "labelStream",
      summary: "Label events as they come, as server-sent events; resumed after a sequence.", role: .reader,
      parameters: [
        .query("after", .integer(0...Int(Int32.max)), "The sequence of the last event that was had (default 0)."),
        .header("Last-Event-ID", "The same, as browsers send it; it goes before the parameter."),
      ],
      type: "text/event-stream", problems: [.noStore, .storeUnavailable, .overloaded]
    ) { try await $0.labelStream($1) },
  ]
}

extension Service {
  /// `GET /v1/labels`.
  func labels(_ request: Request) async throws -> Answer {
    let (after, limit) = (request.integer("after", default: 0), request.integer("limit", default: 100))
    let item = request.values["item"]
    let (events, last) = try await desk.read { store in
      (try store.labelEvents(after: after, item: item, limit: limit), try store.lastLabelSequence)
    }
    return .json { writer in
      writer.member("events", events) { $1.encode(into: &$0) }
      writer.member("next", events.last?.sequence ?? after)
      writer.member("last", last)
    }
  }

  /// Most streams at a time.
  private static let streamLimit = 64
  /// Events read at a time.
  private static let streamPage = 500
  /// Between looks for new events, and between signs of life.
  private static let (streamPause, streamBeat) = (Duration.milliseconds(100), Duration.seconds(15))

  /// `GET /v1/labels/stream`.
  func labelStream(_ request: Request) async throws -> Answer {
    guard store != nil else {
      throw Problem(.noStore, "The worker was started without a store; start it with --store FILE.")
    }
    var after = request.integer("after", default: 0)
    if let text = request.headers["last-event-id"] {
      guard let last = Int(text), (0...Int(Int32.max)).contains(last) else {
        throw Problem(.badQuery, "The header Last-Event-ID isn't a sequence.", field: "Last-Event-ID")
      }
      after = last
    }
    guard streams.add(1, ordering: .relaxed).newValue <= Service.streamLimit else {
      streams.subtract(1, ordering: .relaxed)
      throw Problem(.overloaded, "There are \(Service.streamLimit) streams already. Close one.", retryAfter: 10)
    }
    let start = after
    return Answer(type: "text/event-stream") { [self] sink in
      defer { streams.subtract(1, ordering: .relaxed) }
      try await stream(after: start, into: &sink)
    }
  }

  private func stream(after start: Int, into sink: inout any AnswerSink) async throws {
    var (after, told) = (start, ContinuousClock.now)
    try await sink.write(Array("retry: 1000\n\n".utf8))
    while !isDraining {
      let from = after
      let events = try await desk.read { try $0.labelEvents(after: from, limit: Service.streamPage) }
      if !events.isEmpty {
        try await sink.write(Service.serverSent(events))
        after = events[events.count - 1].sequence
        told = .now
        continue
      }
      if ContinuousClock.now - told > Service.streamBeat {
        try await sink.write(Array(": alive\n\n".utf8))
        told = .now
      }
      try await Task.sleep(for: Service.streamPause)
    }
  }

  /// Events in the form of server-sent events.
  static func serverSent(_ events: [LabelEvent]) -> [UInt8] {
    var bytes: [UInt8] = []
    for event in events {
      var writer = JSONWriter()
      event.encode(into: &writer)
      bytes += Array("id: \(event.sequence)\nevent: label\ndata: ".utf8) + writer.bytes + Array("\n\n".utf8)
    }
    return bytes
  }
}
