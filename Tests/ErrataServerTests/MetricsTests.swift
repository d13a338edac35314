@testable import ErrataServer

import ErrataModel
import Foundation
import Logging
import Synchronization
import Testing

@Suite struct MetricsTests {
  @Test func `a histogram counts up to each bound, and text is escaped`() {
    let family = MetricFamily("x_seconds", .histogram([0.5, 1]), "Back\\slash\nline", labels: ["a"])
    family.observe([0.5, 0.7, 3], "q\"\\\n")
    #expect(
      family.text == """
        # HELP x_seconds Back\\\\slash\\nline
        # TYPE x_seconds histogram
        x_seconds_bucket{a="q\\"\\\\\\n",le="0.5"} 1
        x_seconds_bucket{a="q\\"\\\\\\n",le="1"} 2
        x_seconds_bucket{a="q\\"\\\\\\n",le="+Inf"} 3
        x_seconds_sum{a="q\\"\\\\\\n"} 4.2
        x_seconds_count{a="q\\"\\\\\\n"} 3

        """)
  }

  @Test func `counters grow, gauges are set, and no caller can make a family grow without end`() {
    let counter = MetricFamily("c_total", .counter, "C.", labels: ["l"])
    for number in 0..<1000 { counter.add(1, "\(number)") }
    counter.add(2, "0")
    #expect(counter.text.contains("c_total{l=\"0\"} 3\n"))
    #expect(counter.text.split(separator: "\n").count == 502)
    counter.add(1, "too", "many")
    #expect(!counter.text.contains("too"))
    let gauge = MetricFamily("g", .gauge, "G.")
    #expect(gauge.text.hasSuffix("g 0\n"))
    gauge.set(1.5)
    gauge.add(-1)
    #expect(gauge.text.hasSuffix("g 0.5\n"))
    let info = MetricFamily("i", .gauge, "I.", labels: ["v"])
    info.replace(1, "a")
    info.replace(1, "b")
    #expect(!info.text.contains("\"a\"") && info.text.contains("i{v=\"b\"} 1"))
  }

  @Test func `what was labelled is counted, in lines that Prometheus reads`() async throws {
    let worker = try await TestWorker()
    _ = try await worker.label([
      TestWorker.rumor, "calm", "Is it true that the swans of Oldtown obey the traffic lights on the bridge?",
    ])
    _ = await worker.post("/v1/label", #"{"items":[{"id":"1"}]}"#)
    let answer = await worker.get("/metrics")
    #expect(answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
    let lines = answer.text.split(separator: "\n")
    for line in [
      "errata_items_total{outcome=\"judged\"} 3", "errata_items_total{outcome=\"faulty\"} 1",
      "errata_labels_total{value=\"rumor\"} 1", "errata_suppressed_total{reason=\"questions\"} 1",
      "errata_http_requests_total{operation=\"label\",status=\"200\"} 2", "errata_index_claims 2",
      "errata_weight_count 1", "errata_index_generation 1", "errata_http_requests_in_flight 1",
    ] {
      #expect(lines.contains(Substring(line)), "\(line)")
    }
    let pattern = try Regex(#"^[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[0-9.e+-]+$"#)
    for line in lines where !line.hasPrefix("#") {
      #expect(line.contains(pattern), "\(line)")
    }
    #expect(answer.text.contains("operation=\"label\",le=\"+Inf\"} 2"))
  }

  @Test func `the log is JSON for programs and one line for people, whatever a caller sent`() {
    let lines = Mutex<[String]>([])
    func log(isJSON: Bool) -> Logger {
      Logger(label: "x") { _ in
        LogOutput(isJSON: isJSON, clock: WallClock { .init(milliseconds: 0) }) { bytes in
          lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
        }
      }
    }
    log(isJSON: true).info("a \"b\"\u{1B}", metadata: ["request": "1\n2"])
    log(isJSON: false).error("a\u{1B}[2J\nb", metadata: ["request": "1"])
    log(isJSON: false).debug("not told")
    var base = log(isJSON: false)
    base[metadataKey: "worker"] = "w"
    base.warning("c")
    #expect(
      lines.withLock { $0 } == [
        #"{"time":"1970-01-01T00:00:00Z","level":"info","message":"a \"b\"\u001b","request":"1\n2"}"# + "\n",
        "1970-01-01T00:00:00Z error: a[2J⏎b request=1\n", "1970-01-01T00:00:00Z warning: c worker=w\n",
      ])
  }
}
