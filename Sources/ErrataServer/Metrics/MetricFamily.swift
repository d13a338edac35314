internal import Synchronization

/// A metric in the sense of Prometheus: a name, help, label names, and a value for each set of label values.
///
/// Values are kept behind one lock a family: they are touched once a request, not once an item.
final class MetricFamily: Sendable {
  /// What kind of values it has.
  enum Kind: Sendable {
    /// Only grows.
    case counter
    /// Goes up and down.
    case gauge
    /// Counts values up to bounds, which are in ascending order.
    case histogram([Double])

    var word: String {
      switch self {
      case .counter: "counter"
      case .gauge: "gauge"
      case .histogram: "histogram"
      }
    }
  }

  private struct Series {
    var value = 0.0
    /// For histograms: how many values lie at or below each bound, and above the last.
    var counts: [Int] = []
  }

  /// Its name, unit and `_total` included.
  let name: String
  private let help: String
  private let kind: Kind
  private let labels: [String]
  private let series = Mutex<[[String]: Series]>([:])

  /// Most sets of label values that are kept, so that no caller can make it grow.
  private static let limit = 500

  init(_ name: String, _ kind: Kind, _ help: String, labels: [String] = []) {
    self.name = name
    self.kind = kind
    self.help = help
    self.labels = labels
    if labels.isEmpty { change([]) { _ in } }
  }

  /// Adds to a counter or gauge.
  func add(_ amount: Double = 1, _ values: String...) {
    add(amount, of: values)
  }

  /// Adds to a counter or gauge.
  func add(_ amount: Double, of values: [String]) {
    change(values) { $0.value += amount }
  }

  /// Sets a gauge.
  func set(_ value: Double, _ values: String...) {
    set(value, of: values)
  }

  /// Sets a gauge.
  func set(_ value: Double, of values: [String]) {
    change(values) { $0.value = value }
  }

  /// Sets a gauge that has one set of label values at a time.
  func replace(_ value: Double, _ values: String...) {
    series.withLock { $0.removeAll() }
    change(values) { $0.value = value }
  }

  /// Counts values of a histogram.
  func observe(_ observed: [Double], _ values: String...) {
    observe(observed, of: values)
  }

  /// Counts values of a histogram.
  func observe(_ observed: [Double], of values: [String]) {
    guard case .histogram(let bounds) = kind else { return }
    change(values) { series in
      for value in observed {
        series.counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        series.value += value
      }
    }
  }

  private func change(_ values: [String], _ body: (inout Series) -> Void) {
    series.withLock { all in
      if all[values] == nil {
        guard values.count == labels.count, all.count < MetricFamily.limit else { return }
        var fresh = Series()
        if case .histogram(let bounds) = kind { fresh.counts = Array(repeating: 0, count: bounds.count + 1) }
        all[values] = fresh
      }
      if var one = all[values] {
        body(&one)
        all[values] = one
      }
    }
  }

  /// The family in Prometheus's text format, version 0.0.4.
  var text: String {
    let all = series.withLock { $0 }
    var text = "# HELP \(name) \(MetricFamily.escaped(help, quotes: false))\n# TYPE \(name) \(kind.word)\n"
    for (values, one) in all.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let pairs = zip(labels, values).map { "\($0)=\"\(MetricFamily.escaped($1, quotes: true))\"" }
      if case .histogram(let bounds) = kind {
        text += MetricFamily.histogram(name, pairs, bounds, one)
      } else {
        text += "\(name)\(MetricFamily.braced(pairs)) \(MetricFamily.number(one.value))\n"
      }
    }
    return text
  }

  private static func histogram(_ name: String, _ pairs: [String], _ bounds: [Double], _ one: Series) -> String {
    var (text, sum) = ("", 0)
    for (index, count) in one.counts.enumerated() {
      sum += count
      let bound = index < bounds.count ? number(bounds[index]) : "+Inf"
      text += "\(name)_bucket\(braced(pairs + ["le=\"\(bound)\""])) \(sum)\n"
    }
    return text + "\(name)_sum\(braced(pairs)) \(number(one.value))\n\(name)_count\(braced(pairs)) \(sum)\n"
  }

  private static func braced(_ pairs: [String]) -> String {
    pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}"
  }

  /// Whole numbers without a point.
  static func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
  }

  static func escaped(_ text: String, quotes: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
