internal import Errata
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore
internal import ErrataText

/// Texts that are no items: queries, pairs, wordings.
enum TextRoutes {
  static let all = [
    Route(
      method: "GET", path: "/v1/search", name: "search",
      summary: "Rank the claims for a query, without cuts, best first.", role: .reader,
      parameters: [
        .query("q", .text(longest: 4096), "The query.", required: true),
        .query("top", .integer(1...100), "Most claims to list (default 10)."),
        .query("terms", .word(["true", "false"]), "Whether to tell what each score is made of."),
      ],
      answer: "SearchAnswer", problems: [.overloaded]
    ) { try await $0.search($1) },
    Route(
      method: "POST", path: "/v1/compare", name: "compare",
      summary: "Judge a text as if another one were the only claim: why they match, or not.", role: .reader,
      body: .init(schema: "CompareRequest"), answer: "CompareAnswer", problems: [.overloaded]
    ) { try await $0.compare($1) },
    Route(
      method: "POST", path: "/v1/normalize", name: "normalize",
      summary: "Show how a text looks to the matcher, and what each step did.", role: .reader,
      body: .init(schema: "NormalizeRequest"), answer: "NormalizeAnswer", problems: [.overloaded]
    ) { try await $0.normalize($1) },
  ]
}

extension Service {
  /// `GET /v1/search`.
  func search(_ request: Request) async throws -> Answer {
    let (query, top) = (request.text("q"), request.integer("top", default: 10))
    if let fault = Parameter.query("q", .text(longest: settings.limits.queryBytes), "").fault(in: query) {
      throw Problem(.badQuery, "The parameter q \(fault).", field: "q")
    }
    let (serving, explains) = (try request.engine(), request.values["terms"] == "true")
    return try await pool.run(.quick) { memory in
      let found = serving.engine.search(query, top: top, session: &memory.session)
      return .json { writer in
        writer.member("results", found) { writer, found in
          SearchEncoder.encode(found, serving.engine.claim(id: found.claim), explains, into: &writer)
        }
        serving.encodeVersions(into: &writer)
      }
    }
  }

  /// `POST /v1/compare`.
  func compare(_ request: Request) async throws -> Answer {
    let (text, claim, lang) = try request.fields { fields in
      (fields.requiredString("text") ?? "", fields.requiredString("claim") ?? "", fields.string("lang"))
    }
    for (name, value) in [("text", text), ("claim", claim)] where value.utf8.count > Service.compareBytes {
      throw Problem(
        .badField, "The field \(name) has \(value.utf8.count) bytes, expected at most \(Service.compareBytes).",
        field: name)
    }
    let (serving, now) = (try request.engine(), request.now)
    let answer = try await pool.run(.quick) { _ in
      Result { try Comparison(text: text, claim: claim, lang: lang, now: now, like: serving).answer() }
    }
    return try answer.get()
  }

  private static let compareBytes = 65_536

  /// `POST /v1/normalize`.
  func normalize(_ request: Request) async throws -> Answer {
    let (text, traces) = try request.fields { fields in
      let text = fields.string("text")
      if text == nil, fields.faults.isEmpty { fields.fault("text", "missing-field", "is missing, expected a text") }
      return (text ?? "", fields.flag("trace"))
    }
    guard text.utf8.count <= Service.compareBytes else {
      throw Problem(
        .badField, "The field text has \(text.utf8.count) bytes, expected at most \(Service.compareBytes).",
        field: "text")
    }
    return try await pool.run(.quick) { _ in
      let normalizer = Normalizer(steps: NormalizationStep.all)
      return .json { writer in
        writer.member("text", normalizer.normalize(text).string)
        if traces {
          writer.member("steps", normalizer.trace(text)) { writer, step in
            writer.object { writer in
              writer.member("step", step.step.rawValue)
              writer.member("changes", step.changes)
              writer.member("text", step.text)
            }
          }
        }
        writer.member("normalizerVersion", Normalizer.version)
      }
    }
  }
}

/// Writes what a search found.
enum SearchEncoder {
  static func encode(
    _ found: Engine.Found, _ claim: Claim?, _ explains: Bool, into writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("claim", found.claim)
      writer.member("score", found.score)
      if let claim {
        writer.member("text", claim.text)
        writer.member("lang", claim.lang)
        writer.member("verdict", claim.verdict.rawValue)
        if let review = claim.review(for: nil) {
          writer.key("review")
          writer.object { writer in
            writer.member("publisher", review.publisher)
            writer.member("url", review.url)
            writer.member("title", review.title)
            writer.member("summary", review.summary)
          }
        }
      }
      guard explains else { return }
      writer.key("terms")
      writer.object { writer in for term in found.terms { writer.member(term.name, term.value) } }
    }
  }
}

/// A text against a single claim.
struct Comparison {
  let text: String
  let claim: String
  let lang: String?
  let now: Timestamp
  let like: ServingEngine

  /// Judges the text under the policy that serves, as if the claim were the whole corpus and found false.
  func answer() throws -> Answer {
    let review = Review(
      publisher: "none", url: "https://comparison.invalid/", datePublished: "1970", lang: "", rating: "", title: "",
      summary: "")
    let claim = Claim(id: "claim", text: claim, lang: lang ?? "und", verdict: .false, reviews: [review])
    let index = try IndexReader(bytes: IndexCompiler.compile([claim], revision: String(repeating: "0", count: 64)))
    let engine = try Engine(index: index, policy: like.engine.policy)
    var session = Engine.Session()
    let item = Item(id: "text", content: .text(text), lang: lang)
    let match = engine.match(item, now: now, top: 1, minimumScore: 0, explains: true, session: &session).first
    let normalizer = Normalizer(steps: NormalizationStep.all)
    return .json { writer in
      writer.member("matches", match?.outcome == .apply)
      if let match {
        writer.key("match")
        MatchEncoder.encode(match, into: &writer)
      }
      writer.key("cuts")
      writer.object { writer in
        writer.member("apply", engine.policy.cuts.apply)
        writer.member("review", engine.policy.cuts.review)
      }
      writer.key("normalized")
      writer.object { writer in
        writer.member("text", normalizer.normalize(text).string)
        writer.member("claim", normalizer.normalize(claim.text).string)
      }
      writer.member("policyVersion", engine.policyVersion)
      writer.member("normalizerVersion", Engine.normalizerVersion)
    }
  }
}
