import Foundation
import Testing

/// `errata work` and `errata jobs`.
@Suite struct JobTests {
  /// A corpus under which no item has a label.
  private static let otherClaim = Tool.claim.replacingOccurrences(
    of: "The swans of Oldtown obey the traffic lights on the bridge", with: "Geese ring the church bells of Newtown")

  /// A folder with a corpus of one claim and items of which every third one asserts it.
  private func prepared(items count: Int = 60) throws -> Tool {
    let tool = try Tool()
    try tool.write("c.jsonl", Tool.claim + "\n")
    let items = (0..<count).map { number in
      let text = number % 3 == 0 ? "The swans of Oldtown obey the traffic lights on the bridge" : "We fed the swans"
      return #"{"id":"i-\#(number)","text":"\#(text), said visitor \#(number)."}"#
    }
    try tool.write("items.jsonl", items.joined(separator: "\n"))
    return tool
  }

  private func job(_ tool: Tool, _ number: Int) throws -> [String: Any] {
    try #require(try tool.run("jobs", "show", "\(number)", "--store", "s.sqlite").objects().first)
  }

  @Test func `a job writes and records what errata label does`() throws {
    let tool = try prepared()
    let add = try tool.run(
      "jobs", "add", "label", "items.jsonl", "--output", "out.jsonl", "--corpus", "c.jsonl", "--store", "s.sqlite",
      "--now", "2026-01-01", "--by", "Ann")
    #expect(add.status == 0, "\(add.errors)")
    #expect(try add.objects().first?["state"] as? String == "queued")
    #expect(try add.objects().first?["author"] as? String == "Ann")
    let work = try tool.run("work", "--once", "--store", "s.sqlite")
    #expect(work.status == 0)
    #expect(work.errors == "errata: job 1: done\n")
    let label = try tool.run(
      "label", "--corpus", "c.jsonl", "--now", "2026-01-01", "--store", "other.sqlite", "items.jsonl")
    #expect(try tool.read("out.jsonl") == Array(label.output))
    #expect(try job(tool, 1)["state"] as? String == "done")
    #expect(!FileManager.default.fileExists(atPath: tool.path("out.jsonl.partial")))
    let verify = try tool.run("verify", "--store", "s.sqlite")
    #expect(verify.status == 0, "\(verify.text)")
    #expect(verify.text.contains("decisions: 60 computed again and the same, 0 different"))
  }

