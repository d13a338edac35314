import Foundation
import Testing

/// Labels that travel between copies, whole relabeling, and the order of the review queue, through the built program.
@Suite struct SpreadTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("claims.jsonl", Tool.claim + "\n")
  }

  private static func text(_ middle: String) -> String {
    "Neighbours told me today, when I came back from the market with bread, apples and a bag of old newspapers for the "
      + "stove, that \(middle) and they laughed about it all the way home until the rain began."
  }

  private static func line(_ id: String, _ text: String, author: String = "someone") -> String {
    #"{"id":"\#(id)","author":"\#(author)","text":"\#(text)"}"#
  }

  private static let rumor = line("origin", text("the swans of Oldtown obey the traffic lights on the bridge"))
  private static let edited = line("copy", text("swans of Oldtown respect traffic lights"))

  private func label(_ lines: [String]) throws -> [[String: Any]] {
    try tool.write("items.jsonl", lines.joined(separator: "\n"))
    let run = try tool.run("label", "--corpus", "claims.jsonl", "--store", "s.sqlite", "items.jsonl")
    try #require(run.status == 0, "\(run.errors)")
    return try run.objects()
  }

  private func explain(_ item: String) throws -> String {
    let run = try tool.run("explain", item, "--store", "s.sqlite")
    try #require(run.status == 0, "\(run.errors)")
    return run.text
  }

  @Test func `an edited copy that matching leaves to people inherits from the one that it labels`() throws {
    let alone = try label([SpreadTests.edited])
    let queued = alone.first?["queued"] as? [[String: Any]]
    let score = try #require(queued?.first?["score"] as? Double)
    #expect(score < 0.8, "matching alone would label it")
    #expect(try explain("copy").contains("nothing limits it"))
    _ = try label([SpreadTests.rumor])
    let explained = try explain("copy")
    #expect(explained.contains("label rumor by propagation"), "\(explained)")
    // An edit that drops the claim ends it.
    _ = try label([SpreadTests.line("copy", SpreadTests.text("it will rain"))])
    #expect(try !explain("copy").contains("propagation"))
    #expect(try tool.run("verify", "--store", "s.sqlite").status == 0)
  }

  @Test func `a copy that denies the claim inherits nothing`() throws {
    _ = try label([
      SpreadTests.rumor,
      SpreadTests.line("copy", "This is false: " + SpreadTests.text("swans of Oldtown respect traffic lights")),
    ])
    #expect(try !explain("copy").contains("propagation"))
  }

  @Test func `a policy is changed for all that is recorded, with one receipt, and a dry run tells it first`() throws {
    _ = try label([SpreadTests.rumor, SpreadTests.edited])
    let policy = try String(
      contentsOf: Tool.package.appendingPathComponent("corpora/policy/default.yaml"), encoding: .utf8)
    try tool.write("strict.yaml", policy.replacing("apply: 0.80", with: "apply: 0.999"))
    func relabel(_ arguments: String) throws -> Tool.Run {
      try tool.shell(
        "\"$ERRATA\" relabel --policy strict.yaml --format json --store s.sqlite \(arguments)")
    }
    let dry = try #require(try relabel("--dry-run").objects().first)
    #expect((dry["diff"] as? [String: Any])?["items"] as? Int == 1)
    #expect(try explain("copy").contains("propagation"))
    #expect(try tool.run("receipts", "list", "--store", "s.sqlite").lines.isEmpty)
    let real = try #require(try relabel("").objects().first)
    #expect((real["receipt"] as? [String: Any])?["items"] as? Int == 2)
    #expect(try explain("origin").contains("nothing limits it"))
    #expect(try !explain("copy").contains("propagation"))
    #expect(try tool.run("verify", "--store", "s.sqlite").status == 0)
    // The same again changes nothing.
    #expect(try relabel("").objects().first?["receipt"] == nil)
    let undone = try tool.run("receipts", "undo", "1", "--reason", "no", "--store", "s.sqlite")
    #expect(undone.status != 0)
    #expect(undone.errors.contains("relabel with the policy that they had before instead"))
    let back = try tool.shell(
      "\"$ERRATA\" relabel --policy '\(Tool.package.path)/corpora/policy/default.yaml' --store s.sqlite")
    #expect(back.status == 0, "\(back.errors)")
    #expect(try explain("copy").contains("propagation"))
  }

  @Test func `relabeling whole under the same corpus and policy changes nothing`() throws {
    _ = try label([SpreadTests.rumor, SpreadTests.edited])
    let run = try tool.run("relabel", "--whole", "--store", "s.sqlite")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("2 items looked at\n0 items are decided otherwise"), "\(run.text)")
  }

  @Test func `the review queue is read by priority or by the graph`() throws {
    let pair = [
      SpreadTests.line("first", SpreadTests.text("swans obey the traffic lights"), author: "other"),
      SpreadTests.line("second", SpreadTests.text("our swans obey the traffic lights"), author: "k"),
      #"{"id":"known","author":"k","text":"The swans of Oldtown obey the traffic lights on the bridge."}"#,
    ]
    _ = try label(pair)
    func order(_ name: String) throws -> [String] {
      let run = try tool.run("review", "list", "--order", name, "--format", "jsonl", "--store", "s.sqlite")
      return try run.objects().compactMap { $0["item"] as? String }
    }
    #expect(try order("priority") == ["first", "second"])
    #expect(try order("graph") == ["second", "first"])
    #expect(try tool.run("review", "list", "--order", "luck", "--store", "s.sqlite").status != 0)
  }
}
