internal import ArgumentParser
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore

/// What all commands that reverse something take.
struct ReversalOptions: ParsableArguments {
  @Option(help: "Why; stands in the record.")
  var reason: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  @Flag(help: "Only tell what would change; nothing is written.")
  var dryRun = false

  @OptionGroup var output: ReceiptOptions

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason takes a reason.") }
  }

  /// Makes a change and prints its receipt.
  func run(_ change: (Reverser) throws -> Reverser.Outcome) throws {
    let opened = try store.open(.readWrite)
    let reverser = Reverser(
      store: opened, now: clock.now(), author: author.author, reason: reason, isDryRun: dryRun, limit: output.items)
    let outcome = try change(reverser)
    guard let receipt = outcome.receipt else {
      Console.error("nothing has changed")
      return
    }
    try output.print(receipt, outcome.items, isDryRun: dryRun)
    try opened.close()
  }
}

/// How receipts are printed.
struct ReceiptOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: "text or json.")
  var format: Format = .text

  @Option(help: ArgumentHelp("Show at most so many items of a receipt.", valueName: "count"))
  var items = 20

  func validate() throws {
    if items < 0 { throw ValidationError("--items takes a number from 0.") }
  }

  /// Prints a receipt with its items.
  func print(_ receipt: Receipt, _ items: [ReceiptItem], isDryRun: Bool = false) throws {
    guard format == .text else {
      var writer = JSONWriter()
      receipt.encode(into: &writer) { writer in
        if isDryRun { writer.member("dryRun", true) }
        writer.member("changed", items) { $1.encode(into: &$0) }
      }
      return try Console.print(writer.string)
    }
    try Console.print(ReceiptOptions.head(receipt, isDryRun: isDryRun))
    for item in items {
      try Console.print(
        "  \(item.item.singleLine)  weight \(item.before.weight) -> \(item.after.weight)  "
          + "\(ReceiptOptions.labels(item.before)) -> \(ReceiptOptions.labels(item.after))".singleLine)
    }
    if items.count < receipt.items { try Console.print("  and \(receipt.items - items.count) more items") }
  }

  static func head(_ receipt: Receipt, isDryRun: Bool = false) -> String {
    let cause = receipt.cause
    let subjects = [cause.claim.map { "claim \($0)" }, cause.subject, cause.item.map { "item \($0)" }]
    let about = subjects.compactMap(\.self).joined(separator: ", ")
    let undone = receipt.undoneBy.map { ", undone by receipt \($0)" } ?? ""
    let undoes = receipt.undoes.map { " of receipt \($0)" } ?? ""
    let name = isDryRun ? "would be receipt" : "receipt"
    return
      ("\(name) \(receipt.number)  \(receipt.at)  \(cause.kind.rawValue)\(undoes)"
      + (about.isEmpty ? "" : " (\(about))") + ", \(receipt.items) items in \(receipt.milliseconds) ms, "
      + "by \(receipt.author): \(receipt.reason)\(undone)").singleLine
  }

  private static func labels(_ state: ItemState) -> String {
    if state.labels.isEmpty { return "no label" }
    return state.labels.map { "\($0.value.rawValue) by \($0.source.rawValue)" }.joined(separator: ", ")
  }
}

/// `errata retract`.
struct RetractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract",
    abstract: "Take back a claim, one of its reviews or its verdict, with all that rests on it.",
    discussion: """
      Publishes the claims with the change, decides anew on every item that the claim touched, lets the labels follow \
      that reposts, quotes and copies had from these, restores their weights, and writes one receipt of it. All of it \
      happens at once or not at all. `errata receipts undo` takes it back.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata retract en-covid-5g-spreads-virus --reason withdrawn --dry-run
        errata retract en-covid-5g-spreads-virus --reason withdrawn
      """)

  @Argument(help: "The claim's id.")
  var claim: String

  @Option(help: ArgumentHelp("Withdraw only this review of the claim.", valueName: "url"))
  var review: String?

  @Option(
    help: ArgumentHelp("Correct the claim's verdict to this, in place of retracting the claim.", valueName: "verdict"),
    transform: RetractCommand.verdict)
  var verdict: Verdict?

  @OptionGroup var options: ReversalOptions

  func validate() throws {
    if review != nil, verdict != nil { throw ValidationError("Give either --review or --verdict.") }
  }

  private static func verdict(_ word: String) throws -> Verdict {
    guard let verdict = Verdict(rawValue: word) else {
      let known = Verdict.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--verdict takes one of \(known).")
    }
    return verdict
  }

  func run() throws {
    try reportingFailures {
      try options.run { reverser in
        if let review { return try reverser.withdraw(review: review, of: claim) }
        if let verdict { return try reverser.correct(claim, to: verdict) }
        return try reverser.retract(claim)
      }
    }
  }
}
