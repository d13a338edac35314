internal import Errata
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// Changing claims.
enum ClaimWriting {
  private static let ifMatch = Parameter.header(
    "If-Match", "The corpus revision that the change is made on, as an ETag; * for any. It must be there.")

  private static let problems: [ProblemKind] = [
    .fixedCorpus, .noStore, .preconditionFailed, .preconditionRequired, .conflict, .keyReused, .storeUnavailable,
  ]

  static let all = [
    Route(
      method: "PUT", path: "/v1/claims/{id}", name: "putClaim",
      summary: "Add a claim, or put another in its place; answers when the new revision is live.", role: .curator,
      parameters: [.path("id", "The claim's id."), ifMatch, .idempotencyKey], body: .init(schema: "PutClaim"),
      answer: "Published", problems: problems, isWrite: true
    ) { try await $0.putClaim($1) },
    Route(
      method: "PATCH", path: "/v1/claims/{id}/status", name: "setClaimStatus",
      summary: "Pause, publish or retract a claim; answers when the new revision is live.", role: .curator,
      parameters: [.path("id", "The claim's id."), ifMatch, .idempotencyKey], body: .init(schema: "SetStatus"),
      answer: "Published", problems: problems + [.notFound], isWrite: true
    ) { try await $0.setClaimStatus($1) },
    Route(
      method: "POST", path: "/v1/claims/bulk", name: "bulkClaims",
      summary: "Add many claims, or put others in their places, from JSON Lines: all of them or none.", role: .curator,
      parameters: [
        .query("reason", .text(longest: 1000), "Why the claims are changed.", required: true), ifMatch,
        .idempotencyKey,
      ],
      body: .init(schema: "ClaimLines", types: ["application/x-ndjson", "application/jsonl"]), answer: "Published",
      problems: problems, isWrite: true
    ) { try await $0.bulkClaims($1) },
  ]
}

extension Service {
  /// `PUT /v1/claims/{id}`.
  func putClaim(_ request: Request) async throws -> Answer {
    let expected = try checkWritable(request)
    let id = request.text("id")
    let (value, reason) = try request.fields { fields -> (JSONValue?, String) in
      let value = fields.value("claim")
      if value == nil { fields.fault("claim", "missing-field", "is missing, expected a claim") }
      return (value, fields.requiredString("reason") ?? "")
    }
    let decoded = ClaimDecoder.decode(value ?? .null)
    if var fault = decoded.faults.first {
      fault.field = fault.field.isEmpty ? "claim" : "claim.\(fault.field)"
      throw Problem(fault)
    }
    guard decoded.claim.id == id else {
      throw Problem(
        .badField, "The field claim.id is \"\(decoded.claim.id.quotable)\", the path has \"\(id.quotable)\".",
        field: "claim.id")
    }
    return try await publish(.put([decoded.claim]), request, expected: expected, reason: reason)
  }

  /// `PATCH /v1/claims/{id}/status`.
  func setClaimStatus(_ request: Request) async throws -> Answer {
    let expected = try checkWritable(request)
    let (status, reason) = try request.fields { fields in
      (fields.requiredWord("status", ClaimStatus.self), fields.requiredString("reason") ?? "")
    }
    let kind = ClaimEdit.Kind.status(id: request.text("id"), status ?? .draft)
    return try await publish(kind, request, expected: expected, reason: reason)
  }

  /// `POST /v1/claims/bulk`.
  func bulkClaims(_ request: Request) async throws -> Answer {
    let expected = try checkWritable(request)
    let claims: [Claim]
    do {
      claims = try CorpusLoader.load(files: [CorpusFile(name: "body", bytes: request.body)]).claims
    } catch {
      throw Problem(.badField, "The lines can't be taken, and none was: \(error.description)")
    }
    guard !claims.isEmpty else { throw Problem(.badField, "The body has no claim; expected a claim on each line.") }
    return try await publish(.put(claims), request, expected: expected, reason: request.text("reason"))
  }

  /// The revision in `If-Match`, where claims can be changed at all; `nil` for any.
  private func checkWritable(_ request: Request) throws -> String? {
    guard !settings.files.namesClaims else {
      throw Problem(
        .fixedCorpus, "The worker was started with --corpus or --index: change those files, or start it without.")
    }
    guard store != nil else {
      throw Problem(.noStore, "The worker was started without a store; start it with --store FILE.")
    }
    guard let match = request.headers["if-match"] else {
      throw Problem(
        .preconditionRequired,
        "If-Match is missing: send the ETag of GET /v1/claims, which is the revision, or * for any.", field: "If-Match")
    }
    if EntityTag.fits(match, "*") { return nil }
    let live = try request.engine().engine.corpusRevision
    guard EntityTag.fits(match, "\"\(live)\"") else { throw Problem.otherRevision(live) }
    return live
  }

  private func publish(
    _ kind: ClaimEdit.Kind, _ request: Request, expected: String?, reason: String
  ) async throws -> Answer {
    let author = request.principal.name
    let edit = ClaimEdit(kind: kind, expected: expected, author: author, reason: reason, now: request.now)
    let outcome: ClaimEdit.Outcome
    do {
      outcome = try await loader.edit(edit)
    } catch let error as CorpusError {
      throw Problem(.badField, "The claims can't be taken: \(error.description)")
    }
    var answer = Answer.json { writer in
      writer.member("corpusRevision", outcome.serving.engine.corpusRevision)
      writer.member("revision", outcome.publication.revision)
      writer.member("publication", outcome.publication.number)
      writer.member("claims", outcome.publication.claims)
      writer.member("changed", outcome.changed)
      writer.member("live", true)
      writer.member("generation", outcome.serving.generation)
    }
    answer.headers.append(("ETag", "\"\(outcome.serving.engine.corpusRevision)\""))
    return answer
  }
}
