internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore

/// Jobs: long work, which `errata work` or this process does.
enum JobRoutes {
  private static let number = Parameter(
    name: "number", place: .path, kind: .integer(1...Int(Int32.max)), isRequired: true, help: "The job's number.")
  private static let problems: [ProblemKind] = [.notFound, .noStore, .conflict, .keyReused, .storeUnavailable]

  static let all = [
    Route(
      method: "POST", path: "/v1/jobs", name: "addJob",
      summary: "Queue a job: label a file, relabel what is recorded, reindex, export.", role: .admin,
      parameters: [.idempotencyKey], body: .init(schema: "JobRequest"), answer: "Job", problems: problems, isWrite: true
    ) { try await $0.addJob($1) },
    Route(
      method: "GET", path: "/v1/jobs", name: "jobs", summary: "Jobs, the newest first.", role: .admin,
      parameters: [
        .query("state", .word(JobState.allCases.map(\.rawValue)), "Which jobs (default all)."),
        .query("limit", .integer(1...1000), "Most jobs (default 100)."),
      ],
      answer: "JobPage", problems: [.noStore, .storeUnavailable]
    ) { try await $0.jobs($1) },
    Route(
      method: "GET", path: "/v1/jobs/{number}", name: "job", summary: "A job with its progress and the time left.",
      role: .admin, parameters: [number], answer: "Job", problems: [.notFound, .noStore, .storeUnavailable]
    ) { try await $0.job($1) },
    Route(
      method: "POST", path: "/v1/jobs/{number}/cancel", name: "cancelJob", summary: "Cancel a job.", role: .admin,
      parameters: [number], answer: "Job", problems: problems, isWrite: true
    ) { try await $0.changeJob($1) { try $0.cancelJob($1, now: $2) } },
    Route(
      method: "POST", path: "/v1/jobs/{number}/resume", name: "resumeJob",
      summary: "Let a job that failed or was cancelled go on where it was.", role: .admin, parameters: [number],
      answer: "Job", problems: problems, isWrite: true
    ) { try await $0.changeJob($1) { try $0.resumeJob($1, now: $2) } },
  ]
}

extension Service {
  /// `POST /v1/jobs`. Paths must lie in the folder of the settings, so that no key opens the whole disk.
  func addJob(_ request: Request) async throws -> Answer {
    let (kind, value) = try request.fields { fields in
      (fields.requiredWord("kind", JobKind.self), fields.value("parameters"))
    }
    let (wanted, folder) = (kind ?? .relabel, settings.jobFolder)
    let parameters: JobParameters
    do {
      parameters = try JobParameters(wanted, value ?? .object([]), within: folder ?? ".")
    } catch {
      throw Problem(.badField, "The parameters can't be taken: \(error)", field: "parameters")
    }
    var plain = parameters
    (plain.now, plain.what) = (nil, nil)
    let namesFiles = plain != JobParameters()
    guard folder != nil || !namesFiles else {
      throw Problem(
        .badField, "The parameters name files, and the worker has no folder for them; set jobs.folder.",
        field: "parameters")
    }
    let (author, now, json) = (request.principal.name, request.now, parameters.json)
    let job = try await desk.write { try $0.enqueue(wanted, parameters: json, author: author, now: now) }
    return Service.answer(job, now)
  }

  /// `GET /v1/jobs`.
  func jobs(_ request: Request) async throws -> Answer {
    let state = request.values["state"].flatMap(JobState.init(rawValue:))
    let (limit, now) = (request.integer("limit", default: 100), request.now)
    let jobs = try await desk.read { try $0.jobs(state, limit: limit) }
    return .json { writer in writer.member("jobs", jobs) { $1.encode(now: now, into: &$0) } }
  }

  /// `GET /v1/jobs/{number}`.
  func job(_ request: Request) async throws -> Answer {
    let number = request.integer("number", default: 0)
    guard let job = try await desk.read({ try $0.job(number) }) else {
      throw Problem(.notFound, "There is no job of this number.")
    }
    return Service.answer(job, request.now)
  }

  /// `POST /v1/jobs/{number}/cancel` and `resume`.
  func changeJob(
    _ request: Request, _ change: @escaping @Sendable (DecisionStore, Int, Timestamp) throws -> Job
  ) async throws -> Answer {
    let (number, now) = (request.integer("number", default: 0), request.now)
    return Service.answer(try await desk.write { try change($0, number, now) }, now)
  }

  private static func answer(_ job: Job, _ now: Timestamp) -> Answer {
    var writer = JSONWriter()
    job.encode(now: now, into: &writer)
    return Answer(type: "application/json", bytes: writer.bytes)
  }
}
