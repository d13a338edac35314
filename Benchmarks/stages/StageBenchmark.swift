import Errata
import ErrataIndex
import ErrataJSON
import ErrataMatching
import ErrataModel
import ErrataText
import Foundation

/// Times each stage of the way of an item on its own, on real items, and prints nanoseconds an item.
///
/// A simple harness serves better here than a framework: the stages share one index and one set of items, which a
/// framework would load anew for each, and at a million claims that takes longer than the measuring.
@main
struct StageBenchmark {
  private var texts: [[UInt8]] = []
  private var rounds = 5
  private let index: SegmentedIndex
  private let engine: Engine

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2 else {
      print("usage: errata-stages INDEX ITEMS [ROUNDS]\nITEMS: JSON Lines with a field `text`")
      exit(64)
    }
    let list = Array(arguments)
    var benchmark = try StageBenchmark(index: list[0], items: list[1])
    if list.count > 2, let rounds = Int(list[2]) { benchmark.rounds = max(1, rounds) }
    try benchmark.run()
  }

  private init(index path: String, items: String) throws {
    let start = ProcessTime.now()
    index = try SegmentedIndex(path: path)
    print("opened in \(Int((ProcessTime.now() - start) * 1e6)) µs of processor time")
    engine = try Engine(indexFile: path, policyFile: nil)
    let data = try Data(contentsOf: URL(fileURLWithPath: items))
    for line in data.split(separator: 10) {
      guard case .string(let text) = try JSONParser.parse(Array(line))["text"] else { continue }
      texts.append(Array(text.utf8))
    }
  }

  private func run() throws {
    let bytes = texts.reduce(0) { $0 + $1.count }
    print("\(index.claimCount) claims, \(texts.count) items of \(bytes / max(1, texts.count)) bytes in the mean")
    let normalizer = Normalizer()
    var scratch = MatchScratch()
    var memory = NormalizerScratch()
    time("normalize") { text in
      scratch.text.removeAll()
      normalizer.normalize(text.span, into: &scratch.text, scratch: &memory)
      return scratch.text.count
    }
    var folded: [FoldedText] = []
    for text in texts {
      scratch.read(text.span, normalizer: normalizer)
      folded.append(scratch.text)
    }
    var units = Units()
    timeFolded("units", folded) { text in
      UnitReader.read(text, into: &units)
      return units.count
    }
    var finder = CandidateFinder()
    var all: [Units] = []
    for text in folded {
      UnitReader.read(text, into: &units)
      all.append(units)
    }
    timeUnits("candidates", all) { units in
      finder.find(units, in: index, limit: MatchLimits.alignedEntries)
      return finder.found.count
    }
    var session = Engine.Session()
    let now = Timestamp(milliseconds: 1_767_225_600_000)
    let items = texts.map { Item(id: "1", content: .text(String(decoding: $0, as: UTF8.self))) }
    timeItems("match, all", items) { item in
      engine.match(item, now: now, top: 1, minimumScore: 0, session: &session).count
    }
    timeItems("decide", items) { item in
      engine.decide(item, now: now, session: &session).labels.count
    }
    timePins(now)
  }

  /// The items as searches: the mean, and how long the slowest take.
  private func timePins(_ now: Timestamp) {
    var session = Engine.Session()
    var times: [Double] = []
    var pinned = 0
    for round in 0..<max(2, rounds) {
      for text in texts {
        let start = ProcessTime.now()
        let pins = engine.pins(text.span, now: now, options: PinOptions(), session: &session)
        // The first round warms up.
        if round > 0 { times.append(ProcessTime.now() - start) }
        if round == 1, !pins.isEmpty { pinned += 1 }
      }
    }
    times.sort()
    func at(_ share: Double) -> Int { Int(times[min(times.count - 1, Int(Double(times.count) * share))] * 1e9) }
    let mean = Int(times.reduce(0, +) / Double(max(1, times.count)) * 1e9)
    let slow = "p50 \(at(0.5)), p99 \(at(0.99)), p99.9 \(at(0.999)), worst \(at(1))"
    print("pins          \(mean) ns, \(slow); \(pinned) pinned")
  }

  private func time(_ name: String, _ body: ([UInt8]) -> Int) { measure(name, texts, body) }
  private func timeFolded(_ name: String, _ values: [FoldedText], _ body: (FoldedText) -> Int) {
    measure(name, values, body)
  }
  private func timeUnits(_ name: String, _ values: [Units], _ body: (Units) -> Int) { measure(name, values, body) }
  private func timeItems(_ name: String, _ values: [Item], _ body: (Item) -> Int) { measure(name, values, body) }

  private func measure<Value>(_ name: String, _ values: [Value], _ body: (Value) -> Int) {
    var times: [Double] = []
    var sum = 0
    for _ in 0..<rounds {
      let start = ProcessTime.now()
      for value in values { sum &+= body(value) }
      times.append((ProcessTime.now() - start) / Double(max(1, values.count)) * 1e9)
    }
    times.sort()
    let padded = name.padding(toLength: 14, withPad: " ", startingAt: 0)
    let mean = Double(sum / rounds) / Double(max(1, values.count))
    print("\(padded)\(Int(times[times.count / 2])) ns (best \(Int(times[0]))), \(mean) an item")
  }
}

/// Processor time of this thread, in seconds: other work on the machine doesn't count.
private enum ProcessTime {
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
