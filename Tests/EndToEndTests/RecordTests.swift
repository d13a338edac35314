import Foundation
import Testing

@Suite struct RecordTests {
  private let sample = Tool.package.appendingPathComponent("corpora/samples/items.jsonl").path

  @Test func `a recorded decision is explained and comes out the same again`() throws {
    let tool = try Tool()
    #expect(try tool.run("label", "--store", "s.sqlite", sample).status == 0)
    let run = try tool.run("explain", "s-zh-11", "--store", "s.sqlite")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("matched, suppressed: refutes"))
    #expect(run.text.contains("⟦紫菜是用废旧黑塑料袋做的⟧"))
    #expect(run.text.contains("computed again: the same"))
    let label = try tool.run("explain", "s-zh-01", "--store", "s.sqlite").text
    for part in ["label rumor by match, rule ", "verdict false", "stance  asserts", "score   ", "1 - (1 - limit"] {
      #expect(label.contains(part), "lacks \(part)")
    }
  }

  @Test func `every sample decision comes out the same again`() throws {
    let tool = try Tool()
    let decisions = try tool.run("label", "--store", "s.sqlite", sample).objects()
    for id in decisions.compactMap({ $0["id"] as? String }).filter({ $0.hasSuffix("1") }) {
      let run = try tool.run("explain", id, "--store", "s.sqlite", "--format", "json")
      let object = try #require(run.objects().first)
      #expect(object["reproduced"] as? Bool == true, "\(id)")
      #expect(object["decision"] is [String: Any] && object["item"] is [String: Any])
    }
  }

  @Test func `labelling the same items again records nothing new`() throws {
    let tool = try Tool()
    #expect(try tool.run("label", "--store", "s.sqlite", "--now", "2026-01-01", sample).status == 0)
    #expect(try tool.run("label", "--store", "s.sqlite", "--now", "2026-02-01", sample).status == 0)
    let object = try tool.run("explain", "s-zh-01", "--store", "s.sqlite", "--format", "json").objects().first
    #expect(object?["sequence"] as? Int == 1)
  }

  @Test func `an edited item gets a new decision, and the old one is found by its time`() throws {
    let tool = try Tool()
    let before = #"{"id":"1","text":"5G mobile networks spread the coronavirus."}"#
    let after = #"{"id":"1","text":"I was wrong about the networks, sorry."}"#
    #expect(try tool.run("label", "--store", "s.sqlite", "--now", "2026-01-01", input: before).status == 0)
    #expect(try tool.run("label", "--store", "s.sqlite", "--now", "2026-01-03", input: after).status == 0)
    #expect(try tool.run("explain", "1", "--store", "s.sqlite").text.contains("no label"))
    let then = try tool.run("explain", "1", "--store", "s.sqlite", "--at", "2026-01-02")
    #expect(then.text.contains("label rumor"))
    let never = try tool.run("explain", "1", "--store", "s.sqlite", "--at", "2025-01-01")
    #expect(never.status == 1)
    #expect(never.errors.contains("has no decision on item \"1\" up to 2025-01-01T00:00:00Z"))
  }

  // SIGTERM and not SIGINT, which the parent of a test run may have set to be ignored; one handler serves both.
  @Test func `an interrupted run leaves the store consistent and tells by its status`() throws {
    let tool = try Tool()
    let run = try tool.shell(
      #"""
      mkfifo in; exec 3<>in
      for i in $(seq 1 400); do echo "{\"id\":\"$i\",\"text\":\"5G mobile networks spread the coronavirus $i\"}"; done >&3
      "$ERRATA" label --store s.sqlite < in > out.jsonl & pid=$!
      until [ -s out.jsonl ]; do kill -0 $pid || break; done
      kill -TERM $pid; wait $pid; echo $?
      """#)
    #expect(run.lines.last == "143")
    let written = try String(decoding: tool.read("out.jsonl"), as: UTF8.self).split(separator: "\n").count
    #expect(written > 0)
    let last = try tool.run("explain", "\(written)", "--store", "s.sqlite")
    #expect(last.status == 0, "every decision that was written is in the store: \(last.errors)")
  }
}
