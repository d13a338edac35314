internal import Errata

/// Decisions as rows of a table: item, label, weight, and the debunk to show.
enum DecisionTable {
  private static let table = TextTable(columns: [
    .init(title: "item", width: 12), .init(title: "text", width: 36), .init(title: "label", width: 24),
    .init(title: "weight", width: 6), .init(title: "score", width: 5), .init(title: "claim", width: 30),
    .init(title: "debunk", width: 90),
  ])

  /// The titles.
  static var header: String { table.header }

  /// One item's row.
  static func row(_ item: Item, _ decision: Decision) -> String {
    let first = leading(decision)
    return table.line([
      decision.id, item.content.source, verdict(decision), weight(decision.weight.value),
      first.score.map(score) ?? "", first.claim ?? "", first.review ?? "",
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

  private static func leading(_ decision: Decision) -> (claim: String?, review: String?, score: Double?) {
    if let evidence = decision.labels.compactMap(\.reason.evidence).first {
      return (evidence.claim, evidence.review, evidence.score)
    }
    if let suppression = decision.suppressed.first {
      return (suppression.claim, suppression.review, suppression.score)
    }
    let queued = decision.queued.first
    return (queued?.claim, queued?.review, queued?.score)
  }

  private static func weight(_ value: Double) -> String { decimals(value, 3) }

  private static func score(_ value: Double) -> String { decimals(value, 2) }

  private static func decimals(_ value: Double, _ count: Int) -> String {
    let scale = count == 2 ? 100.0 : 1000.0
    let scaled = Int((value * scale).rounded())
    let fraction = String(scaled % Int(scale))
    let zeros = String(repeating: "0", count: count - fraction.count)
    return "\(scaled / Int(scale)).\(zeros)\(fraction)"
  }
}
