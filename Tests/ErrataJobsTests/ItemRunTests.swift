import Errata
import ErrataJSON
import ErrataJobs
import ErrataStore
import Foundation
import Testing

@Suite struct ItemRunTests {
  private struct Failure: Error {}

  /// Runs over lines with a judge that writes each item's id, and gathers what came of it.
  private func run(
    _ lines: [String], workers: Int = 2, isStrict: Bool = false, stop: StopFlag = StopFlag(),
    record: ([DecisionRecord]) throws -> Int = { $0.count }, write: ([UInt8]) throws -> Void = { _ in }
  ) throws -> (report: ItemRun.Report, output: [String], said: [String]) {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("items-\(UUID())").path
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var said: [String] = []
    var output: [UInt8] = []
    var run = ItemRun(
      settings: ItemRun.Settings(workers: workers, isStrict: isStrict, showsProgress: false), stop: stop,
      diagnose: { said.append("\($0.line) \($0.code)") }
    ) { item, _, writer in
      writer.string(item.id)
      writer.newline()
      let decision = Decision(
        id: item.id, labels: [], suppressed: [], queued: [], weight: .unlimited, corpusRevision: "r",
        policyVersion: "p", normalizerVersion: "1", decidedAt: Timestamp(milliseconds: 0))
      return ItemRun.Judged(labels: 1, record: DecisionRecord(item: item, decision: decision))
    }
    let report = try run.run([.path(path)], record: record) { bytes in
      try write(bytes)
      output += bytes
    }
    let ids = String(decoding: output, as: UTF8.self).split(separator: "\n").map { $0.filter { $0 != "\"" } }
    return (report, ids, said)
  }

  private func item(_ number: Int) -> String { #"{"id":"\#(number)","text":"x"}"# }

  @Test(arguments: [1, 2, 5])
  func `answers keep the order of the items over many batches`(_ workers: Int) throws {
    let result = try run((0..<5000).map(item), workers: workers)
    #expect(result.output == (0..<5000).map(String.init))
    #expect(result.report.items == 5000)
    #expect(result.report.labels == 5000)
    #expect(result.report.recorded == 5000)
    #expect(!result.report.endedEarly)
    #expect(result.said.isEmpty)
  }

  @Test func `bad lines are said in order and left out`() throws {
    let result = try run([item(1), "oops", item(2), #"{"id":"3"}"#, item(4)])
    #expect(result.output == ["1", "2", "4"])
    #expect(result.said == ["2 bad-json", "4 missing-field"])
    #expect(result.report.badLines == 2)
  }

  @Test func `a strict run stops before the first bad line's successors`() throws {
    let result = try run([item(1), item(2), "oops", item(3)] + (4..<3000).map(item), isStrict: true)
    #expect(result.output == ["1", "2"])
    #expect(result.report.endedEarly)
    #expect(result.report.badLines == 1)
  }

  @Test func `repeated ids are said ten times, unknown fields once`() throws {
    let result = try run((0..<40).map { _ in #"{"id":"a","text":"x","colour":1}"# })
    #expect(result.output.count == 40)
    #expect(result.said.count { $0.hasSuffix("duplicate-id") } == 10)
    #expect(result.said.count { $0.hasSuffix("unknown-field") } == 1)
  }

  @Test func `decisions are recorded before their answers are written`() throws {
    var recorded = 0
    var written = 0
    _ = try run(
      (0..<2000).map(item),
      record: { records in
        recorded += records.count
        return records.count
      },
      write: { bytes in
        written += bytes.count { $0 == 0x0A }
        #expect(recorded >= written)
      })
    #expect(written == 2000)
  }

  @Test func `what can't be recorded isn't written`() {
    #expect(throws: Failure.self) {
      try run((0..<10).map(item), record: { _ in throw Failure() }, write: { _ in Issue.record("was written") })
    }
  }

  @Test func `a closed output ends the run with its error`() {
    #expect(throws: OutputError.closed) {
      try run((0..<10).map(item), write: { _ in throw OutputError.closed })
    }
  }

  @Test func `a raised flag ends the run`() throws {
    let stop = StopFlag(parent: StopFlag())
    stop.raise()
    let result = try run((0..<10).map(item), stop: stop)
    #expect(result.report.endedEarly)
    #expect(result.output.isEmpty)
  }
}
