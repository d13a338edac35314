internal import ErrataJSON
internal import ErrataModel

/// Counts what a log of queries gets.
struct PinsTally {
  /// A query with the claim that came nearest.
  struct Row: Hashable {
    var query: String
    var claim: String
    var score: Double
    var count: Int
  }

  private let cut: Double
  private var queries = 0
  private var pinned: [String: Row] = [:]
  private var almost: [String: Row] = [:]
  private var claims: [String: Int] = [:]

  /// A tally of pins at and above a score.
  init(cut: Double) { self.cut = cut }

  /// Counts a query with all that was found for it, the surest first.
  mutating func add(_ line: QueryLine, _ pins: [Pin]) {
    queries += line.count
    guard let first = pins.first else { return }
    for pin in pins where pin.score >= cut { claims[pin.claim, default: 0] += line.count }
    let row = Row(query: line.query, claim: first.claim, score: first.score, count: 0)
    if first.score >= cut {
      pinned[line.query, default: row].count += line.count
    } else {
      almost[line.query, default: row].count += line.count
    }
  }

  /// The report.
  ///
  /// - Parameter all: the ids of all claims that could be found.
  func report(claims all: [String], top: Int) -> PinsReport {
    func ordered(_ rows: [String: Row]) -> [Row] {
      rows.values.sorted { a, b in
        if a.count != b.count { return a.count > b.count }
        return a.score != b.score ? a.score > b.score : a.query < b.query
      }
    }
    let (pinned, almost) = (ordered(pinned), ordered(almost))
    let never = all.filter { claims[$0] == nil }
    return PinsReport(
      queries: queries, pinnedCount: pinned.reduce(0) { $0 + $1.count },
      almostCount: almost.reduce(0) { $0 + $1.count }, neverCount: never.count, pinned: Array(pinned.prefix(top)),
      almost: Array(almost.prefix(top)), never: Array(never.prefix(top)),
      claims: Array(claims.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(top)))
  }
}

/// What a log of queries gets.
struct PinsReport {
  var queries: Int
  var pinnedCount: Int
  var almostCount: Int
  var neverCount: Int
  var pinned: [PinsTally.Row]
  var almost: [PinsTally.Row]
  var never: [String]
  var claims: [(key: String, value: Int)]

  private static let table = TextTable(columns: [
    TextTable.Column(title: "count", width: 8), TextTable.Column(title: "score", width: 6),
    TextTable.Column(title: "query", width: 44), TextTable.Column(title: "claim", width: nil),
  ])

  /// As tables.
  var text: String {
    var lines = ["\(queries) queries: \(pinnedCount) get pins, \(almostCount) almost do"]
    lines += ["", "Queries that get pins", PinsReport.table.header] + pinned.map(PinsReport.line)
    lines += ["", "Queries that almost get pins", PinsReport.table.header] + almost.map(PinsReport.line)
    lines += ["", "Claims that are pinned"] + claims.map { "\($0.value)  \($0.key)" }
    lines += ["", "Claims that are never found: \(neverCount)"] + never.map { "  \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ row: PinsTally.Row) -> String {
    table.line([String(row.count), String(row.score), row.query, row.claim])
  }

  /// As JSON.
  var json: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("queries", queries)
      writer.member("pinned", pinnedCount)
      writer.member("almost", almostCount)
      writer.member("pinnedQueries", pinned) { PinsReport.write($1, &$0) }
      writer.member("almostQueries", almost) { PinsReport.write($1, &$0) }
      writer.member("claims", claims) { writer, claim in
        writer.object { writer in
          writer.member("claim", claim.key)
          writer.member("count", claim.value)
        }
      }
      writer.member("neverFound", neverCount)
      writer.member("neverFoundClaims", never) { $0.string($1) }
    }
    return writer.string
  }

  private static func write(_ row: PinsTally.Row, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("query", row.query)
      writer.member("count", row.count)
      writer.member("claim", row.claim)
      writer.member("score", row.score)
    }
  }
}
