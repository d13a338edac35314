import ErrataJSON
import ErrataJobs
import ErrataModel
import Foundation
import Synchronization
import Testing

@Suite struct ItemRunTests {
  private struct Failure: Error {}

  private let ids = (0..<5000).map(String.init)
  private var lines: [String] { (0..<5000).map(Running.item) }

  @Test(arguments: [1, 2, 5])
  func `answers and records keep the order of the items over many batches`(_ workers: Int) throws {
    let result = try Running(settings: .init(workers: workers, showsProgress: false))(lines)
    let report = try #require(result.report)
    #expect(result.output == ids)
    #expect(result.recorded == ids)
    #expect(report.items == 5000)
    #expect(report.labels == 5000)
    #expect(report.recorded == 5000)
    #expect(report.badLines == 0)
    #expect(!report.endedEarly)
    #expect(result.said.isEmpty)
  }

  @Test(arguments: [1, 3]) func `a run that goes on after any batch judges the rest, each item once`(
    _ workers: Int
  ) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID())").path
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    func run(from start: LinePosition) throws -> [(output: String, end: LinePosition)] {
      var batches: [(output: String, end: LinePosition)] = []
      var run = ItemRun(
        settings: .init(workers: workers, showsProgress: false), stop: StopFlag(), diagnose: { _ in }
      ) { item, _, writer in
        writer.raw(item.head.id + " ")
        return ItemRun.Judged(labels: 1)
      }
      _ = try run.run(.path(path), from: start) { batch in
        batches.append((String(decoding: batch.output, as: UTF8.self), batch.end))
      }
      return batches
    }
    let all = try run(from: .start)
    #expect(all.count > 2)
    #expect(all.map(\.output).joined() == ids.map { $0 + " " }.joined())
    for (index, batch) in all.enumerated() where index % 3 == 0 {
      let rest = try run(from: batch.end).map(\.output).joined()
      #expect(rest == all.dropFirst(index + 1).map(\.output).joined())
    }
  }

  @Test func `no number of workers below one is taken`() {
    #expect(ItemRun.Settings(workers: 0).workers == 1)
    #expect(ItemRun.Settings(workers: -3).workers == 1)
    #expect(ItemRun.Settings().workers >= 1)
  }

  @Test func `only decisions that are new count as recorded`() throws {
    let result = try Running(record: { $0.count / 2 })(lines)
    #expect(result.report?.recorded == result.recorded.count / 2)
  }

  @Test func `bad lines are said in order and left out`() throws {
    let item = Running.item
    let result = try Running()([item(1), "oops", item(2), #"{"id":"3"}"#, item(4)])
    #expect(result.output == ["1", "2", "4"])
    #expect(result.said == ["2 bad-json", "4 missing-field"])
    #expect(result.report?.badLines == 2)
    #expect(result.report?.items == 3)
    #expect(result.report?.endedEarly == false)
  }

  @Test(arguments: [0, 1, 255, 256, 257, 700, 2999])
  func `a strict run judges and records exactly what stands before the first bad line`(_ bad: Int) throws {
    var lines = (0..<3000).map(Running.item)
    lines[bad] = "oops"
    let settings = ItemRun.Settings(workers: 3, isStrict: true, showsProgress: false)
    let result = try Running(settings: settings)(files: [Array(lines.joined(separator: "\n").utf8), [0x6E, 0x6F]])
    #expect(result.output == (0..<bad).map(String.init))
    #expect(result.recorded == result.output)
    #expect(result.said == ["\(bad + 1) bad-json"])
    #expect(result.report?.endedEarly == true)
    #expect(result.report?.badLines == 1)
  }

  @Test func `a strict run isn't stopped by warnings`() throws {
    let item = #"{"id":"a","text":"x","colour":1}"#
    let result = try Running(settings: .init(isStrict: true, showsProgress: false))([item, item])
    #expect(result.output == ["a", "a"])
    #expect(result.report?.endedEarly == false)
  }

  @Test func `decisions are recorded before their answers are written`() throws {
    let recorded = Mutex(0)
    let result = try Running(
      record: { records in
        recorded.withLock { $0 += records.count }
        return records.count
      },
      write: { bytes in
        let lines = bytes.count { $0 == 0x0A }
        #expect(recorded.withLock { $0 } >= lines)
      })(lines)
    #expect(result.output.count == 5000)
  }

  @Test(arguments: [1, 3])
  func `a batch that can't be recorded isn't written, and nothing after it`(_ failing: Int) throws {
    var calls = 0
    let result = try Running(record: { records in
      calls += 1
      if calls == failing { throw Failure() }
      return records.count
    })(lines)
    #expect(result.error is Failure)
    #expect(result.output == ids.prefix((failing - 1) * 256).map(\.self))
    #expect(result.recorded == result.output)
  }

  @Test func `an output that can't be written ends the run with its error`() throws {
    let result = try Running(write: { _ in throw OutputError.closed })(lines)
    #expect(result.error as? OutputError == .closed)
    #expect(result.output.isEmpty)
  }

  @Test func `an output that can't be written ends a run whose input goes on`() throws {
    let pipe = try OpenPipe()
    defer {
      close(pipe.readEnd)
      close(pipe.writeEnd)
    }
    pipe.send(Array(((0..<300).map(Running.item).joined(separator: "\n") + "\n").utf8))
    let result = Running(write: { _ in throw OutputError.closed }).run([.path(pipe.path)])
    #expect(result.error as? OutputError == .closed)
  }

  @Test func `unknown fields are said once a run, on the first line that has them`() throws {
    let lines = (0..<2000).map { #"{"id":"\#($0)","text":"x","colour":1\#($0 == 1500 ? #","size":2"# : "")}"# }
    let result = try Running(settings: .init(workers: 4, showsProgress: false))(lines)
    #expect(result.said == ["1 unknown-field", "1501 unknown-field"])
    #expect(result.output.count == 2000)
  }

  @Test func `a repeated id is said with its name, however it was written`() throws {
    let result = try Running()([#"{"id":"7","text":"x"}"#, #"{"id":7,"text":"x"}"#, #"{"id":"\u0037","text":"x"}"#])
    #expect(result.said == ["2 duplicate-id", "3 duplicate-id"])
    #expect(result.diagnostics.allSatisfy { $0.message.hasPrefix(#""7" came before"#) })
  }

  @Test func `a flag that is raised already lets nothing begin`() throws {
    let stop = StopFlag()
    stop.raise()
    let result = try Running(stop: stop)(files: [Array(Running.item(1).utf8), Array(Running.item(2).utf8)])
    #expect(result.report?.endedEarly == true)
    #expect(result.output.isEmpty)
  }

  @Test func `a flag that is raised on the way ends the run with all that was judged recorded and written`() throws {
    let stop = StopFlag()
    let result = try Running(stop: stop, write: { _ in stop.raise() })((0..<50_000).map(Running.item))
    #expect(result.report?.endedEarly == true)
    #expect(!result.output.isEmpty && result.output.count < 50_000)
    #expect(result.output == (0..<result.output.count).map(String.init))
    #expect(result.recorded == result.output)
    #expect(result.report?.items == result.output.count)
  }

  @Test func `a round of long lines holds few of them`() throws {
    let stop = StopFlag()
    let text = String(repeating: "x", count: 1 << 20)
    let lines = (0..<12).map { #"{"id":"\#($0)","text":"\#(text)"}"# }
    let result = try Running(stop: stop, write: { _ in stop.raise() })(lines)
    #expect(result.output == ["0", "1"])
  }

  @Test func `several files are one run, and lines count from one in each`() throws {
    let files = [[Running.item(1), "oops"], ["", Running.item(1), "oops"]].map {
      Array($0.joined(separator: "\n").utf8)
    }
    let result = try Running()(files: files)
    #expect(result.output == ["1", "1"])
    #expect(result.said == ["2 bad-json", "2 duplicate-id", "3 bad-json"])
    #expect(result.diagnostics.map { URL(fileURLWithPath: $0.file).lastPathComponent } == ["0", "1", "1"])
  }

  @Test func `a missing input is told before the first is judged`() throws {
    let result = try Running()(files: [Array(Running.item(1).utf8)], after: [.path("/nowhere/items.jsonl")])
    #expect(result.error as? InputError == .missing(file: "/nowhere/items.jsonl"))
    #expect(result.output.isEmpty)
  }

  @Test func `what was read before a fault is judged first`() throws {
    let gzip: [UInt8] = [0x1F, 0x8B, 0x08, 0x00, 0x0A]
    let result = try Running()(files: [Array(Running.item(1).utf8), gzip])
    guard case .compressed(_, format: "gzip") = result.error as? InputError else {
      Issue.record("\(String(describing: result.error))")
      return
    }
    #expect(result.output == ["1"])
  }

  /// A program that sends as many items as a batch holds and then waits for the answers must get them.
  @Test(arguments: [1, 255, 256, 257, 512])
  func `a producer that pauses gets its answers before it sends more`(_ count: Int) throws {
    let pipe = try OpenPipe()
    defer { close(pipe.readEnd) }
    // The start of one more line, which doesn't end before the answers have come.
    pipe.send(Array(((0..<count).map(Running.item).joined(separator: "\n") + "\n{").utf8))
    let isOpen = Mutex(true)
    let finish: @Sendable () -> Bool = {
      isOpen.withLock { isOpen in
        guard isOpen else { return false }
        isOpen = false
        close(pipe.writeEnd)
        return true
      }
    }
    let isLate = Mutex(false)
    let watchdog = DispatchWorkItem { if finish() { isLate.withLock { $0 = true } } }
    DispatchQueue.global().asyncAfter(deadline: .now() + 30, execute: watchdog)
    var answers = 0
    let result = Running(write: { bytes in
      answers += bytes.count { $0 == 0x0A }
      if answers == count { _ = finish() }
    }).run([.path(pipe.path)])
    watchdog.cancel()
    #expect(!isLate.withLock { $0 }, "the answers came only after the input's end")
    #expect(result.output == (0..<count).map(String.init))
    #expect(result.said == ["\(count + 1) bad-json"])
  }
}
