import Foundation
import Testing

/// A corpus in a store: who changed it, what, and back again; its pages; what new claims would do.
@Suite struct CurationCommandTests {
  private static let geese =
    #"{"id":"geese","claim":"The geese of the harbour elect the mayor.","lang":"en","verdict":"false","reviews":[{"publisher":"Bureau of Ponds","url":"https://ponds.example/geese","datePublished":"2024"}]}"#

  /// A store with three publications: one claim, two, and the first one changed.
  private func setUp() throws -> Tool {
    let tool = try Tool()
    try tool.write("one.jsonl", Tool.claim + "\n")
    try tool.write("two.jsonl", Tool.claim + "\n" + CurationCommandTests.geese + "\n")
    let disputed = Tool.claim.replacing(#""verdict":"false""#, with: #""verdict":"disputed""#)
    try tool.write("three.jsonl", disputed + "\n" + CurationCommandTests.geese + "\n")
    for (name, author) in [("one", "ann"), ("two", "bob"), ("three", "cid")] {
      let run = try tool.run("corpus", "publish", "\(name).jsonl", "--reason", "for \(name)", "--by", author)
      #expect(run.status == 0, "\(run.errors)")
    }
    return tool
  }

  @Test func `the log tells who changed what and why, newest first`() throws {
    let tool = try setUp()
    let objects = try tool.run("corpus", "log", "--json").objects()
    #expect(objects.map { $0["author"] as? String } == ["cid", "bob", "ann"])
    #expect(objects.map { $0["reason"] as? String } == ["for three", "for two", "for one"])
    #expect(
      objects.map { [$0["added"], $0["changed"], $0["removed"]] as? [Int] } == [[0, 1, 0], [1, 0, 0], [1, 0, 0]])
    #expect(try tool.run("corpus", "log", "--limit", "1", "--json").lines.count == 1)
    let claim = try tool.run("corpus", "log", "swans")
    #expect(claim.lines.count { $0.contains("  ann: for one") || $0.contains("  cid: for three") } == 2)
    #expect(claim.text.contains("verdict\n      - false\n      + disputed"), "\(claim.text)")
    let unknown = try tool.run("corpus", "log", "ducks")
    #expect(unknown.status == 1 && unknown.errors.contains("no publication has a claim \"ducks\""))
  }

  @Test func `two publications, or files, are compared field by field`() throws {
    let tool = try setUp()
    let run = try tool.run("corpus", "diff", "1", "live")
    #expect(run.status == 1)
    #expect(run.text.contains("+ geese") && run.text.contains("~ swans"))
    #expect(run.lines.last == "1 added, 0 removed, 1 changed")
    let same = try tool.run("corpus", "diff", "two.jsonl", "2")
    #expect(same.status == 0 && same.text == "0 added, 0 removed, 0 changed\n", "\(same.text)")
    let json = try tool.run("corpus", "diff", "two.jsonl", "three.jsonl", "--json").objects()
    #expect(json.count == 1 && json[0]["change"] as? String == "changed")
    let digest = try #require(try tool.run("corpus", "log", "--json").objects().last?["revision"] as? String)
    #expect(try tool.run("corpus", "diff", String(digest.prefix(8)), "1").status == 0)
    let unknown = try tool.run("corpus", "diff", "17", "1")
    #expect(unknown.status == 2 && unknown.errors.contains("has no publication \"17\""), "\(unknown.errors)")
  }

  @Test func `going back is a publication of its own, of all claims or of some`() throws {
    let tool = try setUp()
    let dry = try tool.run("corpus", "revert", "1", "--reason", "r", "--dry-run")
    #expect(dry.lines.last == "0 added, 1 removed, 1 changed")
    #expect(try tool.run("corpus", "log", "--json").lines.count == 3)
    #expect(try tool.run("corpus", "revert", "2", "--claim", "swans", "--reason", "it was right").status == 0)
    #expect(try tool.run("corpus", "diff", "2", "live").status == 0)
    // A claim that wasn't there then becomes a draft: its past stays.
    #expect(try tool.run("corpus", "revert", "1", "--claim", "geese", "--reason", "too early").status == 0)
    #expect(try tool.run("corpus", "log", "geese").text.contains("status\n      - published\n      + draft"))
    #expect(try tool.run("corpus", "revert", "1", "--reason", "all").status == 0)
    #expect(try tool.run("corpus", "diff", "one.jsonl", "live").status == 0)
    let unknown = try tool.run("corpus", "revert", "1", "--claim", "ducks", "--reason", "r")
    #expect(unknown.status == 2 && unknown.errors.contains("neither publication has a claim \"ducks\""))
    #expect(try tool.run("verify").status == 0)
  }

