import Foundation
import Testing

/// Index folders with the tool: building, changing, merging, and what a killed process leaves.
@Suite struct FolderCommandTests {
  private static let owls =
    #"{"id":"owls","claim":"The owls of Oldtown deliver the tax letters by night.","lang":"en","verdict":"false","reviews":[{"publisher":"Bureau of Ponds","url":"https://ponds.example/owls","datePublished":"2024"}]}"#
  private static let items = """
    {"id":"1","text":"The swans of Oldtown obey the traffic lights on the bridge."}
    {"id":"2","text":"The owls of Oldtown deliver the tax letters by night."}

    """

  private func folder(_ claims: String...) throws -> Tool {
    let tool = try Tool()
    try tool.write("claims.jsonl", claims.joined(separator: "\n"))
    try tool.write("owls.jsonl", Self.owls)
    try tool.write("items.jsonl", Self.items)
    #expect(try tool.run("index", "build", "--corpus", "claims.jsonl", "-o", "live/").status == 0)
    return tool
  }

  /// The labels of the two items.
  private func labels(_ tool: Tool) throws -> [Int] {
    let run = try tool.run("label", "--index", "live", "items.jsonl")
    #expect(run.status == 0, "\(run.errors)")
    return try run.objects().map { ($0["labels"] as? [Any])?.count ?? -1 }
  }

  @Test func `a claim is live after an update, and gone after another`() throws {
    let tool = try folder(Tool.claim)
    #expect(try labels(tool) == [1, 0])
    let added = try tool.run("index", "update", "live/", "--claims", "owls.jsonl")
    #expect(added.status == 0 && added.errors.isEmpty, "\(added.errors)")
    let form = /live\/: [0-9a-f]{12}: 2 claims, 2 published; 1 added, 0 changed, 0 withdrawn, live after [0-9]+ ms\n/
    #expect(added.text.wholeMatch(of: form) != nil, "\(added.text)")
    #expect(try labels(tool) == [1, 1])
    #expect(try tool.run("index", "update", "live", "--pause", "swans").status == 0)
    #expect(try labels(tool) == [0, 1])
    let same = try tool.run("index", "update", "live", "--claims", "owls.jsonl")
    #expect(same.status == 0 && same.text.hasSuffix("2 claims, 1 published; nothing to change\n"), "\(same.text)")
    let json = try #require(tool.run("index", "update", "live", "--json", "--retract", "owls").objects().first)
    #expect(json["withdrawn"] as? Int == 1 && json["added"] as? Int == 0 && json["published"] as? Int == 0)
    #expect((json["corpusRevision"] as? String)?.count == 64 && json["milliseconds"] is Int)
    #expect(try labels(tool) == [0, 0])
  }

  @Test func `search and match see the folder as label does, and a merge changes no answer`() throws {
    let tool = try folder(Tool.claim)
    #expect(try tool.run("index", "update", "live", "--claims", "owls.jsonl").status == 0)
    func answers() throws -> [String] {
      let runs = try [
        tool.run("match", "--index", "live", "--min-score", "0", "items.jsonl"),
        tool.run("search", "--index", "live", "owls and swans of Oldtown"),
        tool.run("label", "--index", "live", "--now", "2026-01-01", "items.jsonl"),
      ]
      for run in runs { #expect(run.status == 0, "\(run.errors)") }
      return runs.map(\.text)
    }
    let before = try answers()
    #expect(before[1].contains("owls") && before[1].contains("swans"))
    let info = try tool.run("index", "info", "live")
    for name in ["base-1.index ", "delta-2.index "] {
      #expect(info.lines.contains { $0.hasPrefix(name) }, "\(info.text)")
    }
    #expect(info.lines.contains { $0.hasPrefix("deltas ") && $0.hasSuffix(" 1") })
    let object = try #require(tool.run("index", "info", "--json", "live").objects().first)
    #expect(object["claims"] as? Int == 2 && (object["segments"] as? [Any])?.count == 2)
    let merged = try tool.run("index", "merge", "live")
    #expect(merged.status == 0 && merged.text.contains("2 claims, 2 published; 1 deltas merged, "), "\(merged.text)")
    #expect(try answers() == before)
    #expect(try tool.run("index", "merge", "live").text.hasSuffix("nothing to merge\n"))
    try tool.write("both.jsonl", Tool.claim + "\n" + Self.owls)
    #expect(try tool.run("index", "build", "--corpus", "both.jsonl", "-o", "plain.index").status == 0)
    #expect(try tool.shell("cmp plain.index live/base-*.index && ls live | wc -l").text == "5\n")
  }

  @Test(arguments: [
    ("update live --retract nobody", "live: has no claim \"nobody\""),
    ("update claims.jsonl --retract swans", "claims.jsonl: is a folder without MANIFEST"),
    ("update none --retract swans", "none: is a folder without MANIFEST"),
    ("merge none", "none: is a folder without MANIFEST"), ("info none", "none: can't be read"),
    ("update live --claims items.jsonl", "items.jsonl:1: error"),
    ("build -o ./", "can't be written: it has other files, such as claims.jsonl"),
  ])
  func `what can't be done ends with exit code 2 and says why`(_ row: (line: String, message: String)) throws {
    let tool = try folder(Tool.claim)
    let before = try tool.shell("cat live/MANIFEST; ls live").text
    let run = try tool.shell("\"$ERRATA\" index \(row.line)")
    #expect(run.status == 2 && run.output.isEmpty, "\(run.text)")
    #expect(run.errors.contains(row.message), "\(run.errors)")
    #expect(try tool.shell("cat live/MANIFEST; ls live").text == before)
    #expect(try tool.run("index", "update", "live").status == 64)
  }

  @Test(arguments: 1...2 as ClosedRange<Int>)
  func `a killed update or merge leaves a state that was asked for`(_ seed: Int) throws {
    let tool = try folder(Tool.claim)
    let run = try tool.shell(
      """
      RANDOM=\(seed)
      state() { "$ERRATA" label --index live items.jsonl | grep -c '"labels":\\[{'; }
      for round in 1 2 3 4; do
        "$ERRATA" index update live --claims owls.jsonl & pid=$!
        sleep 0.0$((RANDOM % 90 + 10)); kill -9 $pid; wait $pid
        now=$(state); [ "$now" = 1 ] || [ "$now" = 2 ] || echo "round $round: $now labels"
        "$ERRATA" index update live --claims owls.jsonl || echo "round $round: no update"
        [ "$(state)" = 2 ] || echo "round $round: the update isn't live"
        "$ERRATA" index merge live & pid=$!
        sleep 0.0$((RANDOM % 90 + 10)); kill -9 $pid; wait $pid
        [ "$(state)" = 2 ] || echo "round $round: the merge changed labels"
        "$ERRATA" index update live --retract owls || echo "round $round: no update after the merge"
        [ "$(state)" = 1 ] || echo "round $round: the claim wasn't withdrawn"
      done 2>/dev/null | grep round
      "$ERRATA" index merge live > /dev/null; ls live | grep -vc LOCK
      """)
    #expect(run.text == "3\n", "seed \(seed): \(run.text)")
  }
}
