internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// The claims that serve.
enum ClaimRoutes {
  static let all = [
    Route(
      method: "GET", path: "/v1/claims", name: "claims",
      summary: "The claims, in the order of their ids, page by page.", role: .reader,
      parameters: [
        .query("after", .text(longest: 1024), "The last id of the page before."),
        .query("limit", .integer(1...1000), "Most claims of a page (default 100)."), .ifNoneMatch,
      ],
      answer: "ClaimPage"
    ) { try await $0.claims($1) },
    Route(
      method: "GET", path: "/v1/claims/{id}", name: "claim", summary: "One claim with its reviews.", role: .reader,
      parameters: [.path("id", "The claim's id."), .ifNoneMatch], answer: "ClaimAnswer", problems: [.notFound]
    ) { try await $0.claim($1) },
  ]
}

extension Service {
  /// `GET /v1/claims`.
  func claims(_ request: Request) async throws -> Answer {
    let serving = try request.engine()
    let (after, limit) = (request.values["after"], request.integer("limit", default: 100))
    let page = serving.claims(after: after, limit: limit + 1)
    return Answer.json { writer in
      writer.member("claims", Array(page.prefix(limit))) { ClaimEncoder.encode($1, into: &$0) }
      if page.count > limit { writer.member("next", page[limit - 1].id) }
      writer.member("corpusRevision", serving.engine.corpusRevision)
    }.tagged(request, serving.engine.corpusRevision)
  }

  /// `GET /v1/claims/{id}`.
  func claim(_ request: Request) async throws -> Answer {
    let serving = try request.engine()
    guard let claim = serving.claim(id: request.text("id")) else {
      throw Problem(.notFound, "There is no claim with this id in the corpus that serves.")
    }
    return Answer.json { writer in
      writer.key("claim")
      ClaimEncoder.encode(claim, into: &writer)
      writer.member("corpusRevision", serving.engine.corpusRevision)
    }.tagged(request, serving.engine.corpusRevision)
  }
}

extension ServingEngine {
  /// A claim of the corpus, published or not; of an index, published ones only.
  func claim(id: String) -> Claim? {
    guard let claims else { return engine.claim(id: id) }
    let place = ServingEngine.firstPlace(claims) { $0 >= id }
    return place < claims.count && claims[place].id == id ? claims[place] : nil
  }

  /// Claims in the order of their ids, from the first after an id.
  func claims(after id: String?, limit: Int) -> [Claim] {
    guard let claims else { return engine.claims(after: id, limit: limit) }
    let start = id.map { id in ServingEngine.firstPlace(claims) { $0 > id } } ?? 0
    return Array(claims[start...].prefix(limit))
  }

  private static func firstPlace(_ claims: [Claim], where isReached: (String) -> Bool) -> Int {
    var (low, high) = (0, claims.count)
    while low < high {
      let middle = (low + high) / 2
      if isReached(claims[middle].id) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
