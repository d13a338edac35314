internal import ArgumentParser
internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataStore

/// `errata history`.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show all that was decided on an item, in order: decisions, people, labels.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata history s-zh-01
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case jsonl
  }

  @Argument(help: "The item's id.")
  var item: String

  @OptionGroup var store: StoreOptions

  @Option(help: "text or jsonl.")
  var format: Format = .text

  /// Something that happened to an item.
  private struct Entry {
    var at: Timestamp
    var text: String
    var json: String
  }

  func run() throws {
    try reportingFailures {
      let opened = try store.open(.readOnly)
      let decisions = try opened.history(item)
      guard !decisions.isEmpty else {
        Console.error("\(store.path): has no decision on item \"\(item.singleLine)\"")
        throw ExitCodes.findings
      }
      let entries =
        decisions.map(entry) + (try opened.manualDecisions(of: item).map(entry)) + (try labels(opened).map(entry))
      // A stable order: of one moment, first the decision, then what people said, then the labels that follow.
      let ordered = entries.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      for entry in ordered.map(\.element) {
        try Console.print(format == .text ? "\(entry.at)  \(entry.text.singleLine)" : entry.json)
      }
    }
  }

  private func labels(_ store: DecisionStore) throws -> [LabelEvent] {
    var (events, last) = ([LabelEvent](), 0)
    while true {
      let page = try store.labelEvents(after: last, item: item, limit: 1000)
      guard let end = page.last else { return events }
      events += page
      last = end.sequence
    }
  }

  private func entry(_ recorded: RecordedDecision) -> Entry {
    let decision = recorded.decision
    if let seal = recorded.seal { return entry(recorded, seal) }
    let found = decision.labels.map { "\($0.value.rawValue) (\($0.reason.evidence?.claim ?? $0.reason.rule))" }
    let suppressed = decision.suppressed.map { "\($0.claim) suppressed: \($0.reason.rawValue)" }
    let queued = decision.queued.map { "\($0.claim) for review" }
    let what = (found + suppressed + queued).joined(separator: ", ")
    return Entry(
      at: decision.decidedAt,
      text: "decision \(recorded.sequence)  weight \(decision.weight.value)  \(what.isEmpty ? "nothing found" : what)"
        + "  corpus revision \(recorded.revision), policy \(decision.policyVersion)",
      json: json("decision") { writer in
        writer.member("sequence", recorded.sequence)
        writer.key("decision")
        DecisionEncoder.encode(decision, into: &writer)
      })
  }

  private func entry(_ recorded: RecordedDecision, _ seal: DecisionSeal) -> Entry {
    let decision = recorded.decision
    let labels = seal.labels.map(\.rawValue).joined(separator: ", ")
    return Entry(
      at: decision.decidedAt,
      text: "decision \(recorded.sequence)  weight \(decision.weight.value)  \(labels.isEmpty ? "no label" : labels)"
        + "  corpus revision \(recorded.revision), policy \(decision.policyVersion); sealed by event \(seal.event)",
      json: json("decision") { writer in
        writer.member("sequence", recorded.sequence)
        seal.encode(decision, into: &writer)
      })
  }

  private func entry(_ manual: ManualDecision) -> Entry {
    Entry(
      at: manual.at,
      text: "\(manual.author) \(manual.action.rawValue)s \(manual.claim ?? "all claims"): \(manual.reason)",
      json: json("manual") { writer in
        writer.key("manual")
        manual.encode(into: &writer)
      })
  }

  private func entry(_ event: LabelEvent) -> Entry {
    let reasons = event.reasons.map { "\($0.source.rawValue) \($0.claim ?? $0.rule)" }.joined(separator: ", ")
    return Entry(
      at: event.at,
      text: "label \(event.sequence)  \(event.value.rawValue) "
        + (event.isNegated ? "gone, by \(event.cause.rawValue)" : "by \(reasons)"),
      json: json("label") { writer in
        writer.key("label")
        event.encode(into: &writer)
      })
  }

  private func json(_ kind: String, _ members: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("kind", kind)
      members(&writer)
    }
    return writer.string
  }
}

/// `errata erase`.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Delete an item's content from the record on request; the record stays provable.",
    discussion: """
      Text, author and everything else but the id is deleted, from all versions of the item. Its decisions and labels \
      stay, and `errata verify` still holds. Backups made before keep what they have.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata erase s-zh-01 --reason "the author's request"
      """)

  @Argument(help: "The item's id.")
  var item: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: "Why.")
  var reason: String

  func run() throws {
    try reportingFailures {
      let count = try store.open(.readWrite).erase(
        item: item, author: author.author, reason: reason, now: clock.now())
      Console.note("\(count) \(count == 1 ? "version" : "versions") of item \"\(item.singleLine)\" deleted")
    }
  }
}
