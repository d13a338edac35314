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
    (3, 0, 0, 100, 1, "3 items  3/s  0 labels"),
    (3, 0, 10, 0, 1, "3 items  3/s  0 labels"),
    (999, 1000, 10, nil, 0, "999 items  0/s  1,000 labels"),
    (10, 0, 1, 1_000_000_000_000, 10, "░░░░░░░░░░░░░░░░░░░░ 0%  10 items  1/s  0 labels  99h 59m left"),
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
}
