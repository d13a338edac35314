internal import ArgumentParser
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// `errata retain`.
struct RetainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retain",
    abstract: "Seal old decisions that stand no more: their content goes, the record stays provable.",
    discussion: """
      Of decisions made before a time, those that a later one has replaced lose their content, and items the texts of \
      that time. Digests, weights, label values and times stay, one event sums up what went, and `errata verify` still \
      holds; sealed decisions can't be computed again. Decisions that stand, label events, manual decisions and \
      receipts stay as they are. Backups made before keep what they have.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata retain --before 2026-01-01 --dry-run
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(
    help: ArgumentHelp("Seal decisions made before this time (RFC 3339).", valueName: "time"),
    transform: ClockOptions.time)
  var before: Timestamp

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: "Why, for the record.")
  var reason = "retention"

  @Flag(help: "Only tell what would be sealed; nothing is changed.")
  var dryRun = false

  @Option(help: "text or json.")
  var format: Format = .text

  func run() throws {
    try reportingFailures {
      let opened = try store.open(.readWrite)
      let sealed = try opened.retain(
        before: before, author: author.author, reason: reason, now: clock.now(), isDryRun: dryRun)
      guard let (event, summary) = sealed else { return Console.note("nothing to seal before \(before)") }
      guard format == .text else {
        var writer = JSONWriter()
        writer.object { writer in
          writer.member("event", event)
          if dryRun { writer.member("dryRun", true) }
          summary.encode(into: &writer)
        }
        return try Console.print(writer.string)
      }
      for line in lines(event, summary) { try Console.print(line.singleLine) }
    }
  }

  private func lines(_ event: Int, _ summary: RetentionSummary) -> [String] {
    let labels = summary.labels.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key.rawValue)" }
    var lines = [
      "\(dryRun ? "would seal" : "event \(event): sealed") \(summary.decisions) decisions "
        + "(\(summary.range.lowerBound) to \(summary.range.upperBound)) made before \(summary.before) and "
        + "\(summary.versions) texts; labels: \(labels.isEmpty ? "none" : labels.joined(separator: ", "))"
    ]
    lines += summary.claims.prefix(10).map { "  \($0.labels) by claim \($0.claim)" }
    let others = summary.claims.dropFirst(10).reduce(summary.otherClaims) { $0 + $1.labels }
    if others > 0 { lines.append("  \(others) by other claims") }
    lines.append("digest \(summary.digest)")
    return lines
  }
}
