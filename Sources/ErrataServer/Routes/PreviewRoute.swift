internal import Errata
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// What a claim would hit, before it is live.
enum PreviewRoute {
  static let all = [
    Route(
      method: "POST", path: "/v1/claims/preview", name: "previewClaim",
      summary: "Match a claim that isn't live with the items that were recorded last.", role: .curator,
      parameters: [
        .query("scan", .integer(1...1_000_000), "Most items to look at, the newest (default 10000)."),
        .query("examples", .integer(0...100), "Most hits to list (default 20)."),
      ],
      body: .init(schema: "PreviewRequest"), answer: "Preview", problems: [.noStore, .storeUnavailable, .overloaded]
    ) { try await $0.previewClaim($1) }
  ]
}

extension Service {
  /// `POST /v1/claims/preview`. One at a time, since it reads much.
  func previewClaim(_ request: Request) async throws -> Answer {
    let value = try request.fields { fields -> JSONValue in
      let value = fields.value("claim")
      if value == nil { fields.fault("claim", "missing-field", "is missing, expected a claim") }
      return value ?? .null
    }
    let decoded = ClaimDecoder.decode(value)
    if var fault = decoded.faults.first {
      fault.field = fault.field.isEmpty ? "claim" : "claim.\(fault.field)"
      throw Problem(fault)
    }
    let serving = try request.engine()
    let preview = ClaimPreview(
      claim: decoded.claim, policyOf: serving, now: request.now, scan: request.integer("scan", default: 10_000),
      examples: request.integer("examples", default: 20))
    guard underway.begin("preview") else {
      throw Problem(.overloaded, "Another preview is being made. Try again when it is done.", retryAfter: 5)
    }
    defer { underway.end("preview") }
    return try await desk.read { try preview.answer($0) }
  }
}

/// Matches one claim with recorded items.
struct ClaimPreview: Sendable {
  private struct Hit {
    var item: Item
    var match: Match
  }

  var claim: Claim
  var policyOf: ServingEngine
  var now: Timestamp
  var scan: Int
  var examples: Int

  /// Items read at a time.
  private static let page = 500

  /// Matches, and tells how many items would be labelled, queued or suppressed, with the best of them.
  func answer(_ store: DecisionStore) throws -> Answer {
    var live = claim
    live.status = .published
    let index = try IndexReader(bytes: IndexCompiler.compile([live], revision: String(repeating: "0", count: 64)))
    let engine = try Engine(index: index, policy: policyOf.engine.policy)
    let total = try store.counts.items
    var (after, scanned, hits): (Int, Int, [Hit]) = (max(0, total - scan), 0, [])
    var outcomes: [Outcome: Int] = [:]
    var session = Engine.Session()
    while true {
      let page = try store.standing(afterItem: after, limit: ClaimPreview.page)
      guard let last = page.last else { break }
      after = last.number
      scanned += page.count
      for (_, recorded) in page {
        let found = engine.match(
          recorded.item, now: now, top: 1, minimumScore: engine.reviewCut, session: &session)
        guard let match = found.first else { continue }
        outcomes[match.outcome, default: 0] += 1
        hits.append(Hit(item: recorded.item, match: match))
      }
      if hits.count > 4 * (examples + 100) { hits = best(hits) }
    }
    return write(best(hits), outcomes, scanned: scanned, total: total)
  }

  private func best(_ hits: [Hit]) -> [Hit] {
    Array(hits.sorted { $0.match.score > $1.match.score }.prefix(examples))
  }

  private func write(_ hits: [Hit], _ outcomes: [Outcome: Int], scanned: Int, total: Int) -> Answer {
    .json { writer in
      writer.member("scanned", scanned)
      writer.member("items", total)
      writer.key("hits")
      writer.object { writer in
        for outcome in Outcome.allCases { writer.member(outcome.rawValue, outcomes[outcome] ?? 0) }
      }
      writer.member("examples", hits) { writer, hit in
        writer.object { writer in
          writer.member("id", hit.item.id)
          writer.member("text", String(hit.item.content.source.unicodeScalars.prefix(280).map(Character.init)))
          writer.key("match")
          MatchEncoder.encode(hit.match, into: &writer)
        }
      }
      writer.member("policyVersion", policyOf.engine.policyVersion)
    }
  }
}
