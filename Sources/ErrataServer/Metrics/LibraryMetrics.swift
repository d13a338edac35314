package import CoreMetrics
internal import Synchronization

/// Takes in what the libraries of this process measure through swift-metrics, so that it stands beside the worker's own
/// metrics.
///
/// Names get the form that Prometheus wants: dots become underscores, counters end in `_total` and timers, which become
/// histograms, in `_seconds`. A name has one kind and one set of label names, those that it came with first; what comes
/// otherwise under the same name, and what would take the name of a metric of the worker, is dropped.
package final class LibraryMetrics: MetricsFactory, Sendable {
  private struct State {
    var families: [String: MetricFamily] = [:]
    var kinds: [String: (kind: String, labels: [String])] = [:]
  }

  private let state = Mutex(State())

  /// Most names that are kept.
  private static let limit = 200

  /// Nothing measured yet.
  package init() {}

  /// Makes it the process's own; once in a process.
  package func install() {
    MetricsSystem.bootstrap(self)
  }

  /// All families, by name.
  var all: [MetricFamily] {
    state.withLock { $0.families.values.sorted { $0.name < $1.name } }
  }

  /// The family of a name; `nil` when what is there under it is something else.
  private func family(
    _ label: String, ending: String, _ kind: MetricFamily.Kind, _ dimensions: [(String, String)]
  ) -> (family: MetricFamily, values: [String])? {
    var name = LibraryMetrics.cleaned(label)
    if !name.hasSuffix(ending) { name += ending }
    guard !name.hasPrefix("errata_") else { return nil }
    let sorted = dimensions.map { (LibraryMetrics.cleaned($0.0), $0.1) }.sorted { $0.0 < $1.0 }
    let labels = sorted.map(\.0)
    guard Set(labels).count == labels.count else { return nil }
    let family: MetricFamily? = state.withLock { state in
      if let known = state.kinds[name] {
        return known.kind == kind.word && known.labels == labels ? state.families[name] : nil
      }
      guard state.families.count < LibraryMetrics.limit else { return nil }
      let fresh = MetricFamily(name, kind, "From a library: \(label.quotable).", labels: labels)
      state.families[name] = fresh
      state.kinds[name] = (kind.word, labels)
      return fresh
    }
    return family.map { ($0, sorted.map(\.1)) }
  }

  /// A name of the letters that Prometheus takes.
  private static func cleaned(_ label: String) -> String {
    let name = String(
      label.unicodeScalars.prefix(100).map { scalar in
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isPlain ? Character(scalar) : "_"
      })
    return name.first.map { $0.isNumber } ?? true ? "_" + name : name
  }

  private static let seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
  private static let numbers = [1.0, 10, 100, 1000, 10_000, 100_000, 1_000_000]
}

// What swift-metrics asks for.
extension LibraryMetrics {
  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    Handler(family(label, ending: "_total", .counter, dimensions), .add)
  }

  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    Handler(family(label, ending: "_total", .counter, dimensions), .add)
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    Handler(family(label, ending: "", .gauge, dimensions), .set)
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    aggregate
      ? Handler(family(label, ending: "", .histogram(LibraryMetrics.numbers), dimensions), .observe)
      : Handler(family(label, ending: "", .gauge, dimensions), .set)
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    Handler(family(label, ending: "_seconds", .histogram(LibraryMetrics.seconds), dimensions), .observe)
  }

  // What was measured stays: a counter that went away would look like a restart.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}
}

/// One series of a family, as a library writes it.
private final class Handler: Sendable {
  enum Way {
    case add
    case set
    case observe
  }

  private let family: MetricFamily?
  private let values: [String]
  private let way: Way

  init(_ found: (family: MetricFamily, values: [String])?, _ way: Way) {
    family = found?.family
    values = found?.values ?? []
    self.way = way
  }

  func take(_ value: Double) {
    switch way {
    case .add: if value >= 0 { family?.add(value, of: values) }
    case .set: family?.set(value, of: values)
    case .observe: family?.observe([value], of: values)
    }
  }

  func change(by value: Double) { family?.add(value, of: values) }
}

extension Handler: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
  func increment(by amount: Int64) { take(Double(amount)) }
  func increment(by amount: Double) { way == .set ? change(by: amount) : take(amount) }
  func decrement(by amount: Double) { change(by: -amount) }
  // A counter only grows, in the sense of Prometheus.
  func reset() {}
  func set(_ value: Int64) { take(Double(value)) }
  func set(_ value: Double) { take(value) }
  func record(_ value: Int64) { take(Double(value)) }
  func record(_ value: Double) { take(value) }
  func recordNanoseconds(_ duration: Int64) { take(Double(duration) / 1e9) }
}
