@testable import ErrataServer

import CoreMetrics
import Testing

@Suite struct LibraryMetricsTests {
  private static func text(_ metrics: LibraryMetrics) -> String { metrics.all.map(\.text).joined() }

  @Test func `what libraries measure stands beside the worker's own metrics`() async throws {
    let metrics = LibraryMetrics()
    let counter = Counter(label: "http.requests", dimensions: [("method", "GET"), ("code", "200")], factory: metrics)
    counter.increment(by: 2)
    counter.increment()
    Timer(label: "wait", dimensions: [], factory: metrics).recordMilliseconds(4)
    let meter = Meter(label: "9 lives", dimensions: [], factory: metrics)
    meter.set(9)
    meter.decrement(by: 2)
    Recorder(label: "sizes", dimensions: [], aggregate: true, factory: metrics).record(50)
    Recorder(label: "level", dimensions: [], aggregate: false, factory: metrics).record(1.5)
    FloatingPointCounter(label: "watts", dimensions: [], factory: metrics).increment(by: 0.5)
    let worker = try await TestWorker(libraries: metrics)
    let text = await worker.get("/metrics").text
    for line in [
      #"http_requests_total{code="200",method="GET"} 3"#, #"wait_seconds_bucket{le="0.005"} 1"#,
      "wait_seconds_sum 0.004",
      "_9_lives 7", #"sizes_bucket{le="100"} 1"#, #"sizes_bucket{le="10"} 0"#, "level 1.5", "watts_total 0.5",
      "# TYPE http_requests_total counter", "errata_uptime_seconds 0",
    ] { #expect(text.contains(line + "\n"), "\(line)\n\(text)") }
  }

  @Test func `a name has one kind and one set of labels, and none of the worker's`() {
    let metrics = LibraryMetrics()
    Counter(label: "a", dimensions: [("x", "1")], factory: metrics).increment()
    Counter(label: "a", dimensions: [("y", "1")], factory: metrics).increment()
    Counter(label: "a", dimensions: [("x", "1"), ("x", "2")], factory: metrics).increment()
    Meter(label: "a_total", dimensions: [("x", "1")], factory: metrics).set(7)
    Counter(label: "errata.uptime_seconds", dimensions: [], factory: metrics).increment()
    Counter(label: "a", dimensions: [("x", "1")], factory: metrics).increment(by: -5)
    #expect(metrics.all.count == 1)
    #expect(LibraryMetricsTests.text(metrics).hasSuffix("a_total{x=\"1\"} 1\n"))
  }

  @Test func `a counter keeps growing, and no library can make the text grow without end`() {
    let metrics = LibraryMetrics()
    let counter = Counter(label: "a", dimensions: [], factory: metrics)
    counter.increment()
    counter.reset()
    counter.destroy()
    Counter(label: "a", dimensions: [], factory: metrics).increment()
    #expect(LibraryMetricsTests.text(metrics).hasSuffix("a_total 2\n"))
    for number in 0..<1000 { Counter(label: "c\(number)", dimensions: [], factory: metrics).increment() }
    #expect(metrics.all.count == 200)
    let name = String(repeating: "é", count: 500)
    Counter(label: name, dimensions: [], factory: LibraryMetrics()).increment()
  }
}
