internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore

/// Taking back labels: retractions, appeals, and the receipts of both.
enum ReversalRoutes {
  private static let problems: [ProblemKind] = [
    .notFound, .noStore, .fixedCorpus, .conflict, .keyReused, .storeUnavailable,
  ]
  private static let number = Parameter(
    name: "number", place: .path, kind: .integer(1...Int(Int32.max)), isRequired: true, help: "Its number.")

  static let all = [
    Route(
      method: "POST", path: "/v1/claims/{id}/retract", name: "retractClaim",
      summary: "Take back a claim, one of its reviews or its verdict, with all labels that rest on it; one receipt.",
      role: .curator, parameters: [.path("id", "The claim's id."), .idempotencyKey],
      body: .init(schema: "RetractRequest"), answer: "Receipt", problems: problems, isWrite: true
    ) { try await $0.retractClaim($1) },
    Route(
      method: "GET", path: "/v1/receipts", name: "receipts",
      summary: "Receipts of what was reversed, the newest first.", role: .reader,
      parameters: [
        .query("item", .text(longest: 1000), "Only those that changed this item."),
        .query("before", .integer(1...Int(Int32.max)), "Only those with a lower number."),
        .query("limit", .integer(1...1000), "Most receipts (default 100)."),
      ],
      answer: "ReceiptPage", problems: [.noStore, .storeUnavailable]
    ) { try await $0.receipts($1) },
    Route(
      method: "GET", path: "/v1/receipts/{number}", name: "receipt",
      summary: "A receipt with labels and weights before and after.", role: .reader,
      parameters: [
        number, .query("after", .text(longest: 1000), "Begin after this item."),
        .query("limit", .integer(0...1000), "Most items (default 100)."),
      ],
      answer: "Receipt", problems: [.notFound, .noStore, .storeUnavailable]
    ) { try await $0.receipt($1) },
    Route(
      method: "POST", path: "/v1/receipts/{number}/undo", name: "undoReceipt",
      summary: "Take back the change of a receipt, with a receipt of its own.", role: .curator,
      parameters: [number, .idempotencyKey], body: .init(schema: "UndoRequest"), answer: "Receipt",
      problems: problems, isWrite: true
    ) { try await $0.undoReceipt($1) },
    Route(
      method: "POST", path: "/v1/items/{id}/appeals", name: "openAppeal",
      summary: "Contest a label on an item.", role: .labeler,
      parameters: [.path("id", "The item's id."), .idempotencyKey], body: .init(schema: "AppealRequest"),
      answer: "Appeal", problems: [.notFound, .noStore, .conflict, .keyReused, .storeUnavailable], isWrite: true
    ) { try await $0.openAppeal($1) },
    Route(
      method: "GET", path: "/v1/appeals", name: "appeals",
      summary: "Appeals, those whose deadline is next first.", role: .curator,
      parameters: [
        .query("state", .word(Appeal.State.allCases.map(\.rawValue)), "Only those in this state."),
        .query("item", .text(longest: 1000), "Only those on this item."),
        .query("limit", .integer(1...1000), "Most appeals (default 100)."),
      ],
      answer: "AppealPage", problems: [.noStore, .storeUnavailable]
    ) { try await $0.appeals($1) },
    Route(
      method: "POST", path: "/v1/appeals/{number}/uphold", name: "upholdAppeal",
      summary: "The label was wrong: it goes at once, from the item and from all that had it from there.",
      role: .curator, parameters: [number, .idempotencyKey], body: .init(schema: "UndoRequest"), answer: "Receipt",
      problems: problems, isWrite: true
    ) { try await $0.upholdAppeal($1) },
    Route(
      method: "POST", path: "/v1/appeals/{number}/reject", name: "rejectAppeal", summary: "The label stays.",
      role: .curator, parameters: [number, .idempotencyKey], body: .init(schema: "RejectAppealRequest"),
      answer: "Appeal", problems: [.notFound, .noStore, .conflict, .keyReused, .storeUnavailable], isWrite: true
    ) { try await $0.rejectAppeal($1) },
  ]
}

extension Service {
  /// `POST /v1/claims/{id}/retract`.
  func retractClaim(_ request: Request) async throws -> Answer {
    let terms = try request.fields { fields in
      (
        reason: fields.requiredString("reason") ?? "", review: fields.string("review"),
        verdict: fields.word("verdict", Verdict.self), isDryRun: fields.flag("dryRun")
      )
    }
    if terms.review != nil, terms.verdict != nil {
      throw Problem(.badField, "Give either review or verdict.", field: "verdict")
    }
    let claim = request.text("id")
    return try await reverse(request, reason: terms.reason, isDryRun: terms.isDryRun) { reverser in
      if let review = terms.review { return try reverser.withdraw(review: review, of: claim) }
      if let verdict = terms.verdict { return try reverser.correct(claim, to: verdict) }
      return try reverser.retract(claim)
    }
  }

  /// `POST /v1/receipts/{number}/undo`.
  func undoReceipt(_ request: Request) async throws -> Answer {
    let terms = try request.fields { ($0.requiredString("reason") ?? "", $0.flag("dryRun")) }
    let number = request.integer("number", default: 0)
    return try await reverse(request, reason: terms.0, isDryRun: terms.1) { try $0.undo(receipt: number) }
  }

