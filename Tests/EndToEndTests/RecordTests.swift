import Foundation
import Testing

@Suite struct RecordTests {
  private let sample = Tool.sample

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

  /// A run that is told to stop while its input pauses, and one that is killed; each with the status it ends with.
  static let signals = [("INT", 130), ("TERM", 143), ("KILL", 137)]

  // `env --default-signal`: the parent of a test run may have set SIGINT to be ignored, which a program must respect.
  @Test(.enabled(if: Tool.isPossible("env --default-signal=INT true")), arguments: signals)
  func `an interrupted run leaves the store consistent and tells by its status`(
    _ row: (signal: String, status: Int)
  ) throws {
    let tool = try Tool()
    let run = try tool.shell(
      #"""
      mkfifo in; exec 3<>in
      for i in $(seq 1 400); do echo "{\"id\":\"$i\",\"text\":\"5G mobile networks spread the coronavirus $i\"}"; done | tee items >&3
      env --default-signal=INT,TERM "$ERRATA" label --store s.sqlite < in > out.jsonl & pid=$!
      until [ -s out.jsonl ]; do kill -0 $pid || break; done
      kill -SIGNAL $pid; wait $pid; echo $?
      """#.replacingOccurrences(of: "SIGNAL", with: row.signal))
    #expect(run.lines.last == "\(row.status)")
    let written = try tool.read("out.jsonl").count { $0 == 0x0A }
    #expect(written > 0)
    for item in [1, written] {
      let explained = try tool.run("explain", "\(item)", "--store", "s.sqlite", "--format", "json")
      #expect(explained.status == 0, "every decision that was written is in the store: \(explained.errors)")
      #expect(try explained.objects().first?["sequence"] as? Int == item)
    }
    let again = try tool.run("label", "--store", "s.sqlite", "items")
    #expect(again.status == 0, "\(again.errors)")
    let last = try tool.run("explain", "400", "--store", "s.sqlite", "--format", "json").objects().first
    #expect(last?["sequence"] as? Int == 400, "what was recorded before isn't recorded again")
  }

  @Test(.enabled(if: Tool.isPossible("env --default-signal=INT true")))
  func `an interrupted run in the middle of its input has written what it recorded`() throws {
    let tool = try Tool()
    let items = (0..<50_000).map { #"{"id":"\#($0)","text":"5G mobile networks spread the coronavirus"}"# }
    try tool.write("items", items.joined(separator: "\n"))
    let run = try tool.shell(
      #"""
      env --default-signal=INT "$ERRATA" label --store s.sqlite items > out.jsonl & pid=$!
      until [ -s out.jsonl ]; do kill -0 $pid || break; done
      kill -INT $pid; wait $pid; echo $?
      """#)
    #expect(run.text == "130\n")
    #expect(run.errors == "")
    let written = try tool.read("out.jsonl").count { $0 == 0x0A }
    #expect(written > 0 && written < 50_000)
    let last = try tool.run("explain", "\(written - 1)", "--store", "s.sqlite", "--format", "json")
    #expect(try last.objects().first?["sequence"] as? Int == written)
    #expect(try tool.run("explain", "\(written)", "--store", "s.sqlite").status == 1)
  }

  @Test(.enabled(if: Tool.isPossible("env --default-signal=INT true")))
  func `a check that is interrupted says that it looked at a part only`() throws {
    let tool = try Tool()
    let items = (0..<200).map { #"{"id":"\#($0)","text":"5G mobile networks spread the coronavirus"}"# }
    try tool.write("items", items.joined(separator: "\n"))
    _ = try tool.run("label", "--store", "s.sqlite", "items")
    // The checkpoint comes after the signal, so that the check begins when it was told to stop already.
    let run = try tool.shell(
      #"""
      "$ERRATA" checkpoint --store s.sqlite > checkpoint
      mkfifo late; exec 3<>late
      env --default-signal=INT "$ERRATA" verify --store s.sqlite --checkpoint late > out 2> errors 3>&- & pid=$!
      until grep -q '^SigCgt:.*[2367abef]$' /proc/$pid/status; do kill -0 $pid || break; done
      kill -INT $pid; cat checkpoint >&3; exec 3>&-
      wait $pid; echo $?
      """#)
    #expect(run.text == "130\n", "\(run.errors)")
    let (out, errors) = (
      String(decoding: try tool.read("out"), as: UTF8.self), String(decoding: try tool.read("errors"), as: UTF8.self)
    )
    #expect(out.hasPrefix("chain: 0 events") && !out.contains("decisions:"), "\(out)")
    #expect(errors.contains("interrupted"), "\(errors)")
  }

  @Test func `a program that is started with signals ignored goes on`() throws {
    let tool = try Tool()
    let run = try tool.shell(
      #"""
      mkfifo in; exec 3<>in; trap '' INT
      "$ERRATA" label < in > out.jsonl 3>&- & pid=$!
      echo '{"id":"1","text":"x"}' >&3
      until [ -s out.jsonl ]; do kill -0 $pid || break; done
      kill -INT $pid
      echo '{"id":"2","text":"x"}' >&3
      exec 3>&-
      wait $pid; echo $?
      """#)
    #expect(run.text == "0\n")
    #expect(try tool.read("out.jsonl").count { $0 == 0x0A } == 2)
  }

  @Test func `several runs may record into one store at a time`() throws {
    let tool = try Tool()
    let run = try tool.shell(
      """
      for i in 1 2 3; do "$ERRATA" label --now 2026-01-01 --store s.sqlite '\(sample)' > out$i.jsonl & pids="$pids $!"; done
      for pid in $pids; do wait $pid || exit; done; cmp out1.jsonl out2.jsonl && cmp out1.jsonl out3.jsonl
      """)
    #expect(run.status == 0, "\(run.errors)")
    let count = try tool.read("out1.jsonl").count { $0 == 0x0A }
    let sequences = try ["s-zh-01", "s-en-01"].map {
      try tool.run("explain", $0, "--store", "s.sqlite", "--format", "json").objects().first?["sequence"] as? Int
    }
    #expect(sequences.allSatisfy { (1...count).contains($0 ?? 0) }, "\(sequences)")
  }

  @Test func `an item without record is told with exit code 1`() throws {
    let tool = try Tool()
    #expect(try tool.run("label", "--store", "s.sqlite", sample).status == 0)
    let run = try tool.run("explain", "nobody", "--store", "s.sqlite")
    #expect(run.status == 1)
    #expect(run.text == "")
    #expect(run.errors == "errata: error: s.sqlite: has no decision on item \"nobody\"\n")
  }

  @Test(.enabled(if: Tool.unprivileged != nil))
  func `a store and files that may not be used are told`() throws {
    let tool = try Tool()
    try tool.write("items.jsonl", #"{"id":"1","text":"5G mobile networks spread the coronavirus."}"#)
    try tool.write("secret.jsonl", "{}")
    #expect(try tool.run("label", "--store", "s.sqlite", "items.jsonl").status == 0)
    let user = Tool.unprivileged ?? ""
    let table = [
      ("label --store s.sqlite items.jsonl", 2, "s.sqlite: could not open the store: "),
      ("label --store new.sqlite items.jsonl", 2, "new.sqlite: could not open the store: "),
      // SQLite's log needs the folder, even for reading.
      ("explain 1 --store s.sqlite", 2, "Give this user the right to write the file and its folder"),
      ("label secret.jsonl", 2, "secret.jsonl: may not be read. Allow it with chmod u+r"),
      ("label --index secret.jsonl items.jsonl", 2, "secret.jsonl: can't be read: Permission denied"),
      ("label --policy secret.jsonl items.jsonl", 2, "secret.jsonl: can't be read; check its permissions"),
      ("policy check secret.jsonl", 2, "secret.jsonl: can't be opened; check its permissions"),
      ("corpus lint secret.jsonl", 1, "secret.jsonl: error: can't be opened: Permission denied"),
      ("index build -o own.index", 2, "own.index: can't be written: Permission denied"),
      ("init mine", 2, "mine/corpus: can't be made; check that the path leads through folders"),
    ]
    let locked = try tool.shell("chmod 0 secret.jsonl; chmod 444 s.sqlite*; chmod 555 .")
    #expect(locked.status == 0)
    for (arguments, status, message) in table {
      let run = try tool.shell("\(user) \"$ERRATA\" \(arguments)")
      #expect(run.status == status, "\(arguments): \(run.errors)")
      #expect((run.text + run.errors).contains(message), "\(arguments): \(run.errors)")
    }
    _ = try tool.shell("chmod 755 .")
  }
}
