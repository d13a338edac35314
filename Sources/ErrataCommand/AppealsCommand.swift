internal import ArgumentParser
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore

/// `errata appeals`.
struct AppealsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeals",
    abstract: "Contest a label, and decide on what was contested.",
    subcommands: [
      AppealsListCommand.self, AppealsOpenCommand.self, AppealsUpholdCommand.self, AppealsRejectCommand.self,
    ])

  static func print(_ appeal: Appeal) throws {
    var writer = JSONWriter()
    appeal.encode(into: &writer)
    try Console.print(writer.string)
  }
}

extension Appeal.State: ExpressibleByArgument {}

/// `errata appeals list`.
struct AppealsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List appeals, those whose deadline is next first.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata appeals list
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl
    case table
  }

  @OptionGroup var store: StoreOptions

  @Option(help: "Appeals in this state: open, upheld or rejected (default: all).")
  var state: Appeal.State?

  @Option(help: "Only appeals on this item.")
  var item: String?

  @Option(help: "At most so many.")
  var limit = 100

  @Option(help: "jsonl or table.")
  var format: Format = .table

  private static let table = TextTable(columns: [
    .init(title: "appeal", width: 6), .init(title: "state", width: 8), .init(title: "deadline", width: 20),
    .init(title: "item", width: 16), .init(title: "claim", width: 30), .init(title: "reason", width: nil),
  ])

  func run() throws {
    try reportingFailures {
      if format == .table { try Console.print(AppealsListCommand.table.header) }
      for appeal in try store.open(.readOnly).appeals(state, item: item, limit: limit) {
        guard format == .table else {
          try AppealsCommand.print(appeal)
          continue
        }
        try Console.print(
          AppealsListCommand.table.line([
            "\(appeal.number)", appeal.state.rawValue, "\(appeal.deadline)", appeal.item, appeal.claim,
            appeal.answer ?? appeal.reason,
          ]))
      }
    }
  }
}

/// `errata appeals open`.
struct AppealsOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Contest a label on an item, for its author or for a curator.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata appeals open s-zh-01 --claim zh-plastic-nori --reason irony
      """)

  @Argument(help: "The item's id.")
  var item: String

  @Option(help: "The claim whose label is contested.")
  var claim: String

  @Option(help: "Why.")
  var reason: String

  @Option(help: ArgumentHelp("Days until it should be decided.", valueName: "days"))
  var days = 7

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  func validate() throws {
    if !(1...365).contains(days) { throw ValidationError("--days takes a number from 1 to 365.") }
  }

  func run() throws {
    try reportingFailures {
      let now = clock.now()
      let appeal = Appeal(
        item: item, claim: claim, author: author.author, reason: reason, openedAt: now,
        deadline: now.advanced(bySeconds: Double(days) * 86_400))
      try AppealsCommand.print(try store.open(.readWrite).open(appeal))
    }
  }
}

/// `errata appeals uphold`.
struct AppealsUpholdCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uphold",
    abstract: "Decide that a label was wrong: it goes at once, from the item and from all that had it from there.",
    discussion: """
      The item's text becomes a negative entry of the claim, so that the label doesn't come back with a copy.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata appeals open s-zh-01 --claim zh-plastic-nori --reason irony
        errata appeals uphold 1 --reason "it is a quotation"
      """)

  @Argument(help: "The appeal's number.")
  var number: Int

  @OptionGroup var options: ReversalOptions

  func run() throws {
    try reportingFailures { try options.run { try $0.uphold(appeal: number) } }
  }
}

/// `errata appeals reject`.
struct AppealsRejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Decide that a label stays.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata appeals open s-zh-01 --claim zh-plastic-nori --reason irony
        errata appeals reject 1 --reason "it doesn't deny it"
      """)

  @Argument(help: "The appeal's number.")
  var number: Int

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  func run() throws {
    try reportingFailures {
      try AppealsCommand.print(
        try store.open(.readWrite).rejectAppeal(number, by: author.author, reason: reason, now: clock.now()))
    }
  }
}
