internal import ArgumentParser
internal import ErrataJSON
internal import ErrataReach
internal import ErrataServer
internal import ErrataStore

/// `errata reach`.
struct ReachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "See how many of those who saw a rumor its debunk reached.",
    discussion: """
      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata reach report
      """,
    subcommands: [Report.self])

  /// `errata reach report`.
  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Report exposed, reached, share, median time, opened, and the difference to the holdout.",
      discussion: """
        The counts are estimates from sketches, within about 2 %; nobody's key is kept.

        Example:
          errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
          errata reach report --format svg > reach.svg
        """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case table
      case json
      case svg
    }

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("The claim; without it all claims, one a row.", valueName: "id"))
    var claim: String?

    @Option(help: ArgumentHelp("How to write it: table, json, svg.", valueName: "format"))
    var format = Format.table

    func run() throws {
      try reportingFailures {
        let store = try store.open(.readOnly)
        let tally = try store.reachTally(claim: claim)
        let report = tally.report(claim: claim)
        if report.days.isEmpty {
          Console.note("errata: no exposure\(claim.map { " to the claim \($0)" } ?? "") was reported yet")
        }
        switch format {
        case .table: try Console.print(try ReachTable.text(report, claims: claim == nil ? rows(tally, store) : []))
        case .json: try writeJSON(report)
        case .svg: try Console.print(ReachChart.svg(report), terminator: "")
        }
      }
    }

    private func rows(_ tally: ReachTally, _ store: DecisionStore) throws -> [ReachReport] {
      try store.reachClaims().map { tally.report(claim: $0) }
    }

    private func writeJSON(_ report: ReachReport) throws {
      var writer = JSONWriter()
      writer.object { ReachReportEncoder.members(of: report, &$0) }
      try Console.print(writer.string)
    }
  }
}

/// A report as text.
enum ReachTable {
  private static let table = TextTable(columns: [
    TextTable.Column(title: "", width: 36), TextTable.Column(title: "exposed", width: 10),
    TextTable.Column(title: "reached", width: 10), TextTable.Column(title: "share", width: 7),
    TextTable.Column(title: "opened", width: nil),
  ])

  /// The whole report.
  static func text(_ report: ReachReport, claims: [ReachReport]) throws -> String {
    var lines = [table.header, line(report.claim ?? "all claims", report.total)]
    lines += claims.map { line("  " + ($0.claim ?? ""), $0.total) }
    lines += report.surfaces.map { line("  on " + $0.name, $0.row) }
    lines += report.days.map { line("  " + ReachDate.text(day: $0.day), $0.row) }
    lines.append("median time from exposure to debunk: \(report.medianSeconds.map(ReachDate.text) ?? "unknown")")
    lines.append("holdout: \(holdout(report.effect))")
    return lines.joined(separator: "\n")
  }

  private static func holdout(_ effect: ReachEffect) -> String {
    guard let difference = effect.difference else { return effect.words }
    return "\(points(difference.value)) points (95 %: \(points(difference.low)) to \(points(difference.high))); "
      + effect.words
  }

  private static func points(_ share: Double) -> String { String((share * 1000).rounded() / 10) }

  private static func line(_ name: String, _ row: ReachReport.Row) -> String {
    table.line([
      name, String(Int(row.exposed.rounded())), String(Int(row.reached.rounded())),
      row.share.map { "\(points($0)) %" } ?? "-", String(Int(row.opened.rounded())),
    ])
  }
}
