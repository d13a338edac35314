import Foundation
import Testing

/// Keys, backups, checks and proofs of a store.
@Suite struct StoreCareTests {
  /// A folder with a store of three items under a corpus of one claim.
  private func prepared() throws -> Tool {
    let tool = try Tool()
    try tool.write("c.jsonl", Tool.claim + "\n")
    let items = """
      {"id":"a","text":"The swans of Oldtown obey the traffic lights on the bridge!"}
      {"id":"b","text":"We fed the swans."}
      {"id":"c","text":"Is it true that the swans of Oldtown obey the traffic lights on the bridge?"}
      """
    let run = try tool.run("label", "--corpus", "c.jsonl", "--store", "s.sqlite", "--now", "2026-01-01", input: items)
    #expect(run.status == 0, "\(run.errors)")
    return tool
  }

  private static let hasSQLite = Tool.isPossible("sqlite3 --version")

  /// Changes the store past the program, its triggers taken off.
  private func tamper(_ tool: Tool, _ sql: String) throws {
    let run = try tool.shell(
      #"""
      sqlite3 s.sqlite "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" > drop.sql
      sqlite3 s.sqlite < drop.sql && sqlite3 s.sqlite "$(cat)"
      """#.replacingOccurrences(of: "$(cat)", with: sql.replacingOccurrences(of: "\"", with: "\\\"")))
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `verify passes an untouched record, with the checkpoint taken before`() throws {
    let tool = try prepared()
    #expect(try tool.shell("\"$ERRATA\" checkpoint --store s.sqlite > p.json").status == 0)
    _ = try tool.run(
      "label", "--corpus", "c.jsonl", "--store", "s.sqlite", input: #"{"id":"d","text":"A goose."}"#)
    let run = try tool.run("verify", "--store", "s.sqlite", "--checkpoint", "p.json")
    #expect(run.status == 0)
    #expect(run.lines.count == 2)
    #expect(run.lines[0].hasPrefix("chain: 7 events up to 7, digest "))
    #expect(run.lines[0].hasSuffix("…: as it was written"))
    #expect(run.lines[1] == "decisions: 4 computed again and the same, 0 different")
    let part = try tool.run("verify", "--store", "s.sqlite", "--from", "7", "--format", "json").objects().first
    #expect(part?["events"] as? Int == 1)
    #expect(part?["same"] as? Int == 1)
    #expect(part?["whole"] as? Bool == true)
  }

  /// What was done to the file, and what verify says of it.
  static let attacks: [(what: String, sql: String, says: String)] = [
    (
      "a changed byte", "UPDATE event SET digest = CAST(x'00' || substr(digest, 2) AS BLOB) WHERE sequence = 3",
      "event 3: decision 1 on item \"a\": its digest is "
    ),
    ("a removed event", "DELETE FROM event WHERE sequence = 4", "event 4: is missing"),
    (
      "two swapped events",
      """
      UPDATE event SET sequence = -5 WHERE sequence = 5; UPDATE event SET sequence = 5 WHERE sequence = 6;
      UPDATE event SET sequence = 6 WHERE sequence = -5
      """, "event 5: decision 3 on item \"c\": its digest is "
    ),
  ]

  @Test(.enabled(if: hasSQLite), arguments: attacks.indices) func `verify finds what was done to the chain`(
    index: Int
  ) throws {
    let tool = try prepared()
    try tamper(tool, StoreCareTests.attacks[index].sql)
    let run = try tool.run("verify", "--store", "s.sqlite")
    #expect(run.status == 1)
    #expect(
      run.lines.contains { $0.hasPrefix(StoreCareTests.attacks[index].says) },
      "\(StoreCareTests.attacks[index].what): \(run.text)")
  }

  @Test(.enabled(if: hasSQLite)) func `verify says what an edited weight was and should be`() throws {
    let tool = try prepared()
    try tamper(tool, "UPDATE decision SET weight = 1, json = json_set(json, '$.weight', 1) WHERE sequence = 1")
    let run = try tool.run("verify", "--store", "s.sqlite")
    #expect(run.status == 1)
    #expect(run.text.contains("event 3: decision 1 on item \"a\": its digest is "), "\(run.text)")
    #expect(run.text.contains("decision 1 on item \"a\": weight: recorded 1, computed 0.4"), "\(run.text)")
    let json = try tool.run("verify", "--store", "s.sqlite", "--format", "json").objects().first
    #expect(json?["different"] as? Int == 1)
    #expect(json?["whole"] as? Bool == false)
  }

  @Test(arguments: ["", "{}", #"{"sequence":1,"digest":"x","at":"2026-01-01"}"#])
  func `a file that is no checkpoint is refused`(text: String) throws {
    let tool = try prepared()
    try tool.write("p.json", text)
    let run = try tool.run("verify", "--store", "s.sqlite", "--checkpoint", "p.json")
    #expect(run.status == 2)
    #expect(run.errors.contains("p.json: isn't a checkpoint; make one with `errata checkpoint`"))
  }

  @Test func `a key's token is printed once, and the list has no secrets`() throws {
    let tool = try Tool()
    let made = try tool.run(
      "keys", "create", "--name", "feed", "--role", "curator", "--expires", "2099-01-01", "--store", "s.sqlite")
    #expect(made.status == 0, "\(made.errors)")
    let token = try #require(made.lines.first)
    #expect(token.wholeMatch(of: /errata_[0-9a-f]{12}_[0-9a-f]{64}/) != nil)
    let list = try tool.run("keys", "list", "--store", "s.sqlite", "--format", "jsonl")
    let key = try #require(try list.objects().first)
    #expect(key["name"] as? String == "feed" && key["role"] as? String == "curator")
    #expect(key["state"] as? String == "live" && key["expires"] as? String == "2099-01-01T00:00:00Z")
    #expect(!list.text.contains(String(token.suffix(64))))
    let id = try #require(key["id"] as? String)
    #expect(try tool.run("keys", "revoke", id, "--store", "s.sqlite").status == 0)
    #expect(try tool.run("keys", "list", "--store", "s.sqlite").text.contains("revoked"))
    let unknown = try tool.run("keys", "revoke", "x", "--store", "s.sqlite")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("could not revoke key x: there is no such key. List the keys for their ids."))
    let past = try tool.run(
      "keys", "create", "--name", "a", "--role", "reader", "--expires", "2020-01-01", "--store", "s.sqlite")
    #expect(past.errors.contains("it would have expired at 2020-01-01T00:00:00Z already"))
  }

  @Test func `a backup restores what was recorded, and nothing is overwritten unasked`() throws {
    let tool = try prepared()
    #expect(try tool.run("backup", "b.sqlite", "--store", "s.sqlite").text.hasSuffix("; whole\n"))
    #expect(try tool.shell("sha256sum -c b.sqlite.sha256").status == 0)
    let again = try tool.run("backup", "b.sqlite", "--store", "s.sqlite")
    #expect(again.status == 2)
    #expect(again.errors.contains("there is a file at b.sqlite already. Give another path, or replace it."))
    #expect(try tool.run("backup", "b.sqlite", "--store", "s.sqlite", "--replace").status == 0)
    _ = try tool.run(
      "label", "--corpus", "c.jsonl", "--store", "s.sqlite", input: #"{"id":"d","text":"A goose."}"#)
    #expect(try tool.run("restore", "b.sqlite", "--store", "s.sqlite").status == 2)
    let restored = try tool.run("restore", "b.sqlite", "--store", "s.sqlite", "--replace")
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(restored.text == "s.sqlite: 6 events restored from b.sqlite; whole\n")
    #expect(try tool.run("explain", "d", "--store", "s.sqlite").status == 1)
    #expect(try tool.run("explain", "d", "--store", "s.sqlite.replaced").status == 0)
    #expect(try tool.run("verify", "--store", "s.sqlite").status == 0)
  }

  @Test func `a backup can be restored over a store that is damaged, which is kept`() throws {
    let tool = try prepared()
    #expect(try tool.run("backup", "b.sqlite", "--store", "s.sqlite").status == 0)
    let damaged = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 9000)
    try tool.write("s.sqlite", damaged)
    #expect(try tool.run("verify", "--store", "s.sqlite").status == 2)
    let run = try tool.run("restore", "b.sqlite", "--store", "s.sqlite", "--replace")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try tool.read("s.sqlite.replaced") == damaged)
    #expect(try tool.run("verify", "--store", "s.sqlite").status == 0)
  }

  @Test func `a backup that was changed isn't restored`() throws {
    let tool = try prepared()
    #expect(try tool.run("backup", "b.sqlite", "--store", "s.sqlite").status == 0)
    var bytes = try tool.read("b.sqlite")
    bytes[bytes.count - 1] ^= 1
    try tool.write("b.sqlite", bytes)
    let run = try tool.run("restore", "b.sqlite", "--store", "n.sqlite")
    #expect(run.status == 2)
    #expect(run.errors.contains("its SHA-256 is "))
    #expect(!FileManager.default.fileExists(atPath: tool.path("n.sqlite")))
    #expect(!FileManager.default.fileExists(atPath: tool.path("n.sqlite.partial")))
  }

  @Test(.enabled(if: hasSQLite)) func `a record that isn't as it was written isn't backed up as whole`() throws {
    let tool = try prepared()
    try tamper(tool, "UPDATE decision SET weight = 0.5 WHERE sequence = 1")
    let run = try tool.run("backup", "b.sqlite", "--store", "s.sqlite")
    #expect(run.status == 2)
    #expect(run.errors.contains("the record isn't as it was written: event 3: decision 1 on item \"a\": its weight"))
    #expect(!FileManager.default.fileExists(atPath: tool.path("b.sqlite")))
  }

  @Test func `a store that somebody has open isn't replaced`() throws {
    let tool = try prepared()
    #expect(try tool.run("backup", "b.sqlite", "--store", "s.sqlite").status == 0)
    let run = try tool.shell(
      #"""
      mkfifo in; exec 3<>in
      "$ERRATA" label --corpus c.jsonl --store s.sqlite < in > out.jsonl 3>&- & pid=$!
      echo '{"id":"x","text":"x"}' >&3
      until [ -s out.jsonl ]; do kill -0 $pid || break; done
      "$ERRATA" restore b.sqlite --store s.sqlite --replace; echo $?
      exec 3>&-; wait $pid
      """#)
    #expect(run.lines == ["2"], "\(run.text)")
    #expect(run.errors.contains("could not restore: another process held it"), "\(run.errors)")
  }

  @Test func `doctor finds nothing wrong with a good store`() throws {
    let tool = try prepared()
    let run = try tool.run("doctor", "--store", "s.sqlite", "--corpus", "c.jsonl")
    #expect(run.status == 0, "\(run.text)")
    let names = run.lines.map { $0.split(separator: " ")[1] }
    #expect(names == ["store", "record", "clock", "jobs", "keys", "permissions", "disk", "corpus", "policy"])
    #expect(run.lines.allSatisfy { !$0.hasPrefix("FAIL") })
    #expect(try tool.run("doctor", "--quick", "--store", "s.sqlite", "--corpus", "c.jsonl").status == 0)
  }

  @Test func `doctor names what is wrong, each by itself`() throws {
    let tool = try prepared()
    _ = try tool.run("keys", "create", "--name", "a", "--role", "reader", "--store", "s.sqlite")
    try tool.write("bad.yaml", "rules: 7\n")
    #expect(try tool.shell("chmod 666 s.sqlite").status == 0)
    let run = try tool.run(
      "doctor", "--store", "s.sqlite", "--corpus", "none", "--policy", "bad.yaml", "--now", "2025-01-01", "--format",
      "json")
    #expect(run.status == 1)
    let states = Dictionary(
      uniqueKeysWithValues: try run.objects().map { ($0["check"] as? String ?? "", $0["state"] as? String ?? "") })
    #expect(
      states.filter { $0.key != "disk" } == [
        "store": "ok", "record": "ok", "clock": "fail", "jobs": "ok", "keys": "warn", "permissions": "fail",
        "corpus": "fail", "policy": "fail",
      ])
    let missing = try tool.run("doctor", "--store", "none.sqlite", "--corpus", "c.jsonl")
    #expect(missing.status == 1)
    #expect(missing.lines.first?.hasPrefix("FAIL store") == true)
  }

  @Test func `history tells decisions and labels in order`() throws {
    let tool = try prepared()
    let later = #"{"id":"a","text":"I was wrong about the swans, sorry."}"#
    _ = try tool.run("label", "--corpus", "c.jsonl", "--store", "s.sqlite", "--now", "2026-01-02", input: later)
    let run = try tool.run("history", "a", "--store", "s.sqlite")
    #expect(run.lines.count == 4)
    #expect(run.lines[0].hasPrefix("2026-01-01T00:00:00Z  decision 1  weight 0.4"))
    #expect(run.lines[1] == "2026-01-01T00:00:00Z  label 1  rumor by match swans")
    #expect(run.lines[2].hasPrefix("2026-01-02T00:00:00Z  decision 4  weight 1.0  nothing found"))
    #expect(run.lines[3] == "2026-01-02T00:00:00Z  label 2  rumor gone, by decision")
    let kinds = try tool.run("history", "a", "--store", "s.sqlite", "--format", "jsonl").objects().map {
      $0["kind"] as? String
    }
    #expect(kinds == ["decision", "label", "decision", "label"])
    #expect(try tool.run("history", "z", "--store", "s.sqlite").status == 1)
  }

  @Test func `what a person rejects loses its label and weight, and gets both back when that is withdrawn`() throws {
    let tool = try prepared()
    let rejected = try tool.run(
      "review", "reject", "a", "--reason", "it mocks it", "--by", "Ann", "--store", "s.sqlite")
    #expect(try rejected.objects().first?["negated"] as? Bool == true)
    let explained = try tool.run("explain", "a", "--store", "s.sqlite").text
    #expect(explained.contains("manual: Ann rejects all claims at "))
    #expect(explained.contains(": it mocks it\nwith that: weight 1.0, no label\n"))
    let json = try tool.run("explain", "a", "--store", "s.sqlite", "--format", "json").objects().first
    #expect((json?["effective"] as? [String: Any])?["weight"] as? Double == 1)
    let confirmed = try tool.run(
      "review", "confirm", "c", "--claim", "swans", "--cap", "0.5", "--reason", "no question", "--store", "s.sqlite")
    #expect(try confirmed.objects().first?["negated"] as? Bool == false)
    #expect(
      try tool.run("explain", "c", "--store", "s.sqlite").text.contains(
        "with that: weight 0.5, label rumor by curator"))
    let withdrawn = try tool.run("review", "withdraw", "a", "--reason", "it doesn't", "--store", "s.sqlite")
    #expect(try withdrawn.objects().first?["negated"] as? Bool == false)
    #expect(try !tool.run("explain", "a", "--store", "s.sqlite").text.contains("manual:"))
    let unfounded = try tool.run(
      "review", "confirm", "b", "--claim", "swans", "--reason", "x", "--store", "s.sqlite")
    #expect(unfounded.status == 2)
    #expect(unfounded.errors.contains("the item's last decision has no match with claim \"swans\""))
    #expect(try tool.run("review", "list", "--store", "s.sqlite").lines.count == 2)
    #expect(try tool.run("verify", "--store", "s.sqlite").status == 0)
  }

  @Test func `a corpus is published with its reason, unless another one went live meanwhile`() throws {
    let tool = try prepared()
    let first = try tool.run("corpus", "publish", "c.jsonl", "--reason", "first", "--store", "s.sqlite")
    let digest = try #require(try first.objects().first?["revision"] as? String)
    try tool.write("d.jsonl", Tool.claim.replacingOccurrences(of: "swans", with: "geese") + "\n")
    func publish(_ file: String, expect: String) throws -> Tool.Run {
      try tool.run("corpus", "publish", file, "--reason", "next", "--expect", expect, "--store", "s.sqlite")
    }
    #expect(try publish("d.jsonl", expect: "0123456789").errors.contains("expected 0123456789"))
    #expect(try publish("d.jsonl", expect: String(digest.prefix(12))).status == 0)
    #expect(try publish("c.jsonl", expect: digest).status == 2)
    #expect(try tool.run("verify", "--store", "s.sqlite").status == 0)
  }

  @Test func `an erased text is gone, and the record still verifies`() throws {
    let tool = try prepared()
    let run = try tool.run("erase", "a", "--reason", "asked for", "--by", "Ann", "--store", "s.sqlite")
    #expect(run.errors == "1 version of item \"a\" deleted\n")
    let explained = try tool.run("explain", "a", "--store", "s.sqlite")
    #expect(explained.status == 1)
    #expect(explained.errors.contains("was deleted on request"))
    let verify = try tool.run("verify", "--store", "s.sqlite")
    #expect(verify.status == 0)
    #expect(verify.text.contains("2 computed again and the same, 0 different, 1 without their text"))
    #expect(try tool.run("history", "a", "--store", "s.sqlite").status == 0)
  }
}
