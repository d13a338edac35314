internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore
internal import Logging

/// Running the worker.
enum AdminRoutes {
  static let all = [
    Route(
      method: "GET", path: "/v1/admin/status", name: "status",
      summary: "What serves, the safety valves, claims in quarantine and queues.", role: .admin, answer: "Status"
    ) { service, request in service.status(try request.engine()) },
    Route(
      method: "POST", path: "/v1/admin/reload", name: "reload",
      summary: "Load corpus or index, and policy, anew; on a fault what serves goes on.", role: .admin,
      answer: "Status", problems: [.refusedFile, .storeUnavailable], isWrite: true
    ) { try await $0.reload($1) },
    Route(
      method: "PUT", path: "/v1/admin/mode", name: "setMode",
      summary: "Switch between live, shadow and off, and set the canary share.", role: .admin,
      body: .init(schema: "ModeRequest"), answer: "Status", isWrite: true
    ) { try await $0.setMode($1) },
    Route(
      method: "DELETE", path: "/v1/admin/quarantine/{claim}", name: "releaseClaim",
      summary: "Let a claim label again that went past its match budget.", role: .admin,
      parameters: [.path("claim", "The claim's id.")], answer: "Status", problems: [.notFound], isWrite: true
    ) { try await $0.releaseClaim($1) },
  ]
}

extension Service {
  /// What serves, and how.
  func status(_ serving: ServingEngine) -> Answer {
    let (valves, failure) = (valves, refusal)
    return .json { writer in
      writer.member("mode", valves.mode.rawValue)
      writer.member("canary", valves.canary)
      writer.member("claims", serving.engine.claimCount)
      writer.member("generation", serving.generation)
      writer.member("loadedAt", serving.loadedAt.description)
      writer.member("changedAt", serving.changedAt.description)
      writer.member("refused", failure)
      writer.member("quarantined", budgets.quarantined) { writer, alert in
        writer.object { writer in
          writer.member("claim", alert.claim)
          writer.member("hits", alert.hits)
          writer.member("allowed", alert.allowed)
          writer.member("since", alert.since.description)
        }
      }
      writer.member("queueItems", pool.depth)
      writer.member("recordQueueItems", recorder?.depth ?? 0)
      writer.member("store", store != nil)
      writer.member("startedAt", start.description)
      writer.member("certificateExpires", certificates?.expires.description)
      serving.encodeVersions(into: &writer)
    }
  }

  /// Reads all files anew: those of the engine, and those of the certificate.
  ///
  /// - Throws: what is wrong with any of them; what served before goes on in the place of that.
  func reload() async throws -> ServingEngine {
    let serving = try await loader.reload()
    try reloadCertificate()
    return serving
  }

  /// Reads the files of the certificate anew, where there is one.
  ///
  /// - Throws: `SettingsError`; then the one that was there goes on.
  func reloadCertificate() throws(SettingsError) {
    guard let certificates else { return }
    do throws(SettingsError) {
      try certificates.reload()
      for finding in certificates.findings(now: clock.now()) { log.warning("\(finding)") }
      log.info("certificate loaded", metadata: ["expires": "\(certificates.expires)"])
    } catch {
      metrics.reloads.add(1, "refused")
      log.error("a certificate was refused, and the one before goes on: \(error)")
      throw error
    }
  }

  /// Why the last load of something was refused; `nil` when all went well.
  var refusal: String? { holder.failure ?? certificates?.failure }

  /// `POST /v1/admin/reload`.
  func reload(_ request: Request) async throws -> Answer {
    do {
      return status(try await reload())
    } catch {
      throw Problem(.refusedFile, "The files were refused, and what served before goes on: \(error)")
    }
  }

  /// `PUT /v1/admin/mode`.
  func setMode(_ request: Request) async throws -> Answer {
    let former = valves
    let (mode, canary) = try request.fields { fields in
      let mode = fields.requiredWord("mode", ServingMode.self)
      let canary = fields.number("canary")
      if let canary, !(0...1).contains(canary) {
        fields.fault("canary", "bad-number", "is \(canary), expected 0 to 1")
      }
      return (mode ?? former.mode, canary)
    }
    valves = Valves(mode: mode, canary: canary ?? former.canary)
    log.warning("mode is \(mode.rawValue), set by \(request.principal.name)", metadata: ["request": "\(request.id)"])
    return status(try request.engine())
  }

  /// `DELETE /v1/admin/quarantine/{claim}`.
  func releaseClaim(_ request: Request) async throws -> Answer {
    guard budgets.release(request.text("claim")) else {
      throw Problem(.notFound, "The claim isn't in quarantine.")
    }
    if store != nil { try await desk.write { [self] _ in saveBudgets(now: request.now) } }
    return status(try request.engine())
  }
}
