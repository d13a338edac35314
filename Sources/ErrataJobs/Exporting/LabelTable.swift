internal import ErrataExchange
internal import ErrataModel
internal import ErrataStore

/// Label events as rows of a table. Where a label has several reasons, their parts stand in one cell, parted by `; `.
enum LabelTable {
  /// The columns.
  static let columns = [
    "sequence", "item", "value", "negated", "sources", "claims", "reviews", "rules", "scores", "expires", "cause",
    "decision", "former", "at",
  ]

  static var header: [UInt8] { bytes(columns) }

  static func row(_ event: LabelEvent) -> [UInt8] {
    func all(_ part: (LabelReason) -> String?) -> String { event.reasons.compactMap(part).joined(separator: "; ") }
    return bytes([
      String(event.sequence), event.item, event.value.rawValue, event.isNegated ? "true" : "false",
      all(\.source.rawValue), all(\.claim), all(\.review), all(\.rule), all { $0.score.map { "\($0)" } },
      all(\.expires?.description), event.cause.rawValue, event.decision.map { String($0) } ?? "",
      event.former.map { String($0) } ?? "", event.at.description,
    ])
  }

  private static func bytes(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    CSVRow.write(cells, into: &bytes)
    return bytes
  }
}
