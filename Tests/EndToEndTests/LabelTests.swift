import Foundation
import Testing

@Suite struct LabelTests {
  private let rumor = #"{"id":"1","text":"5G mobile networks spread the coronavirus."}"#
  private let plain = #"{"id":"2","text":"We had noodles for lunch and they were fine."}"#
  private let now = "2026-01-01T00:00:00Z"

  @Test func `an item that asserts a claim gets a label with its evidence and a lower weight`() throws {
    let tool = try Tool()
    let run = try tool.run("label", "--now", now, input: rumor + "\n" + plain + "\n")
    #expect(run.status == 0)
    #expect(run.errors == "")
    let decisions = try run.objects()
    #expect(decisions.map { $0["id"] as? String } == ["1", "2"])
    let label = try #require((decisions[0]["labels"] as? [[String: Any]])?.first)
    #expect(label["value"] as? String == "rumor")
    #expect(label["claim"] as? String == "en-covid-5g-spreads-virus")
    #expect((label["review"] as? String)?.hasPrefix("https://") == true)
    #expect((label["spans"] as? [[Int]])?.first?.first == 0)
    #expect(label["issuedAt"] as? String == now)
    let weight = try #require(decisions[0]["weight"] as? Double)
    #expect(weight < 1 && weight >= 0.05)
    #expect(decisions[1]["weight"] as? Double == 1)
    #expect((decisions[1]["labels"] as? [Any])?.isEmpty == true)
  }

  @Test func `the sample's decisions are the ones that its page lists`() throws {
    let tool = try Tool()
    let samples = Tool.package.appendingPathComponent("corpora/samples")
    let run = try tool.run("label", "--now", now, samples.appendingPathComponent("items.jsonl").path)
    #expect(run.status == 0)
    let page = try String(contentsOf: samples.appendingPathComponent("README.md"), encoding: .utf8)
    let expected = SampleTable.rows(of: page)
    let decisions = try run.objects()
    #expect(decisions.count >= 40)
    #expect(decisions.count == expected.count)
    for decision in decisions {
      let id = try #require(decision["id"] as? String)
      let row = try #require(expected[id], "\(id) isn't in the table")
      #expect(row.fits(decision), "\(id): expected \(row.expected) \(row.claim)")
    }
  }

  @Test func `the sample's decisions are byte for byte the recorded ones`() throws {
    let tool = try Tool()
    let samples = Tool.package.appendingPathComponent("corpora/samples")
    let run = try tool.run("label", "--now", now, samples.appendingPathComponent("items.jsonl").path)
    let recorded = try Data(contentsOf: samples.appendingPathComponent("items.expected.jsonl"))
    #expect(run.output == recorded)
  }

