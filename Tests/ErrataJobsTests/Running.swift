import Errata
import ErrataJSON
import ErrataJobs
import ErrataModel
import ErrataStore
import Foundation

/// A run whose judge answers each item with its id, one a line, and what came of it.
struct Running {
  var settings = ItemRun.Settings(workers: 2, showsProgress: false)
  var stop = StopFlag()
  var record: ([DecisionRecord]) throws -> Int = { $0.count }
  var write: ([UInt8]) throws -> Void = { _ in }

  /// What a run did; `error` is what it threw.
  struct Outcome {
    var report: ItemRun.Report?
    var error: (any Error)?
    /// The ids that were written, in order.
    var output: [String] = []
    /// Line and code of each diagnostic.
    var said: [String] = []
    var diagnostics: [Diagnostic] = []
    /// Ids of the decisions that were recorded, in order.
    var recorded: [String] = []
  }

  /// Runs over one file with these lines.
  func callAsFunction(_ lines: [String]) throws -> Outcome {
    try callAsFunction(files: [Array(lines.joined(separator: "\n").utf8)])
  }

  /// Runs over files with these bytes, named `0`, `1`…, and then over other inputs.
  func callAsFunction(files: [[UInt8]], after: [InputSource] = []) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-jobs-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var inputs: [InputSource] = []
    for (number, bytes) in files.enumerated() {
      let file = folder.appendingPathComponent("\(number)")
      try Data(bytes).write(to: file)
      inputs.append(.path(file.path))
    }
    return run(inputs + after)
  }

  /// Runs over inputs.
  func run(_ inputs: [InputSource]) -> Outcome {
    var outcome = Outcome()
    var diagnostics: [Diagnostic] = []
    var run = ItemRun(settings: settings, stop: stop, diagnose: { diagnostics.append($0) }, judge: Running.judge)
    do {
      outcome.report = try run.run(inputs) { records in
        let count = try record(records)
        outcome.recorded += records.map(\.item.id)
        return count
      } write: { bytes in
        try write(bytes)
        outcome.output += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      }
    } catch {
      outcome.error = error
    }
    outcome.diagnostics = diagnostics
    outcome.said = diagnostics.map { "\($0.line) \($0.code)" }
    return outcome
  }

  private static let judge: ItemRun.Judge = { item, _, writer in
    writer.raw(item.head.id)
    writer.newline()
    let decision = Decision(
      id: item.head.id, labels: [], suppressed: [], queued: [], weight: .unlimited, corpusRevision: "r",
      policyVersion: "p", normalizerVersion: "1", decidedAt: Timestamp(milliseconds: 0))
    return ItemRun.Judged(labels: 1, record: DecisionRecord(item: item.item, decision: decision))
  }

  /// A line with an item whose id is a number.
  static func item(_ number: Int) -> String { #"{"id":"\#(number)","text":"x"}"# }
}

/// A pipe whose ends a test closes by hand.
final class OpenPipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// The read end as a path.
  var path: String { "/dev/fd/\(readEnd)" }

  /// Writes all bytes; false when the reader has gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { write(writeEnd, $0.baseAddress?.advanced(by: offset), $0.count - offset) }
      guard count > 0 else { return false }
      offset += count
    }
    return true
  }
}
