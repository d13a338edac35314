import Foundation
import Testing

@Suite struct PinsCommandTests {
  @Test func `a query gets one line with its pins, each with review and why`() throws {
    let object = try #require(try Tool().run("pins", "does 5g cause covid").objects().first)
    #expect(object["query"] as? String == "does 5g cause covid")
    let pin = try #require((object["pins"] as? [[String: Any]])?.first)
    #expect(pin["claim"] as? String == "en-covid-5g-spreads-virus")
    #expect(pin["verdict"] as? String == "false" && pin["score"] is Double)
    let review = try #require(pin["review"] as? [String: Any])
    for field in ["publisher", "url", "datePublished"] { #expect(review[field] is String) }
    let why = try #require(pin["why"] as? [String: Any])
    #expect((why["terms"] as? [String])?.isEmpty == false)
  }

  @Test func `a file of objects or of plain lines gets a line each, in order`() throws {
    let tool = try Tool()
    let lines = "{\"id\":\"a\",\"query\":\"5g coronavirus\"}\n\nweather\n{\"text\":\"flat earth proof\"}\n"
    try tool.write("q.jsonl", lines)
    let objects = try tool.run("pins", "--queries", "q.jsonl").objects()
    #expect(objects.map { $0["id"] as? String } == ["a", "3", "4"])
    #expect(objects.map { ($0["pins"] as? [Any])?.isEmpty } == [false, true, false])
  }

  @Test(arguments: [
    ("{\"id\":1}", "q.jsonl:1: has no query; expected {\"id\":…,\"query\":\"…\"}"), ("{", "q.jsonl:1: isn't JSON: "),
  ]) func `a line without a query is said with its number`(_ row: (line: String, message: String)) throws {
    let tool = try Tool()
    try tool.write("q.jsonl", row.line + "\n")
    let run = try tool.run("pins", "--queries", "q.jsonl")
    #expect(run.status == 2)
    #expect(run.errors.contains(row.message), "\(run.errors)")
  }

  @Test(arguments: [
    ("pins", "Give a query, or --queries FILE."), ("pins a --queries b", "Give a query, or --queries FILE."),
    ("pins a --limit 0", "--limit takes a number from 1 to 20."),
    ("pins a --min-score 2", "--min-score takes a number from 0 to 1."), ("pins a --at soon", "'soon' isn't a time"),
    ("pins report --queries a --top 0", "--top takes a number from 1 to 100000."),
    ("pins report --queries a --almost 1", "--almost takes a number from 0 to below 1."),
  ])
  func `wrong usage is said`(_ row: (line: String, message: String)) throws {
    let run = try Tool().shell("\"$ERRATA\" \(row.line)")
    #expect(run.status == 64)
    #expect(run.errors.contains(row.message), "\(run.errors)")
  }

  @Test func `at a time before any review nothing is pinned`() throws {
    let object = try #require(try Tool().run("pins", "5g coronavirus", "--at", "1999-01-01T00:00:00Z").objects().first)
    #expect((object["pins"] as? [Any])?.isEmpty == true)
  }

  @Test func `lines have the fields of their schema`() throws {
    let file = Tool.package.appendingPathComponent("corpora/schema/pins.schema.json")
    let schema = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let pin = try #require((schema["$defs"] as? [String: Any])?["pin"] as? [String: Any])
    let fields = Set(try #require(pin["properties"] as? [String: Any]).keys)
    let required = Set(try #require(pin["required"] as? [String]))
    let objects = try Tool().run("pins", "--explain", "--min-score", "0", "--limit", "9", "大蒜 新冠").objects()
    let pins = objects.flatMap { $0["pins"] as? [[String: Any]] ?? [] }
    #expect(!pins.isEmpty)
    for pin in pins { #expect(Set(pin.keys).isSubset(of: fields) && required.isSubset(of: pin.keys), "\(pin.keys)") }
  }

  @Test func `the report counts what gets pins, what almost does, and what is never found`() throws {
    let tool = try Tool()
    let (first, last) = ("{\"query\":\"5g coronavirus\",\"count\":7}", "{\"query\":\"garlic coronavirus\",\"count\":2}")
    try tool.write("q.jsonl", "\(first)\nweather\nweather\n\(last)\n")
    let run = try tool.run("pins", "report", "--queries", "q.jsonl", "--format", "json")
    let report = try #require(try run.objects().first)
    #expect(report["queries"] as? Int == 11)
    #expect(report["pinned"] as? Int == 9)
    let rows = try #require(report["pinnedQueries"] as? [[String: Any]])
    #expect(rows.map { $0["query"] as? String } == ["5g coronavirus", "garlic coronavirus"])
    #expect(rows.first?["count"] as? Int == 7)
    #expect((report["neverFound"] as? Int ?? 0) > 500)
    let table = try tool.run("pins", "report", "--queries", "q.jsonl")
    #expect(table.text.hasPrefix("11 queries: 9 get pins, "))
    #expect(table.text.contains("Claims that are never found: "))
  }

  @Test func `reach reports in every form, also of nothing`() throws {
    let tool = try Tool()
    _ = try tool.run("label", "--store", "errata.sqlite", Tool.sample)
    let table = try tool.run("reach", "report")
    #expect(table.status == 0)
    #expect(table.text.contains("holdout: too few people to tell"))
    #expect(table.errors.contains("no exposure was reported yet"))
    #expect(try tool.run("reach", "report", "--format", "json").objects().first?["total"] is [String: Any])
    #expect(try tool.run("reach", "report", "--format", "svg").text.hasPrefix("<svg "))
  }
}
