internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// Debunks to show above the results of a search: as JSON, as a card, and as an element that fetches the card.
enum PinRoutes {
  private static let parameters: [Parameter] = [
    .query("q", .text(longest: 4096), "The query, as it was typed.", required: true),
    .query("lang", .text(longest: 64), "The reader's language as a BCP 47 tag; reviews in it come first."),
    .query("limit", .integer(1...20), "Most pins (default 3)."),
    .query("at", .time, "The time at which expiry and reviews are measured (default: now)."),
  ]

  static let all = [
    Route(
      method: "GET", path: "/v1/pins", name: "pins",
      summary: "The debunks to show above the results of a search, or none.", role: .reader,
      parameters: parameters, answer: "PinsAnswer", problems: [.overloaded]
    ) { try await $0.pins($1) },
    Route(
      method: "GET", path: "/v1/pins.html", name: "pinsCard",
      summary: "The same as a card: a piece of HTML, or a whole page for a browser that opens it.", role: .reader,
      parameters: parameters, type: "text/html; charset=utf-8", problems: [.overloaded]
    ) { try await $0.pinsCard($1) },
    Route(
      method: "GET", path: "/v1/pins.js", name: "pinsElement",
      summary: "A script that defines the element <errata-pins query=\"…\">, which shows the card.", role: nil,
      type: "text/javascript; charset=utf-8", isAlwaysOpen: true
    ) { _, _ in PinElement.answer },
  ]
}

extension Service {
  /// `GET /v1/pins`.
  func pins(_ request: Request) async throws -> Answer {
    let serving = try request.engine()
    let words = AnswerWords(lang: request.values["lang"])
    let query = try pinQuery(request)
    return try await found(request, query, serving) { pins in
      .json { writer in
        writer.member("query", query)
        writer.member("lang", words.lang)
        writer.member("pins", pins) { PinAnswer.encode($1, words, into: &$0) }
        serving.encodeVersions(into: &writer)
      }
    }
  }

  /// `GET /v1/pins.html`.
  func pinsCard(_ request: Request) async throws -> Answer {
    let words = AnswerWords(lang: request.values["lang"])
    // A browser that opens the address says so (Fetch Metadata); then the piece gets a page around it.
    let isWhole = ["document", "iframe", "frame"].contains(request.headers["sec-fetch-dest"] ?? "")
    return try await found(request, try pinQuery(request), try request.engine()) { pins in
      PinCard(words: words).answer(pins, isWhole: isWhole)
    }
  }

  private func pinQuery(_ request: Request) throws -> String {
    let query = request.text("q")
    if let fault = Parameter.query("q", .text(longest: settings.limits.queryBytes), "").fault(in: query) {
      throw Problem(.badQuery, "The parameter q \(fault).", field: "q")
    }
    return query
  }

  private func found(
    _ request: Request, _ query: String, _ serving: ServingEngine, _ write: @escaping @Sendable ([Pin]) -> Answer
  ) async throws -> Answer {
    let now = request.time("at") ?? request.now
    let options = PinOptions(limit: request.integer("limit", default: 3), lang: request.values["lang"])
    return try await pool.run(.quick) { memory in
      write(serving.engine.pins(query, now: now, options: options, session: &memory.session))
    }
  }
}

/// Writes a pin for those who show it.
enum PinAnswer {
  static func encode(_ pin: Pin, _ words: AnswerWords, into writer: inout JSONWriter) {
    writer.object { writer in
      PinEncoder.members(of: pin, &writer)
      writer.member("verdictText", words.word(pin.verdict))
      writer.member("claimReview", pin.reviews) { ClaimReviewEncoder.encode($1, of: pin, into: &$0) }
    }
  }
}
