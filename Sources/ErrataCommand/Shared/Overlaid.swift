internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore

/// What people, other items and receipts add to a recorded decision.
struct Overlaid {
  /// The manual decisions that stand.
  let manual: [ManualDecision]
  /// The labels that the item inherits now.
  let inherited: [InheritedLabel]
  /// The receipts that changed the item, the newest first, each with what it did to it.
  let receipts: [(receipt: Receipt, item: ReceiptItem?)]
  /// The decision that is answered.
  let decision: Decision

  /// Looks at an item.
  ///
  /// - Parameter time: the time that is asked for; `nil` for now. What an item inherited earlier is told by its label
  ///   events.
  init(_ item: String, _ decision: Decision, policy: Policy, at time: Timestamp?, in store: DecisionStore) throws {
    let now = time ?? ClockOptions.machine
    manual = try store.standingManual(item, at: now)
    inherited = try time == nil ? store.inherited(by: item) : store.inherited(by: item, at: now)
    receipts = try store.receipts(item: item, limit: 20).filter { $0.at <= now }.map {
      ($0, try store.receiptItem($0.number, item))
    }
    self.decision = Overlay.apply(manual, inherited, to: decision, policy: policy, now: now)
  }

  /// For people, line by line; empty when nothing is added.
  var lines: [String] {
    var lines = manual.map { decision in
      "manual: \(decision.author) \(decision.action.rawValue)s \(decision.claim ?? "all claims") at \(decision.at): "
        .singleLine + decision.reason.singleLine
    }
    lines += inherited.map { label in
      let way = label.inheritance
      return "inherited: \(label.value.rawValue) from item \(way.root), \(way.hops) hops, by way of \(way.via)"
        .singleLine + (way.claim.map { ", claim \($0)" } ?? "").singleLine
        + (way.review.map { ", review \($0)" } ?? "").singleLine
    }
    if !lines.isEmpty {
      let labels = decision.labels.map { "\($0.value.rawValue) by \($0.reason.source.rawValue)" }
      lines.append(
        "with that: weight \(decision.weight.value), "
          + (labels.isEmpty ? "no label" : "label " + labels.joined(separator: ", ")))
    }
    return lines + receipts.map { ReceiptOptions.head($0.receipt) }
  }

  /// Writes what is added as members of an object.
  func encode(into writer: inout JSONWriter) {
    if !manual.isEmpty { writer.member("manual", manual) { $1.encode(into: &$0) } }
    if !manual.isEmpty || !inherited.isEmpty {
      writer.key("effective")
      DecisionEncoder.encode(decision, into: &writer)
    }
    guard !receipts.isEmpty else { return }
    writer.member("receipts", receipts) { writer, entry in
      entry.receipt.encode(into: &writer) { writer in
        guard let item = entry.item else { return }
        writer.key("changed")
        item.encode(into: &writer)
      }
    }
  }
}