  @Test func `any number of workers gives the same bytes in input order`() throws {
    let tool = try Tool()
    let texts = ["5G mobile networks spread the coronavirus.", "今天天气不错", "喝高度白酒可以杀死体内的新冠病毒,预防感染。"]
    let items = (0..<3000).map { #"{"id":"\#($0)","text":"\#(texts[$0 % 3]) \#($0)"}"# }
    try tool.write("items.jsonl", items.joined(separator: "\n"))
    let one = try tool.run("label", "--now", now, "--workers", "1", "items.jsonl")
    let four = try tool.run("label", "--now", now, "--workers", "4", "items.jsonl")
    #expect(one.status == 0)
    #expect(one.output == four.output)
    #expect(try one.objects().map { $0["id"] as? String } == (0..<3000).map(String.init))
  }

  @Test func `fifty thousand items stay under 300 MB`() throws {
    let tool = try Tool()
    let texts = [
      "5G mobile networks spread the coronavirus, friends!", "今天和同事去爬山，风景很好", "Just a plain post about lunch",
    ]
    let items = (0..<50_000).map { #"{"id":"\#($0)","text":"\#(texts[$0 % 3])"}"# }
    try tool.write("items.jsonl", items.joined(separator: "\n"))
    let peak = try tool.peakMemory("label items.jsonl > out.jsonl")
    #expect(peak.status == 0)
    #expect(peak.kibibytes > 0 && peak.kibibytes < 300_000, "resident: \(peak.kibibytes) KiB")
    let output = try tool.read("out.jsonl").split(separator: 0x0A)
    #expect(output.count == 50_000)
    for number in [0, 1, 255, 256, 4095, 30_000, 49_999] {
      #expect(output[number].starts(with: Array(#"{"id":"\#(number)","#.utf8)))
    }
  }

  @Test func `the same items at the same time give the same bytes`() throws {
    let tool = try Tool()
    for format in ["jsonl", "table"] {
      let first = try tool.run("label", "--now", now, "--format", format, Tool.sample)
      let second = try tool.run("label", "--now", now, "--format", format, Tool.sample)
      #expect(first.status == 0)
      #expect(!first.output.isEmpty && first.output == second.output)
    }
  }

  @Test func `files and standard input come in the order they are named`() throws {
    let tool = try Tool()
    try tool.write("a.jsonl", #"{"id":"a","text":"x"}"#)
    try tool.write("c.jsonl", #"{"id":7,"html":"<p>x</p>"}"#)
    let run = try tool.run("label", "a.jsonl", "-", "c.jsonl", input: #"{"id":"b","text":"x"}"#)
    #expect(run.status == 0)
    #expect(try run.objects().map { $0["id"] as? String } == ["a", "b", "7"])
  }

  @Test func `HTML is judged as its text, and spans point into the markup`() throws {
    let html = "<p>Look: <b>5G mobile networks</b> spread the coronavirus.</p>"
    let run = try Tool().run("label", input: #"{"id":"1","html":"\#(html)"}"#)
    let label = try #require((run.objects().first?["labels"] as? [[String: Any]])?.first)
    let span = try #require((label["spans"] as? [[Int]])?.first)
    let marked = String(decoding: Array(html.utf8)[span[0]..<span[1]], as: UTF8.self)
    #expect(marked == "5G mobile networks</b> spread the coronavirus")
  }

  @Test func `a reader that goes away ends the run quietly`() throws {
    let tool = try Tool()
    let items = (0..<20_000).map { #"{"id":"\#($0)","text":"5G mobile networks spread the coronavirus"}"# }
    try tool.write("items.jsonl", items.joined(separator: "\n"))
    let run = try tool.shell(#""$ERRATA" label items.jsonl | head -1; echo "${PIPESTATUS[0]}""#)
    #expect(run.lines.count == 2)
    #expect(run.lines.last == "0")
    #expect(run.errors == "")
  }

  @Test func `the table shows label, weight and debunk`() throws {
    let tool = try Tool()
    let run = try tool.run("label", "--format", "table", input: rumor)
    #expect(run.status == 0)
    #expect(run.lines[0].hasPrefix("item"))
    #expect(run.lines[2].contains("rumor"))
    #expect(run.lines[2].contains("https://"))
  }

  @Test func `own corpus and policy are used`() throws {
    let tool = try Tool()
    try tool.write(
      "claims.jsonl",
      #"{"id":"swans","claim":"The swans of Oldtown obey the traffic lights on the bridge.","lang":"en","verdict":"false","reviews":[{"publisher":"Bureau of Ponds","url":"https://ponds.example/swans","datePublished":"2024"}]}"#
    )
    try tool.write(
      "policy.yaml",
      "name: mine\nversion: \"2\"\nfloor: 0.2\ncuts:\n  apply: 0.6\n  review: 0.3\nrules:\n  - id: all\n    when:\n      verdict: [false]\n    label: rumor\n    weight: 0.2\n"
    )
    let item = #"{"id":"1","text":"Have you seen it? The swans of Oldtown obey the traffic lights on the bridge!"}"#
    let run = try tool.run("label", "--corpus", "claims.jsonl", "--policy", "policy.yaml", input: item)
    #expect(run.status == 0, "\(run.errors)")
    let decision = try #require(run.objects().first)
    #expect((decision["labels"] as? [[String: Any]])?.first?["rule"] as? String == "all")
    #expect((decision["policyVersion"] as? String)?.hasPrefix("mine@2+") == true)
  }
}

/// The table of expected outcomes in the sample's page.
private struct SampleTable {
  var expected: String
  var claim: String

  static func rows(of page: String) -> [String: SampleTable] {
    var rows: [String: SampleTable] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| `s-") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      rows[cells[1].filter { $0 != "`" }] = SampleTable(
        expected: cells[2].filter { $0 != "`" }, claim: cells[3].filter { $0 != "`" })
    }
    return rows
  }

  func fits(_ decision: [String: Any]) -> Bool {
    let labels = decision["labels"] as? [[String: Any]] ?? []
    let suppressed = decision["suppressed"] as? [[String: Any]] ?? []
    if expected.hasPrefix("nothing") { return labels.isEmpty }
    if expected.hasPrefix("suppressed: ") {
      let reason = String(expected.dropFirst("suppressed: ".count))
      return labels.isEmpty
        && suppressed.contains { $0["claim"] as? String == claim && $0["reason"] as? String == reason }
    }
    if expected.contains("declaration") {
      return labels.first?["source"] as? String == "declaration"
        && suppressed.contains { $0["claim"] as? String == claim && $0["reason"] as? String == "declared" }
    }
    let value = expected.prefix { $0.isLetter }
    let label = labels.first { $0["claim"] as? String == claim }
    let isUndeclared = label?["undeclared"] as? Bool ?? false
    return label?["value"] as? String == String(value) && isUndeclared == expected.contains("undeclared")
  }
}
