internal import ArgumentParser
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataStore

/// `errata receipts`.
struct ReceiptsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipts",
    abstract: "Show what was reversed, and undo it.",
    subcommands: [ReceiptsListCommand.self, ReceiptsShowCommand.self, ReceiptsUndoCommand.self],
    defaultSubcommand: ReceiptsListCommand.self)
}

/// `errata receipts list`.
struct ReceiptsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List receipts, the newest first.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata receipts list
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: "Only receipts that changed this item.")
  var item: String?

  @Option(help: "At most so many.")
  var limit = 100

  @Option(help: "text or json.")
  var format: ReceiptOptions.Format = .text

  func run() throws {
    try reportingFailures {
      for receipt in try store.open(.readOnly).receipts(item: item, limit: limit) {
        guard format == .json else {
          try Console.print(ReceiptOptions.head(receipt))
          continue
        }
        var writer = JSONWriter()
        receipt.encode(into: &writer)
        try Console.print(writer.string)
      }
    }
  }
}

/// `errata receipts show`.
struct ReceiptsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a receipt with the labels and weights before and after.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata retract en-covid-5g-spreads-virus --reason withdrawn
        errata receipts show 1
      """)

  @Argument(help: "The receipt's number.")
  var number: Int

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: ReceiptOptions

  func run() throws {
    try reportingFailures {
      let opened = try store.open(.readOnly)
      guard let receipt = try opened.receipt(number) else {
        Console.error("\(store.path): has no receipt \(number)")
        throw ExitCodes.findings
      }
      try output.print(receipt, try opened.receiptItems(number, limit: output.items))
    }
  }
}

/// `errata receipts undo`.
struct ReceiptsUndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back the change of a receipt, with a receipt of its own.",
    discussion: """
      Claims become what they were before the change, its items are decided anew, and labels follow. An author's edit \
      can't be undone: label the item again. Undoing the new receipt makes the change again.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata retract en-covid-5g-spreads-virus --reason withdrawn
        errata receipts undo 1 --reason "the wrong claim"
      """)

  @Argument(help: "The receipt's number.")
  var number: Int

  @OptionGroup var options: ReversalOptions

  func run() throws {
    try reportingFailures { try options.run { try $0.undo(receipt: number) } }
  }
}