  /// `POST /v1/appeals/{number}/uphold`.
  func upholdAppeal(_ request: Request) async throws -> Answer {
    let terms = try request.fields { ($0.requiredString("reason") ?? "", $0.flag("dryRun")) }
    let number = request.integer("number", default: 0)
    return try await reverse(request, reason: terms.0, isDryRun: terms.1) { try $0.uphold(appeal: number) }
  }

  /// Makes a change that has a receipt, and lets the claims that are left serve.
  private func reverse(
    _ request: Request, reason: String, isDryRun: Bool,
    _ change: @escaping @Sendable (Reverser) throws -> Reverser.Outcome
  ) async throws -> Answer {
    guard let store else {
      throw Problem(.noStore, "The worker was started without a store; start it with --store FILE.")
    }
    guard !settings.files.namesClaims else {
      throw Problem(
        .fixedCorpus, "The worker was started with --corpus or --index: change those files, or start it without.")
    }
    let reverser = Reverser(
      store: store, now: request.now, author: request.principal.name, reason: reason, isDryRun: isDryRun, limit: 100)
    let outcome: Reverser.Outcome
    do {
      outcome = try await loader.perform { [loader, manual] in
        let outcome = try change(reverser)
        if !isDryRun {
          _ = try loader.load()
          try manual?.refresh()
        }
        return outcome
      }
    } catch let fault as ReversalFault {
      throw Problem(fault.kind == .missing ? .notFound : .conflict, fault.description.sentence)
    }
    guard let receipt = outcome.receipt else {
      throw Problem(.conflict, "Nothing has changed: no label and no claim is other than before.")
    }
    return .json { writer in
      Service.encode(receipt, outcome.items, into: &writer)
      if isDryRun { writer.member("dryRun", true) }
    }
  }

  /// `GET /v1/receipts`.
  func receipts(_ request: Request) async throws -> Answer {
    let before = request.values["before"].flatMap { Int($0) }
    let (item, limit) = (request.values["item"].map { String($0) }, request.integer("limit", default: 100))
    let found = try await desk.read { try $0.receipts(before: before, item: item, limit: limit) }
    return .json { writer in writer.member("receipts", found) { $1.encode(into: &$0) } }
  }

  /// `GET /v1/receipts/{number}`.
  func receipt(_ request: Request) async throws -> Answer {
    let (number, limit) = (request.integer("number", default: 0), request.integer("limit", default: 100))
    let after = request.values["after"].map { String($0) }
    let (receipt, items) = try await desk.read { store in
      (try store.receipt(number), try store.receiptItems(number, after: after, limit: limit))
    }
    guard let receipt else { throw Problem(.notFound, "There is no receipt of this number.") }
    return .json { Service.encode(receipt, items, into: &$0) }
  }

  /// Writes a receipt with its items as members of an object.
  private static func encode(_ receipt: Receipt, _ items: [ReceiptItem], into writer: inout JSONWriter) {
    receipt.encodeMembers(into: &writer)
    writer.member("changed", items) { $1.encode(into: &$0) }
  }

  /// `POST /v1/items/{id}/appeals`.
  func openAppeal(_ request: Request) async throws -> Answer {
    let terms = try request.fields { fields in
      (
        claim: fields.requiredString("claim") ?? "", reason: fields.requiredString("reason") ?? "",
        author: fields.string("author"), deadline: fields.time("deadline")
      )
    }
    let now = request.now
    if let deadline = terms.deadline, deadline <= now {
      throw Problem(.badField, "The deadline \(deadline) has passed.", field: "deadline")
    }
    let appeal = Appeal(
      item: request.text("id"), claim: terms.claim, author: terms.author ?? request.principal.name,
      reason: terms.reason, openedAt: now, deadline: terms.deadline ?? now.advanced(bySeconds: 7 * 86_400))
    let opened = try await desk.write { try $0.open(appeal) }
    return .json { opened.encodeMembers(into: &$0) }
  }

  /// `GET /v1/appeals`.
  func appeals(_ request: Request) async throws -> Answer {
    let state = request.values["state"].flatMap(Appeal.State.init(rawValue:))
    let (item, limit) = (request.values["item"].map { String($0) }, request.integer("limit", default: 100))
    let found = try await desk.read { try $0.appeals(state, item: item, limit: limit) }
    return .json { writer in writer.member("appeals", found) { $1.encode(into: &$0) } }
  }

  /// `POST /v1/appeals/{number}/reject`.
  func rejectAppeal(_ request: Request) async throws -> Answer {
    let reason = try request.fields { $0.requiredString("reason") ?? "" }
    let (number, author, now) = (request.integer("number", default: 0), request.principal.name, request.now)
    let closed = try await desk.write { try $0.rejectAppeal(number, by: author, reason: reason, now: now) }
    return .json { closed.encodeMembers(into: &$0) }
  }
}

extension String {
  /// With a capital letter and a full stop.
  fileprivate var sentence: String {
    prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
  }
}
