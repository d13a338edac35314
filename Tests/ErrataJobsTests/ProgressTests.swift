import ErrataJobs
import Testing

@Suite struct ProgressTests {
  /// Items, labels, bytes, total, seconds and the line that is shown.
  static let rows: [(items: Int, labels: Int, bytes: Int, total: Int?, seconds: Double, line: String)] = [
    (0, 0, 0, nil, 0, "0 items  0/s  0 labels"),
    (1234, 5, 100, nil, 2, "1,234 items  617/s  5 labels"),
    (1_000_000, 12_345, 50, 100, 10, "██████████░░░░░░░░░░ 50%  1,000,000 items  100,000/s  12,345 labels  10s left"),
    (10, 0, 100, 100, 1, "████████████████████ 100%  10 items  10/s  0 labels  0s left"),
    (10, 0, 200, 100, 1, "████████████████████ 100%  10 items  10/s  0 labels  0s left"),
    (10, 1, 1, 200, 1, "░░░░░░░░░░░░░░░░░░░░ 0%  10 items  10/s  1 labels  3m 19s left"),
    (10, 1, 1, 10_000, 1, "░░░░░░░░░░░░░░░░░░░░ 0%  10 items  10/s  1 labels  2h 46m left"),
  ]

  @Test(arguments: rows)
  func `the line shows items, rate, labels, and share and time left where the size is known`(
    _ row: (items: Int, labels: Int, bytes: Int, total: Int?, seconds: Double, line: String)
  ) {
    var progress = RunProgress()
    progress.items = row.items
    progress.labels = row.labels
    progress.bytes = row.bytes
    progress.totalBytes = row.total
    progress.seconds = row.seconds
    #expect(progress.line == row.line)
  }

  @Test func `output errors say what to do`() {
    #expect("\(OutputError.failed(name: "<stdout>", code: 28))".contains("the disk is full"))
    #expect("\(OutputError.failed(name: "x", code: 5))".hasPrefix("x: can't be written: "))
  }
}
