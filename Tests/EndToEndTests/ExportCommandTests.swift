import Foundation
import Testing

/// `errata export` and `errata retain` as they are run.
@Suite struct ExportCommandTests {
  /// A store with the sample's labels.
  private func tool() throws -> Tool {
    let tool = try Tool()
    let run = try tool.run("label", "--store", "s.sqlite", "--now", "2026-01-01", Tool.sample)
    #expect(run.status == 0, "\(run.errors)")
    return tool
  }

  static let forms: [(form: String, options: String)] = [
    ("atproto", "--src did:web:labels.example --uri-prefix https://posts.example/"),
    ("dsa", "--ground 'Terms, section 4' --undated 2025-06-01"), ("claimreview", ""),
  ]

  @Test(arguments: forms)
  func `every form is read back without a fault`(_ row: (form: String, options: String)) throws {
    let tool = try tool()
    let line =
      "\"$ERRATA\" export labels --store s.sqlite --now 2026-01-02 --format \(row.form) \(row.options)"
    let direct = try tool.shell(line)
    #expect(direct.status == 0 && !direct.lines.isEmpty, "\(direct.errors)")
    let written = try tool.shell("\(line) --output out.jsonl && cat out.jsonl")
    #expect(written.output == direct.output)
    #expect(written.errors.contains(" written, 0 left out, up to label event "))
    let check = try tool.run("export", "check", "--format", row.form, "out.jsonl")
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.errors.contains(" read, 0 faults"))
  }

  @Test func `events go on after the last one`() throws {
    let tool = try tool()
    let all = try tool.run("export", "labels", "--store", "s.sqlite", "--format", "jsonl")
    let rest = try tool.run("export", "labels", "--store", "s.sqlite", "--format", "jsonl", "--after", "3")
    #expect(Array(all.lines.dropFirst(3)) == rest.lines && rest.lines.count > 3)
    let table = try tool.run("export", "labels", "--store", "s.sqlite", "--format", "csv")
    #expect(table.text.split(separator: "\r\n").count == all.lines.count + 1)
  }

  @Test func `what a form refuses is said, left out, and makes the exit code 1`() throws {
    let tool = try tool()
    let run = try tool.run("export", "labels", "--store", "s.sqlite", "--format", "atproto", "--src", "did:web:a.b")
    #expect(run.status == 1 && run.text.isEmpty)
    #expect(run.errors.contains("is left out: uri: \"s-zh-01\" isn't a URI"))
    try tool.write("bad.jsonl", "{\"ver\":1}\n")
    let check = try tool.run("export", "check", "--format", "atproto", "bad.jsonl")
    #expect(check.status == 1)
    #expect(check.errors.contains("bad.jsonl:1: error: src: is missing"))
  }

  @Test(arguments: [
    ("labels --format atproto", "--format atproto needs --src with a DID"),
    ("labels --format atproto --src plc:a", "--format atproto needs --src with a DID"),
    ("labels --format atproto --src did:web:a.b --uri-prefix 'a b'", "--uri-prefix takes the beginning of a URI"),
    ("labels --format dsa", "--format dsa needs --ground"), ("labels --format csv --after -1", "--after"),
    ("labels --format xml", "xml"), ("check --format csv x", "--format takes atproto, dsa or claimreview"),
  ]) func `wrong options are said with exit code 64`(_ row: (line: String, message: String)) throws {
    let run = try Tool().shell("\"$ERRATA\" export \(row.line)")
    #expect(run.status == 64)
    #expect(run.errors.contains(row.message), "\(run.errors)")
  }

  @Test func `a file that can't be written is an error, and nothing stands there`() throws {
    let tool = try tool()
    let run = try tool.run(
      "export", "labels", "--store", "s.sqlite", "--format", "jsonl", "--output", "missing/out.jsonl")
    #expect(run.status == 2)
    #expect(run.errors.contains("missing/out.jsonl.partial: can't be written"))
  }

  @Test func `retention seals old decisions, and says so wherever they are shown`() throws {
    let tool = try Tool()
    let before = #"{"id":"1","text":"5G mobile networks spread the coronavirus."}"#
    let after = #"{"id":"1","text":"I was wrong about the networks, sorry."}"#
    #expect(try tool.run("label", "--store", "s.sqlite", "--now", "2026-01-01", input: before).status == 0)
    #expect(try tool.run("label", "--store", "s.sqlite", "--now", "2026-01-03", input: after).status == 0)
    let options = ["--store", "s.sqlite", "--before", "2026-01-02", "--now", "2026-02-01"].joined(separator: " ")
    let dry = try tool.shell("\"$ERRATA\" retain \(options) --dry-run")
    #expect(dry.text.hasPrefix("would seal 1 decisions (1 to 1) made before 2026-01-02T00:00:00Z and 1 texts"))
    #expect(dry.text.contains("labels: 1 rumor") && dry.text.contains("1 by claim "))
    let done = try tool.shell("\"$ERRATA\" retain \(options) --format json")
    let object = try #require(done.objects().first)
    #expect(object["decisions"] as? Int == 1 && object["event"] as? Int != nil)
    let again = try tool.shell("\"$ERRATA\" retain \(options)")
    #expect(again.status == 0 && again.errors.contains("nothing to seal before 2026-01-02T00:00:00Z"))

    let history = try tool.run("history", "1", "--store", "s.sqlite")
    #expect(history.lines.first?.contains("rumor") == true)
    #expect(history.lines.first?.contains("; sealed by event \(object["event"] as? Int ?? 0)") == true)
    let explain = try tool.run("explain", "1", "--store", "s.sqlite", "--at", "2026-01-02")
    #expect(explain.status == 1 && explain.errors.contains("was sealed by retention event"))
    #expect(try tool.run("explain", "1", "--store", "s.sqlite").status == 0)
    let verify = try tool.run("verify", "--store", "s.sqlite")
    #expect(verify.status == 0, "\(verify.text)")
    #expect(verify.text.contains(", of which 1 tell of sealed decisions"))
    #expect(verify.text.contains("1 computed again and the same, 0 different, 1 sealed"))
  }

  @Test func `decisions that a job exports are told as sealed`() throws {
    let tool = try Tool()
    let before = #"{"id":"1","text":"5G mobile networks spread the coronavirus."}"#
    #expect(try tool.run("label", "--store", "s.sqlite", "--now", "2026-01-01", input: before).status == 0)
    let after = #"{"id":"1","text":"Sorry."}"#
    #expect(try tool.run("label", "--store", "s.sqlite", "--now", "2026-01-03", input: after).status == 0)
    #expect(try tool.run("retain", "--store", "s.sqlite", "--before", "2026-01-02").status == 0)
    let run = try tool.shell(
      """
      "$ERRATA" jobs add export --store s.sqlite --what decisions --output out.jsonl > /dev/null \
        && "$ERRATA" work --store s.sqlite --once > /dev/null && cat out.jsonl
      """)
    let objects = try run.objects()
    #expect(objects.count == 2, "\(run.errors)")
    #expect((objects.first?["sealed"] as? [String: Any])?["labels"] as? [String] == ["rumor"])
    #expect(objects.first?["decision"] == nil && objects.last?["decision"] is [String: Any])
  }
}
