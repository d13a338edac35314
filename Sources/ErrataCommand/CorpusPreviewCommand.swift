internal import ArgumentParser
internal import Errata
internal import ErrataCorpus
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// `errata corpus preview`.
struct CorpusPreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show what new claims would hit, before they are published.",
    discussion: """
      For each entry of the files: what lint finds in it beside the corpus, other claims that it collides with, what \
      it would hit among recorded items and how many a day, and what it hits among ordinary items. Of each the ten \
      most doubtful hits and the ten nearest misses. Nothing is changed.

      Exits with 0 when nothing speaks against publishing and 1 when there are warnings.

      Example:
        errata corpus preview corpora/samples/claims.jsonl \\
          --background corpora/samples/items.jsonl || true
      """)

  @Argument(help: ArgumentHelp("Files or folders of new claims (*.jsonl).", valueName: "path"))
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "The corpus that is there; may be given several times (default: the live one of a given store, or the starter "
        + "corpus).", valueName: "path"))
  var corpus: [String] = []

  @Option(name: .customLong("store"), help: ArgumentHelp("A store with recorded items.", valueName: "file"))
  var storeFile: String?

  @Option(help: ArgumentHelp("Items that carry no rumor; may be given several times.", valueName: "file"))
  var background: [String] = []

  @Option(help: ArgumentHelp("Look at so many recorded items at most, the newest.", valueName: "n"))
  var scan = 100_000

  @Option(help: ArgumentHelp("A policy in YAML (default: the shipped policy).", valueName: "file"))
  var policy: String?

  @OptionGroup var clock: ClockOptions

  @Flag(help: "Write one JSON object an entry.")
  var json = false

  func validate() throws {
    if scan < 1 { throw ValidationError("--scan takes a number from 1.") }
  }

  func run() throws {
    try reportingFailures {
      let now = clock.now()
      let entries = try CorpusLoader.located(paths: paths)
      let store = try storeFile.map { try DecisionStore(path: $0, mode: .readOnly) }
      let others = try beside(store)
      let linter = Linter(settings: LintSettings(now: now))
      let report = linter.lint(entries, beside: others)
      var preview = try CorpusPreview(
        entries, beside: others, policy: PolicySource.load(policy).policy, now: now)
      for file in background {
        try PreviewItems.forEach(in: file, skipped: { Console.warning($0.description) }) { preview.addBackground($0) }
      }
      if let store { try look(at: store, &preview) }
      var hasWarnings = report.errorCount + report.warningCount > 0
      for entry in preview.entries {
        let findings = report.findings.filter { $0.file == entry.claim.file && $0.line == entry.claim.line }
        let warnings = preview.warnings(entry)
        if !warnings.isEmpty { hasWarnings = true }
        let shown = PreviewText(preview: preview, entry: entry, findings: findings, warnings: warnings)
        try Console.print(json ? shown.json : shown.text)
      }
      if hasWarnings { throw ExitCodes.findings }
    }
  }

  /// The claims that are there.
  private func beside(_ store: DecisionStore?) throws -> [Claim] {
    if corpus.isEmpty, let store, let live = try store.published { return try store.claims(revision: live.revision) }
    return try CorpusOptions.load(corpus).claims
  }

  /// Items of a page.
  private static let page = 500

  private func look(at store: DecisionStore, _ preview: inout CorpusPreview) throws {
    var after = max(0, try store.counts.items - scan)
    while true {
      let page = try store.standing(afterItem: after, limit: CorpusPreviewCommand.page)
      guard let last = page.last else { return }
      after = last.number
      for (_, recorded) in page { preview.addRecorded(recorded.item, decidedAt: recorded.decision.decidedAt) }
    }
  }
}

/// What was found about an entry, for people and for programs.
struct PreviewText {
  let preview: CorpusPreview
  let entry: CorpusPreview.Entry
  let findings: [Diagnostic]
  let warnings: [String]

  var text: String {
    let claim = entry.claim.claim
    var lines = ["\(claim.id.singleLine): \(claim.text.singleLine)"]
    lines += findings.map {
      "  \($0.severity.rawValue): \($0.field.isEmpty ? "" : $0.field + ": ")\($0.message.singleLine)"
    }
    lines += warnings.map { "  warning: \($0.singleLine)" }
    if preview.recordedItems > 0 {
      let rate = (preview.hitsPerDay(entry) * 10).rounded() / 10
      lines.append("  recorded: \(counts(entry.recorded)) of \(preview.recordedItems) items, about \(rate) a day")
      lines += examples(entry.recorded)
    }
    if preview.backgroundItems > 0 {
      lines.append("  background: \(counts(entry.background)) of \(preview.backgroundItems) items")
      lines += examples(entry.background)
    }
    if findings.isEmpty, warnings.isEmpty { lines.append("  nothing speaks against it") }
    return lines.joined(separator: "\n")
  }

  private func counts(_ hits: CorpusPreview.Hits) -> String {
    "\(hits.outcomes[.apply] ?? 0) labelled, \(hits.outcomes[.review] ?? 0) for review, "
      + "\(hits.outcomes[.suppressed] ?? 0) kept from a label"
  }

  private func examples(_ hits: CorpusPreview.Hits) -> [String] {
    func line(_ kind: String, _ example: CorpusPreview.Example) -> String {
      let item = example.item.singleLine.clipped(to: 24)
      return "    \(kind) \(example.score)  \(item)  \(example.text.singleLine.clipped(to: 100))"
    }
    return hits.doubtful.map { line("hit ", $0) } + hits.misses.map { line("miss", $0) }
  }

  var json: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("claim", entry.claim.claim.id)
      writer.member("findings", findings) { writer, finding in
        writer.object { writer in
          writer.member("severity", finding.severity.rawValue)
          writer.member("field", finding.field)
          writer.member("code", finding.code)
          writer.member("message", finding.message)
        }
      }
      writer.member("warnings", warnings) { $0.string($1) }
      for (name, collisions) in [("collisions", entry.collisions), ("truths", entry.truths)] {
        writer.member(name, collisions) { writer, collision in
          writer.object { writer in
            writer.member("claim", collision.claim)
            writer.member("field", collision.field)
            writer.member("score", collision.score)
          }
        }
      }
      member("recorded", entry.recorded, preview.recordedItems, perDay: preview.hitsPerDay(entry), &writer)
      member("background", entry.background, preview.backgroundItems, perDay: nil, &writer)
    }
    return writer.string
  }

  private func member(
    _ name: String, _ hits: CorpusPreview.Hits, _ items: Int, perDay: Double?, _ writer: inout JSONWriter
  ) {
    guard items > 0 else { return }
    writer.key(name)
    writer.object { writer in
      writer.member("items", items)
      for outcome in [Outcome.apply, .review, .suppressed] {
        writer.member(outcome.rawValue, hits.outcomes[outcome] ?? 0)
      }
      if let perDay { writer.member("hitsPerDay", perDay) }
      for (name, examples) in [("doubtful", hits.doubtful), ("misses", hits.misses)] {
        writer.member(name, examples) { writer, example in
          writer.object { writer in
            writer.member("item", example.item)
            writer.member("score", example.score)
            writer.member("outcome", example.outcome.rawValue)
            writer.member("text", example.text)
          }
        }
      }
    }
  }
}
