import Foundation
import Testing

@Suite struct BadInputTests {
  private static let good = #"{"id":"ok","text":"hello there"}"#

  /// Lines that are no items, and what is said of them.
  static let lines: [(name: String, line: String, message: String)] = [
    ("an array", "[1,2]", "items.jsonl:1: error: expected an object, found an array [wrong-type]"),
    ("a string", #""x""#, "items.jsonl:1: error: expected an object, found a string [wrong-type]"),
    ("no JSON", "hello", "items.jsonl:1: error: not JSON at byte 1: expected a value [bad-json]"),
    (
      "an unfinished line", #"{"id":"1","#,
      "items.jsonl:1: error: not JSON at byte 11: expected a name in double quotes [bad-json]"
    ),
    ("no id", #"{"text":"x"}"#, "items.jsonl:1: error: id: is missing, expected a string [missing-field]"),
    (
      "a broken id", #"{"id":1.5,"text":"x"}"#,
      "items.jsonl:1: error: id: 1.5 isn't an integer, expected a string or an integer [wrong-type]"
    ),
    ("no text", #"{"id":"1"}"#, "items.jsonl:1: error: text: is missing, expected text or html [missing-field]"),
    (
      "two contents", #"{"id":"1","text":"x","html":"x"}"#,
      "items.jsonl:1: error: html: stands beside text, expected only one of the two [two-contents]"
    ),
    (
      "a text that is a number", #"{"id":"1","text":5}"#,
      "items.jsonl:1: error: text: expected a string, found a number [wrong-type]"
    ),
    (
      "a bad time", #"{"id":"1","text":"x","publishedAt":"yesterday"}"#,
      "items.jsonl:1: error: publishedAt: \"yesterday\" isn't a time, expected RFC 3339 such as 2024-05-01T12:00:00Z [bad-time]"
    ),
    (
      "an unknown kind of parent", #"{"id":"1","text":"x","parent":{"id":"0","kind":"share"}}"#,
      "items.jsonl:1: error: parent.kind: \"share\" isn't known here, expected one of: repost, quote, reply [unknown-word]"
    ),
    (
      "a NUL byte", "{\"id\":\"1\",\"text\":\"a\0b\"}",
      "items.jsonl:1: error: not JSON at byte 20: a control character in a string must be escaped [bad-json]"
    ),
  ]

  @Test(arguments: lines)
  func `a line that is no item is reported with file, line and field, and left out`(
    _ row: (name: String, line: String, message: String)
  ) throws {
    let tool = try Tool()
    try tool.write("items.jsonl", row.line + "\n" + BadInputTests.good + "\n")
    let run = try tool.run("label", "items.jsonl")
    #expect(run.status == 1)
    #expect(run.errors.split(separator: "\n").first.map(String.init) == row.message)
    #expect(try run.objects().map { $0["id"] as? String } == ["ok"])
  }

  @Test func `broken UTF-8 is reported and left out`() throws {
    let tool = try Tool()
    try tool.write("items.jsonl", Array(#"{"id":"1","text":""#.utf8) + [0xFF, 0xFE] + Array("\"}\n".utf8))
    let run = try tool.run("label", "items.jsonl")
    #expect(run.status == 1)
    #expect(run.errors.contains("the string isn't valid UTF-8"))
  }

  @Test func `strict runs stop at the first bad line and keep what came before`() throws {
    let tool = try Tool()
    let items = [BadInputTests.good, "oops", BadInputTests.good].joined(separator: "\n")
    let run = try tool.run("label", "--strict", input: items)
    #expect(run.status == 1)
    #expect(run.lines.count == 1)
    #expect(run.errors.contains("<stdin>:2: error: not JSON"))
    #expect(run.errors.contains("stopped at the first bad line, after 1 items"))
  }

  @Test func `an empty file and one of blank lines give nothing`() throws {
    let tool = try Tool()
    for text in ["", "\n\n   \n"] {
      try tool.write("items.jsonl", text)
      let run = try tool.run("label", "items.jsonl")
      #expect(run.status == 0)
      #expect(run.text == "")
    }
  }

  @Test func `a line of 50 MB is left out, and the next one judged`() throws {
    let tool = try Tool()
    let run = try tool.shell(
      #"{ printf '{"id":"1","text":"'; head -c 50000000 /dev/zero | tr '\0' a; printf '"}\n{"id":"2","text":"short"}\n'; } | "$ERRATA" label"#
    )
    #expect(run.status == 1)
    #expect(
      run.errors.contains("<stdin>:1: error: has 50000020 bytes, expected at most 16777216; left out [line-too-long]"))
    #expect(try run.objects().map { $0["id"] as? String } == ["2"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
  func `a line of 50 MB isn't held`() throws {
    let tool = try Tool()
    let made = try tool.shell("head -c 50000000 /dev/zero | tr '\\0' a > items.jsonl")
    #expect(made.status == 0)
    let peak = try tool.peakMemory("label items.jsonl 2> said")
    #expect(peak.status == 1)
    #expect(peak.kibibytes < 120_000, "resident: \(peak.kibibytes) KiB")
  }

  @Test func `unknown fields and repeated ids are said once and change nothing`() throws {
    let tool = try Tool()
    let item = #"{"id":"a","text":"x","colour":"red"}"#
    let run = try tool.run("label", input: item + "\n" + item + "\n")
    #expect(run.status == 0)
    #expect(run.lines.count == 2)
    let said = run.errors.split(separator: "\n")
    #expect(said.count == 2)
    #expect(said.contains { $0.contains("colour: isn't a field of an item and is ignored; said once") })
    #expect(said.contains { $0.contains("\"a\" came before in this run; the item is judged all the same") })
  }

  @Test func `byte order mark, CR LF and a missing last line end are fine`() throws {
    let tool = try Tool()
    try tool.write("items.jsonl", [0xEF, 0xBB, 0xBF] + Array((BadInputTests.good + "\r\n" + BadInputTests.good).utf8))
    let run = try tool.run("label", "items.jsonl")
    #expect(run.lines.count == 2)
    #expect(!run.errors.contains("error"))
  }

  /// Commands that can't do their work, and a part of what they say.
  static let failures: [(arguments: String, status: Int32, message: String)] = [
    ("label nowhere.jsonl", 2, "nowhere.jsonl: no such file"),
    ("label items.jsonl nowhere.jsonl", 2, "nowhere.jsonl: no such file"),
    ("label \"\"", 2, "no such file"),
    ("label --store /dev/full items.jsonl", 2, "/dev/full: could not open the store: it is no regular file"),
    ("label --store \"\" items.jsonl", 2, "could not open the store: the path is empty"),
    ("search --queries nowhere.jsonl", 2, "nowhere.jsonl: no such file"),
    ("match --index items.jsonl items.jsonl", 2, "items.jsonl: isn't an Errata index"),
    ("corpus lint nowhere", 1, "nowhere: error: can't be opened: No such file or directory"),
    ("corpus stats items.jsonl", 2, "items.jsonl:1: error:"),
    ("corpus lint --now soon", 64, "'soon' isn't a time"),
    ("policy check nowhere.yaml", 2, "nowhere.yaml: no such file"),
    ("policy check .", 2, ".: is a folder, expected a file"),
    ("init items.jsonl", 2, "items.jsonl/corpus: can't be made; check that the path leads through folders"),
    ("init /proc/x", 2, "/proc/x/corpus: can't be made"),
    ("explain x --store items.jsonl", 2, "items.jsonl: could not open the store: it is no SQLite file"),
    ("explain x --store .", 2, ".: could not open the store: it is a folder"),
    ("explain x --at soon", 64, "'soon' isn't a time"),
    ("explain", 64, "Missing expected argument '<item>'"),
    ("index build --output .", 2, ".: can't be written: it has other files, such as items.jsonl; name a new folder"),
    ("index build", 64, "Missing expected argument '--output <file>'"),
    ("index build --corpus nowhere --output x.index", 2, "nowhere"),
    ("index info nowhere.index", 2, "nowhere.index: can't be read: No such file or directory"),
    ("index background nowhere.jsonl --output x", 2, "nowhere.jsonl: no such file"),
    ("label .", 2, "is a directory, expected a file of JSON Lines"),
    ("label --corpus nowhere.jsonl items.jsonl", 2, "nowhere.jsonl"),
    ("label --corpus items.jsonl items.jsonl", 2, "items.jsonl:1: error:"),
    ("label --policy nowhere.yaml items.jsonl", 2, "nowhere.yaml: no such file"),
    ("label --policy items.jsonl items.jsonl", 2, "items.jsonl:1"),
    ("label --index nowhere.index items.jsonl", 2, "nowhere.index: can't be read: No such file or directory"),
    ("label --index . items.jsonl", 2, ".: is a folder without MANIFEST; expected an index made by `errata index "),
    ("label --index items.jsonl items.jsonl", 2, "items.jsonl: isn't an Errata index"),
    ("label --store . items.jsonl", 2, ".: could not open the store: it is a folder"),
    ("label --store nofolder/x.sqlite items.jsonl", 2, "nofolder/x.sqlite: could not open the store"),
    ("label --store items.jsonl items.jsonl", 2, "items.jsonl: could not open the store"),
    ("label --store /proc/x.sqlite items.jsonl", 2, "/proc/x.sqlite: could not open the store"),
    ("label --corpus a --index b", 64, "Give either --corpus or --index"),
    ("label --format xml", 64, "xml"),
    ("label --workers 0", 64, "--workers takes a number from 1 to 1024"),
    ("label --now soon", 64, "'soon' isn't a time"),
    ("match --min-score 2", 64, "--min-score takes a number from 0 to 1"),
    ("match --top 0", 64, "--top takes a number from 1 to 1000"),
    ("search", 64, "Give a query, or --queries FILE"),
    ("explain x --store nowhere.sqlite", 2, "nowhere.sqlite: could not open the store: there is no such file"),
    ("index build --output nofolder/x.index", 2, "nofolder/x.index: can't be written"),
    ("index info items.jsonl", 2, "items.jsonl: isn't an Errata index"),
    ("index build --background items.jsonl --output x.index", 64, "isn't a background table"),
    ("normalize --skip nothing x", 64, "'nothing' isn't a step"),
    ("policy check items.jsonl", 1, "items.jsonl:1"),
    ("frobnicate", 64, "frobnicate"),
  ]

  @Test(arguments: failures)
  func `a command that can't work says why and what to do`(
    _ row: (arguments: String, status: Int32, message: String)
  ) throws {
    let tool = try Tool()
    try tool.write("items.jsonl", BadInputTests.good + "\n")
    let run = try tool.shell("\"$ERRATA\" \(row.arguments)")
    #expect(run.status == row.status, "\(run.errors)")
    #expect((run.errors + run.text).contains(row.message), "\(run.errors)")
  }

  @Test func `a full disk is reported`() throws {
    let tool = try Tool()
    try tool.write("items.jsonl", BadInputTests.good + "\n")
    let run = try tool.shell(#""$ERRATA" label items.jsonl > /dev/full"#)
    #expect(run.status == 2)
    #expect(run.errors.contains("<stdout>: the disk is full"))
  }

  @Test func `a store that can't grow fails, and what was recorded before stays`() throws {
    let tool = try Tool()
    let items = (0..<4000).map { #"{"id":"\#($0)","text":"5G mobile networks spread the coronavirus \#($0)"}"# }
    try tool.write("few.jsonl", items.prefix(5).joined(separator: "\n"))
    try tool.write("many.jsonl", items.joined(separator: "\n"))
    #expect(try tool.run("label", "--store", "s.sqlite", "few.jsonl").status == 0)
    let run = try tool.shell(#"trap '' XFSZ; ulimit -f 3000; "$ERRATA" label --store s.sqlite many.jsonl > /dev/null"#)
    #expect(run.status == 2)
    #expect(run.errors.contains("s.sqlite: could not record"))
    let explained = try tool.run("explain", "3", "--store", "s.sqlite")
    #expect(explained.status == 0, "\(explained.errors)")
  }

  @Test func `a damaged, cut or newer index is refused`() throws {
    let tool = try Tool()
    #expect(try tool.run("index", "build", "--output", "good.index").status == 0)
    let good = try tool.read("good.index")
    var flipped = good
    flipped[good.count / 2] ^= 1
    var newer = good
    newer[8] = 99
    try tool.write("flipped", flipped)
    try tool.write("cut", Array(good.dropLast(100)))
    try tool.write("newer", newer)
    let table = [
      ("flipped", "flipped: is damaged (checksum of section"), ("cut", "cut: is cut short"),
      ("newer", "newer: has index format 99"),
    ]
    for (file, message) in table {
      #expect(try tool.run("index", "info", file).status == 2)
      let run = try tool.run("match", "--index", file, input: BadInputTests.good)
      #expect(run.status == 2)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
  }
}
