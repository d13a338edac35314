internal import ArgumentParser
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore

/// `errata jobs`.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "List, show, add, cancel and resume jobs; `errata work` does them.",
    subcommands: [
      JobsListCommand.self, JobsShowCommand.self, JobsAddCommand.self, JobsCancelCommand.self,
      JobsResumeCommand.self,
    ])

  /// Writes a job as a line of JSON.
  static func print(_ job: Job, now: Timestamp) throws {
    var writer = JSONWriter()
    job.encode(now: now, into: &writer)
    try Console.print(writer.string)
  }

  /// Changes a job, notes in the audit who did, and writes how it stands.
  static func change(
    _ store: DecisionStore, _ action: String, by author: String, now: Timestamp,
    _ change: (DecisionStore, Timestamp) throws -> Job
  ) throws {
    let job = try change(store, now)
    try store.audit(
      AuditEntry(name: author, action: action, subject: "job \(job.number)", outcome: job.state.rawValue, at: now))
    try print(job, now: now)
  }
}

/// `errata jobs list`.
struct JobsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List jobs, the newest first.",
    discussion: """
      Example:
        errata jobs add relabel
        errata jobs list
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl
    case table
  }

  @OptionGroup var store: StoreOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: "Only jobs in this state: queued, running, done, failed or cancelled.")
  var state: JobState?

  @Option(help: "At most so many.")
  var limit = 100

  @Option(help: "jsonl or table.")
  var format: Format = .table

  private static let table = TextTable(columns: [
    .init(title: "job", width: 6), .init(title: "kind", width: 8), .init(title: "state", width: 10),
    .init(title: "progress", width: 9), .init(title: "left", width: 8), .init(title: "about", width: nil),
  ])

  func run() throws {
    try reportingFailures {
      let (jobs, now) = (try store.open(.readOnly).jobs(state, limit: limit), clock.now())
      if format == .table { try Console.print(JobsListCommand.table.header) }
      for job in jobs {
        switch format {
        case .jsonl: try JobsCommand.print(job, now: now)
        case .table: try Console.print(row(job, now))
        }
      }
    }
  }

  private func row(_ job: Job, _ now: Timestamp) -> String {
    let share = job.total.map { $0 > 0 ? "\(job.done * 100 / $0)%" : "-" } ?? "-"
    let left = job.secondsLeft(now: now).map { "\(Int($0.rounded()))s" } ?? ""
    var about = job.error ?? ""
    if about.isEmpty, case .string(let input) = job.parameters["input"] ?? job.parameters["output"] { about = input }
    return JobsListCommand.table.line([
      "\(job.number)", job.kind.rawValue, job.state.rawValue, job.state == .done ? "100%" : share, left, about,
    ])
  }
}

extension JobState: ExpressibleByArgument {}
extension JobKind: ExpressibleByArgument {}

/// `errata jobs show`.
struct JobsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a job: state, progress, time left, error.",
    discussion: """
      Example:
        errata jobs add relabel
        errata jobs show 1
      """)

  @Argument(help: "The job's number.")
  var job: Int

  @OptionGroup var store: StoreOptions
  @OptionGroup var clock: ClockOptions

  func run() throws {
    try reportingFailures {
      guard let found = try store.open(.readOnly).job(job) else {
        Console.error("\(store.path): has no job \(job)")
        throw ExitCodes.findings
      }
      try JobsCommand.print(found, now: clock.now())
    }
  }
}

/// `errata jobs add`.
struct JobsAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Queue a job: label, relabel, reindex or export.",
    discussion: """
      label FILE labels a file of items, records the decisions, and writes them to --output. relabel decides anew on \
      all recorded items and records what changes. reindex compiles the live corpus to an index file, --output. \
      export writes all decisions, or label events, to --output.

      A job without --corpus or --index works with the corpus that is live in the store, or was recorded last; one \
      without --policy with the policy that was recorded last.

      Examples:
        errata jobs add label corpora/samples/items.jsonl --output out.jsonl
        errata jobs add export --what labels --output labels.jsonl
      """)

  @Argument(help: "label, relabel, reindex or export.")
  var kind: JobKind

  @Argument(help: ArgumentHelp("The file of items to label.", valueName: "file"))
  var input: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String?

  @Option(help: "What to export: decisions or labels.")
  var what: JobParameters.Content?

  @Option(help: ArgumentHelp("A corpus file or folder; may be given several times.", valueName: "path"))
  var corpus: [String] = []

  @Option(help: ArgumentHelp("An index file in place of a corpus.", valueName: "file"))
  var index: String?

  @Option(help: ArgumentHelp("A policy in YAML.", valueName: "file"))
  var policy: String?

  func run() throws {
    try reportingFailures {
      var parameters = JobParameters()
      parameters.input = input
      parameters.output = output
      parameters.what = what
      parameters.corpus = corpus
      parameters.index = index
      parameters.policy = policy
      parameters.now = kind == .label || kind == .relabel ? clock.fixed?.description : nil
      do throws(JobFault) {
        _ = try JobParameters(kind, parameters.json)
      } catch {
        throw ValidationError("\(error)")
      }
      let (opened, now) = (try store.open(.readWrite), clock.now())
      let job = try opened.enqueue(kind, parameters: parameters.json, author: author.author, now: now)
      try JobsCommand.print(job, now: now)
    }
  }
}

extension JobParameters.Content: ExpressibleByArgument {}

/// `errata jobs cancel`.
struct JobsCancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel a job that waits or runs; what it has recorded stays.",
    discussion: """
      Example:
        errata jobs add relabel
        errata jobs cancel 1
      """)

  @Argument(help: "The job's number.")
  var job: Int

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  func run() throws {
    try reportingFailures {
      try JobsCommand.change(store.open(.readWrite), "jobs cancel", by: author.author, now: clock.now()) {
        try $0.cancelJob(job, now: $1)
      }
    }
  }
}

/// `errata jobs resume`.
struct JobsResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Queue a failed or cancelled job again; it goes on where it was.",
    discussion: """
      Example:
        errata jobs add relabel
        errata jobs cancel 1
        errata jobs resume 1
      """)

  @Argument(help: "The job's number.")
  var job: Int

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  func run() throws {
    try reportingFailures {
      try JobsCommand.change(store.open(.readWrite), "jobs resume", by: author.author, now: clock.now()) {
        try $0.resumeJob(job, now: $1)
      }
    }
  }
}