  @Test func `the starter corpus is exported and taken back byte for byte`() throws {
    let tool = try Tool()
    let starter = Tool.package.appendingPathComponent("corpora/starter").path
    #expect(try tool.run("corpus", "publish", starter, "--reason", "r").status == 0)
    let first = try tool.run("corpus", "export")
    #expect(first.status == 0 && first.lines.count > 1000)
    try tool.write("a.jsonl", first.text)
    #expect(try tool.run("corpus", "export", "a.jsonl").output == first.output)
    #expect(try tool.run("corpus", "publish", "a.jsonl", "--reason", "r", "--store", "b.sqlite").status == 0)
    #expect(try tool.run("corpus", "export", "--store", "b.sqlite").output == first.output)
    #expect(try tool.run("corpus", "publish", "a.jsonl", "--reason", "again").objects()[0]["publication"] as? Int == 1)
  }

  @Test func `pages of a store show each claim's past`() throws {
    let tool = try setUp()
    let run = try tool.run("corpus", "site", "pages", "--store", "errata.sqlite", "--base", "https://e.example")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.objects()[0]["claims"] as? Int == 2)
    let page = String(decoding: try tool.read("pages/claims/swans.html"), as: UTF8.self)
    #expect(page.contains("cid") && page.contains("changed verdict") && page.contains("for one"))
    // What is newest in the feeds is what was changed last.
    let feed = String(decoding: try tool.read("pages/feed.atom"), as: UTF8.self)
    #expect(
      feed.firstRange(of: "claims/swans.html").map { $0.lowerBound } ?? feed.endIndex
        < feed.firstRange(of: "claims/geese.html").map { $0.lowerBound } ?? feed.startIndex)
    let both = try tool.run("corpus", "site", "pages", "one.jsonl", "--store", "errata.sqlite")
    #expect(both.status == 64 && both.errors.contains("either corpus files or --store"))
    let base = try tool.run("corpus", "site", "pages", "one.jsonl", "--base", "e.example")
    #expect(base.status == 64 && base.errors.contains("isn't a web address"))
    try tool.write("file", "")
    let blocked = try tool.run("corpus", "site", "file", "one.jsonl")
    #expect(blocked.status == 2 && blocked.errors.contains("can't be written"), "\(blocked.errors)")
  }

  /// What the preview must say of each entry of the shipped sample of bad ones.
  @Test func `each bad entry of the sample is warned of with the reason, the good one isn't`() throws {
    let tool = try Tool()
    let sample = Tool.package.appendingPathComponent("corpora/samples/claims.jsonl").path
    let run = try tool.run("corpus", "preview", sample, "--background", Tool.sample, "--json")
    #expect(run.status == 1, "\(run.errors)")
    var said: [String: String] = [:]
    for object in try run.objects() {
      let findings = (object["findings"] as? [[String: Any]] ?? []).map { $0["message"] as? String ?? "" }
      said[object["claim"] as? String ?? ""] = (findings + (object["warnings"] as? [String] ?? [])).joined(
        separator: "\n")
    }
    #expect(said.count == 11 && said["try-good"] == "")
    let wanted = [
      "try-too-general": "says too little that is its own", "try-one-name": "one rare name carries 61% of the score",
      "try-name-alone": "one rare name carries", "try-saying": "is a saying", "try-saying-zh": "is a saying",
      "try-true": "says is right", "try-question": "is a question", "try-debunk": "reads like a debunk",
      "try-again": "is also a match of \"en-covid-5g-spreads-virus\"", "try-too-short": "is too short",
    ]
    for (id, words) in wanted { #expect(said[id]?.contains(words) == true, "\(id): \(said[id] ?? "")") }
  }

  @Test func `a preview counts what would be hit among recorded and ordinary items`() throws {
    let tool = try setUp()
    try tool.write(
      "new.jsonl",
      CurationCommandTests.geese.replacing("geese", with: "herons").replacing("mayor", with: "harbour master") + "\n")
    let text = "Did you know? The herons of the harbour elect the harbour master."
    let items = (0..<12).map { #"{"id":"i\#($0)","text":"\#($0 < 3 ? text : "We had cake by the lake.")"}"# }
    try tool.write("items.jsonl", items.joined(separator: "\n") + "\nno item\n")
    #expect(try tool.run("label", "--store", "errata.sqlite", "items.jsonl").status == 1)
    let run = try tool.run(
      "corpus", "preview", "new.jsonl", "--store", "errata.sqlite", "--background", "items.jsonl", "--json")
    #expect(run.errors.contains("items.jsonl:13"), "\(run.errors)")
    let object = try run.objects()[0]
    for name in ["recorded", "background"] {
      let hits = try #require(object[name] as? [String: Any])
      #expect(hits["items"] as? Int == 12 && hits["apply"] as? Int == 3, "\(hits)")
      #expect((hits["doubtful"] as? [Any])?.count == 3)
    }
    #expect((object["recorded"] as? [String: Any])?["hitsPerDay"] as? Double == 3)
    #expect((object["warnings"] as? [String])?.contains { $0.contains("too general: 3 of 12 ordinary items") } == true)
    #expect(try tool.run("corpus", "preview", "none.jsonl").status == 2)
  }
}
