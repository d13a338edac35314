internal import ArgumentParser
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// `errata review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Decide on items that the policy leaves to people.",
    subcommands: [
      ReviewListCommand.self, ReviewConfirmCommand.self, ReviewRejectCommand.self, ReviewWithdrawCommand.self,
    ])

  /// Writes the label events that followed.
  static func print(_ events: [LabelEvent]) throws {
    for event in events {
      var writer = JSONWriter()
      event.encode(into: &writer)
      try Console.print(writer.string)
    }
  }
}

extension ReviewEntry.State: ExpressibleByArgument {}
extension ReviewOrder: ExpressibleByArgument {}

/// What a person says of an item.
struct VerdictOptions: ParsableArguments {
  @Argument(help: "The item's id.")
  var item: String

  @Option(help: "The claim's id.")
  var claim: String?

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  /// Records it and writes the label events that follow.
  func decide(
    _ action: ManualDecision.Action, label: LabelValue? = nil, cap: Double? = nil, expires: Timestamp? = nil
  ) throws {
    let decision = ManualDecision(
      item: item, claim: claim, action: action, label: label, cap: cap, author: author.author, reason: reason,
      at: clock.now(), expires: expires)
    try ReviewCommand.print(try store.open(.readWrite).decide(decision))
  }
}

/// `errata review list`.
struct ReviewListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the review queue, the most important first.",
    discussion: """
      With --order graph, entries come first that hang together with labelled items: by reposts, copies, authors and \
      claims. Nothing is labelled by that.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata review list
        errata review list --order graph
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl
    case table
  }

  @OptionGroup var store: StoreOptions

  @Option(help: "Entries in this state: open, confirmed, rejected or withdrawn.")
  var state: ReviewEntry.State = .open

  @Option(help: "priority (the match's score) or graph.")
  var order: ReviewOrder = .priority

  @Option(help: "At most so many.")
  var limit = 100

  @Option(help: "jsonl or table.")
  var format: Format = .table

  @OptionGroup var clock: ClockOptions

  private static let table = TextTable(columns: [
    .init(title: "entry", width: 6), .init(title: "priority", width: 8), .init(title: "item", width: 16),
    .init(title: "claim", width: 34), .init(title: "reason", width: nil),
  ])

  func run() throws {
    try reportingFailures {
      if format == .table { try Console.print(ReviewListCommand.table.header) }
      let store = try store.open(.readOnly)
      let entries =
        order == .graph
        ? try store.reviewsByGraph(state, now: clock.now(), limit: limit) : try store.reviews(state, limit: limit)
      for entry in entries {
        try Console.print(format == .table ? row(entry) : line(entry))
      }
    }
  }

  private func row(_ entry: ReviewEntry) -> String {
    ReviewListCommand.table.line([
      "\(entry.number)", "\(entry.priority)", entry.item ?? "-", entry.claim, entry.note ?? entry.reason,
    ])
  }

  private func line(_ entry: ReviewEntry) -> String {
    var writer = JSONWriter()
    entry.encode(into: &writer)
    return writer.string
  }
}

/// `errata review confirm`.
struct ReviewConfirmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Say that an item asserts a claim: it gets a label, whatever is found later.",
    discussion: """
      The item must have been matched with the claim, since a label needs evidence.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata review confirm s-zh-11 --claim zh-plastic-nori --reason "no denial"
      """)

  @OptionGroup var verdict: VerdictOptions

  @Option(help: "rumor, disputed or fictional.", transform: ReviewConfirmCommand.label)
  var label: LabelValue = .rumor

  @Option(help: ArgumentHelp("The most that the weight may be, from 0 to 1.", valueName: "weight"))
  var cap: Double?

  @Option(
    help: ArgumentHelp("From when on it counts no more (RFC 3339).", valueName: "time"), transform: ClockOptions.time)
  var expires: Timestamp?

  private static func label(_ argument: String) throws -> LabelValue {
    guard let label = LabelValue(rawValue: argument) else {
      throw ValidationError("'\(argument)' is no label; expected rumor, disputed or fictional.")
    }
    return label
  }

  func run() throws {
    try reportingFailures { try verdict.decide(.confirm, label: label, cap: cap, expires: expires) }
  }
}

/// `errata review reject`.
struct ReviewRejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Say that an item doesn't assert a claim, or any: its labels go and don't come back.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata review reject s-zh-01 --reason "it mocks the claim"
      """)

  @OptionGroup var verdict: VerdictOptions

  @Option(
    help: ArgumentHelp("From when on it counts no more (RFC 3339).", valueName: "time"), transform: ClockOptions.time)
  var expires: Timestamp?

  func run() throws {
    try reportingFailures { try verdict.decide(.reject, expires: expires) }
  }
}

/// `errata review withdraw`.
struct ReviewWithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take back what was confirmed or rejected; the automatic decision counts again.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata review reject s-zh-01 --reason "it mocks the claim"
        errata review withdraw s-zh-01 --reason "it doesn't"
      """)

  @OptionGroup var verdict: VerdictOptions

  func run() throws {
    try reportingFailures { try verdict.decide(.withdraw) }
  }
}
