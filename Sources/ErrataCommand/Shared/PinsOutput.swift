internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel

/// Writes answers as they come.
struct PinsOutput {
  let format: PinsFormat
  private var writer = JSONWriter()
  private var hasHeader = false

  /// Bytes that are held back before they are written.
  private static let block = 1 << 16

  private static let table = TextTable(columns: [
    TextTable.Column(title: "query", width: 28), TextTable.Column(title: "score", width: 6),
    TextTable.Column(title: "verdict", width: 10), TextTable.Column(title: "claim", width: 40),
    TextTable.Column(title: "review", width: nil),
  ])

  init(format: PinsFormat) { self.format = format }

  /// Writes the answer to a query.
  mutating func write(id: String, query: String, _ find: (String) -> [Pin]) throws {
    let pins = find(query)
    switch format {
    case .jsonl:
      PinEncoder.encode(id: id, query: query, pins: pins, into: &writer)
      writer.newline()
    case .table:
      if !hasHeader { writer.raw(PinsOutput.table.header + "\n") }
      hasHeader = true
      for line in PinsOutput.lines(query, pins) { writer.raw(line + "\n") }
    }
    if writer.bytes.count >= PinsOutput.block { try finish() }
  }

  /// Writes what was held back.
  mutating func finish() throws {
    try OutputWriter.standardOutput.write(writer.bytes)
    writer.removeAll()
  }

  private static func lines(_ query: String, _ pins: [Pin]) -> [String] {
    if pins.isEmpty { return [table.line([query, "-", "", "", ""])] }
    return pins.enumerated().map { number, pin in
      let review = pin.reviews.first
      return table.line([
        number == 0 ? query : "", String(pin.score), pin.verdict.rawValue, pin.text,
        review.map { "\($0.publisher) (\($0.datePublished)) \($0.url)" } ?? "",
      ])
    }
  }
}
