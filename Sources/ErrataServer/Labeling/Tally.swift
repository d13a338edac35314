internal import ErrataModel

/// What a batch came to, for the metrics.
struct Tally: Sendable {
  var items = 0
  var faults = 0
  var undecided = 0
  var queued = 0
  var labels: [LabelValue: Int] = [:]
  var suppressed: [SuppressionReason: Int] = [:]
  /// Weights of items that aren't exactly 1.
  var weights: [Double] = []

  mutating func note(_ decision: Decision) {
    for label in decision.labels { labels[label.value, default: 0] += 1 }
    for suppression in decision.suppressed { suppressed[suppression.reason, default: 0] += 1 }
    queued += decision.queued.count
    if decision.weight.value != 1 { weights.append(decision.weight.value) }
  }
}
