internal import Errata

/// Decisions as rows of a table: item, label, weight, and the debunk to show.
enum DecisionTable {
  private static let table = TextTable(columns: [
    .init(title: "item", width: 10), .init(title: "label", width: 22), .init(title: "weight", width: 6),
    .init(title: "text", width: 34), .init(title: "debunk", width: nil),
  ])

  /// The titles.
  static var header: String { table.header }

  /// One item's row.
  static func row(_ item: Item, _ decision: Decision) -> String {
    table.line([
      decision.id, verdict(decision), decision.weight.value.fixed(3), item.content.source, debunk(decision) ?? "",
    ])
  }

  private static func verdict(_ decision: Decision) -> String {
    if let label = decision.labels.first {
      let more = decision.labels.count > 1 ? " +\(decision.labels.count - 1)" : ""
      return label.value.rawValue + (label.isUndeclared ? " (undeclared)" : "") + more
    }
    if let suppression = decision.suppressed.first { return "- (\(suppression.reason.rawValue))" }
    return decision.queued.isEmpty ? "-" : "- (for review)"
  }

  /// The review to show beside the item.
  private static func debunk(_ decision: Decision) -> String? {
    decision.labels.compactMap(\.reason.evidence?.review).first ?? decision.suppressed.first?.review
      ?? decision.queued.first?.review
  }
}

extension Double {
  /// The number with a fixed count of decimals, for columns.
  fileprivate func fixed(_ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
    let scaled = Int((self * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