  /// Kills workers once the job has come some way further, which `progress` tells in a shell, until the job is done.
  ///
  /// - Parameter steps: how much further each worker comes, so that each kill falls into the job's midst; at random
  ///   within the next hundredths of a second, so that it falls anywhere between two checkpoints.
  /// - Parameter atLeast: kills that must have hit a running job; all of them by default.
  private func killing(
    _ tool: Tool, seed: Int, store: String, job: Int, steps: [Int], atLeast: Int? = nil, progress: String
  ) throws {
    let run = try tool.shell(
      #"""
      RANDOM=\#(seed)
      progress() { \#(progress); }
      for step in \#(steps.map(String.init).joined(separator: " ")); do
        start=$(progress)
        "$ERRATA" work --once --workers 1 --store \#(store) --lease 0.2 2>> log & pid=$!
        while kill -0 $pid 2>/dev/null && [ "$(progress)" -lt $((start + step)) ]; do :; done
        sleep 0.0$(printf %02d $((RANDOM % 30)))
        kill -9 $pid 2>/dev/null && echo killed; wait $pid 2>/dev/null
        sleep 0.25
      done
      for round in $(seq 1 40); do
        "$ERRATA" work --once --store \#(store) --lease 5 2>> log
        "$ERRATA" jobs show \#(job) --store \#(store) | grep -q '"state":"done"' && break
        sleep 0.1
      done
      """#)
    #expect(run.status == 0, "seed \(seed): \(run.errors)")
    let kills = run.lines.count { $0 == "killed" }
    #expect(kills >= atLeast ?? steps.count, "seed \(seed): the job was over too early")
    let state = try #require(try tool.run("jobs", "show", "\(job)", "--store", store).objects().first)
    #expect(state["state"] as? String == "done", "seed \(seed): \(state)")
  }

  /// A shell line that tells a file's size, 0 without it.
  private static func size(_ name: String) -> String { "stat -c %s \(name) 2>/dev/null || echo 0" }
  /// A shell line that tells how far a job is.
  private static func done(_ job: Int, _ store: String) -> String {
    #""$ERRATA" jobs show \#(job) --store \#(store) | grep -o '"done":[0-9]*' | tr -dc 0-9 || true; echo"#
  }

  @Test(arguments: 1...2) func `a label job that is killed again and again ends as if it hadn't been`(
    seed: Int
  ) throws {
    let tool = try prepared(items: 12_000)
    let partial = "out.jsonl.partial"
    _ = try tool.run(
      "jobs", "add", "label", "items.jsonl", "--output", "out.jsonl", "--corpus", "c.jsonl", "--store", "s.sqlite",
      "--now", "2026-01-01")
    // The first kill falls before anything is recorded, the others between checkpoints.
    try killing(
      tool, seed: seed, store: "s.sqlite", job: 1, steps: [1, 40_000, 90_000, 1], progress: JobTests.size(partial))
    let label = try tool.run("label", "--corpus", "c.jsonl", "--now", "2026-01-01", "items.jsonl")
    #expect(try tool.read("out.jsonl") == Array(label.output), "seed \(seed)")
    let verify = try tool.run("verify", "--store", "s.sqlite", "--no-decisions")
    // A revision, a policy, 12,000 decisions and 4000 labels: each once.
    #expect(verify.text.hasPrefix("chain: 16002 events up to 16002"), "seed \(seed): \(verify.text)")
    #expect(verify.status == 0)
  }

  @Test(arguments: [3]) func `relabeling and exporting that are killed end as if they hadn't been`(
    seed: Int
  ) throws {
    let tool = try prepared(items: 12_000)
    let items = try tool.run(
      "label", "--corpus", "c.jsonl", "--now", "2026-01-01", "--store", "a.sqlite", "items.jsonl")
    #expect(items.status == 0)
    try tool.write("c.jsonl", JobTests.otherClaim)
    #expect(try tool.shell("cp a.sqlite b.sqlite").status == 0)
    for store in ["a.sqlite", "b.sqlite"] {
      let add = try tool.run(
        "jobs", "add", "relabel", "--corpus", "c.jsonl", "--store", store, "--now", "2026-01-02")
      #expect(add.status == 0, "\(add.errors)")
    }
    #expect(try tool.run("work", "--once", "--store", "a.sqlite").status == 0)
    try killing(
      tool, seed: seed, store: "b.sqlite", job: 1, steps: [1, 1], progress: JobTests.done(1, "b.sqlite"))
    for store in ["a", "b"] {
      _ = try tool.run(
        "jobs", "add", "export", "--what", "labels", "--output", "\(store).jsonl", "--store", "\(store).sqlite")
    }
    #expect(try tool.run("work", "--once", "--store", "a.sqlite").status == 0)
    try killing(
      tool, seed: seed + 100, store: "b.sqlite", job: 2, steps: [1], atLeast: 0,
      progress: JobTests.size("b.jsonl.partial"))
    let labels = try tool.read("a.jsonl")
    #expect(labels.count { $0 == 0x0A } == 8000, "a label event for each of 4000 items, and its negation")
    #expect(try tool.read("b.jsonl") == labels, "seed \(seed)")
    #expect(try tool.run("verify", "--store", "b.sqlite", "--no-decisions").status == 0, "seed \(seed)")
  }

  @Test func `relabeling under the same corpus records nothing, and under another one only what changes`() throws {
    let tool = try prepared()
    _ = try tool.run("label", "--corpus", "c.jsonl", "--now", "2026-01-01", "--store", "s.sqlite", "items.jsonl")
    func relabel(_ arguments: String) throws -> String {
      let run = try tool.shell(
        "\"$ERRATA\" jobs add relabel \(arguments) --store s.sqlite && \"$ERRATA\" work --once --store s.sqlite")
      #expect(run.status == 0, "\(run.errors)")
      return try tool.run("verify", "--store", "s.sqlite").text
    }
    #expect(try relabel("").contains("decisions: 60 computed again"))
    try tool.write("c.jsonl", JobTests.otherClaim)
    #expect(try relabel("--corpus c.jsonl").contains("decisions: 80 computed again and the same, 0 different"))
    #expect(try relabel("").contains("decisions: 80 computed again"))
    let explained = try tool.run("explain", "i-0", "--store", "s.sqlite").text
    #expect(explained.contains("no label"), "\(explained)")
  }

  @Test func `files dropped into a folder are labelled once, and end up in done`() throws {
    let tool = try prepared()
    #expect(try tool.shell("mkdir drop && cp items.jsonl drop/a.jsonl && cp items.jsonl drop/notes.txt").status == 0)
    _ = try tool.run("label", "--corpus", "c.jsonl", "--store", "s.sqlite", input: "")
    for _ in 0..<2 {
      #expect(try tool.run("work", "--once", "--watch", "drop", "--store", "s.sqlite").status == 0)
    }
    let listing = try tool.shell("cd drop && find . -type f | sort").lines
    #expect(listing == ["./done/a.decisions.jsonl", "./done/a.jsonl", "./notes.txt"])
    #expect(try tool.read("drop/done/a.decisions.jsonl").count { $0 == 0x0A } == 60)
    #expect(try tool.shell("cp items.jsonl drop/a.jsonl").status == 0)
    #expect(try tool.run("work", "--once", "--watch", "drop", "--store", "s.sqlite").status == 0)
    #expect(try tool.shell("ls drop/done").lines.contains("a-2.decisions.jsonl"))
    #expect(try tool.run("jobs", "list", "--format", "jsonl", "--store", "s.sqlite").lines.count == 2)
  }

  @Test func `a worker that is told to stop gives its job back`() throws {
    let tool = try prepared(items: 5000)
    _ = try tool.run(
      "jobs", "add", "label", "items.jsonl", "--output", "out.jsonl", "--corpus", "c.jsonl", "--store", "s.sqlite",
      "--now", "2026-01-01")
    let run = try tool.shell(
      #"""
      "$ERRATA" work --store s.sqlite --workers 1 2> log & pid=$!
      until [ -s out.jsonl.partial ]; do kill -0 $pid || break; done
      kill -TERM $pid; wait $pid; echo $?; cat log
      """#)
    #expect(run.lines.first == "143", "\(run.text)")
    let state = try job(tool, 1)
    #expect(state["state"] as? String == "queued", "\(run.text) \(state)")
    #expect(try tool.run("work", "--once", "--store", "s.sqlite").status == 0)
    #expect(try tool.read("out.jsonl").count { $0 == 0x0A } == 5000)
  }

  @Test func `a job that can't be done says why, and goes on once that is mended`() throws {
    let tool = try prepared()
    _ = try tool.run("jobs", "add", "label", "later.jsonl", "--corpus", "c.jsonl", "--store", "s.sqlite")
    let work = try tool.run("work", "--once", "--store", "s.sqlite")
    #expect(work.status == 1)
    #expect(work.errors.contains("job 1: failed: later.jsonl: no such file"))
    #expect((try job(tool, 1)["error"] as? String)?.hasPrefix("later.jsonl: no such file") == true)
    #expect(try tool.shell("cp items.jsonl later.jsonl").status == 0)
    #expect(try tool.run("jobs", "resume", "1", "--store", "s.sqlite").status == 0)
    #expect(try tool.run("work", "--once", "--store", "s.sqlite").status == 0)
    let list = try tool.run("jobs", "list", "--store", "s.sqlite")
    #expect(list.lines.last?.hasPrefix("1       label     done        100%") == true, "\(list.text)")
  }

  @Test func `a cancelled job isn't done`() throws {
    let tool = try prepared()
    _ = try tool.run("jobs", "add", "relabel", "--store", "s.sqlite")
    #expect(try tool.run("jobs", "cancel", "1", "--store", "s.sqlite").status == 0)
    let work = try tool.run("work", "--once", "--store", "s.sqlite")
    #expect(work.errors == "")
    #expect(try job(tool, 1)["state"] as? String == "cancelled")
  }

  @Test func `reindex compiles the corpus that the record has`() throws {
    let tool = try prepared()
    _ = try tool.run("label", "--corpus", "c.jsonl", "--store", "s.sqlite", "items.jsonl")
    _ = try tool.run("jobs", "add", "reindex", "--output", "i.index", "--store", "s.sqlite")
    #expect(try tool.run("work", "--once", "--store", "s.sqlite").status == 0)
    let labels = try tool.run("label", "--index", "i.index", "--now", "2026-01-01", "items.jsonl")
    let expected = try tool.run("label", "--corpus", "c.jsonl", "--now", "2026-01-01", "items.jsonl")
    #expect(labels.output == expected.output)
  }

  @Test(arguments: [
    ("jobs add label", "input is missing: label needs it"),
    ("jobs add export --output x", "what is missing: export needs it"),
    ("jobs add relabel --output x", "output is no parameter of relabel; it takes corpus, index, policy, now"),
    ("jobs add label x --corpus a --index b", "corpus and index stand together, expected one of them"),
    ("work --lease 0", "--lease takes a number from 0.1 to 86400."),
    ("work --workers 0", "--workers takes a number from 1 to 1024."),
  ]) func `wrong parameters are said before anything is queued`(_ row: (line: String, message: String)) throws {
    let tool = try Tool()
    let run = try tool.shell("\"$ERRATA\" \(row.line) --store s.sqlite")
    #expect(run.status == 64)
    #expect(run.errors.contains(row.message), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: tool.path("s.sqlite")))
  }

  @Test(arguments: [
    ("jobs show 9", 1, "has no job 9"), ("jobs cancel 9", 2, "could not cancel job 9: there is no such job"),
    ("work --watch none", 2, "none: is no folder to watch; make it first"),
  ]) func `what isn't there is named`(_ row: (line: String, status: Int32, message: String)) throws {
    let tool = try Tool()
    _ = try tool.run("label", "--store", "s.sqlite", input: "")
    let run = try tool.shell("\"$ERRATA\" \(row.line) --store s.sqlite")
    #expect(run.status == row.status)
    #expect(run.errors.contains(row.message), "\(run.errors)")
  }
}
