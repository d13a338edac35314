import Foundation
import Testing

/// Where output goes: full disks, readers that leave, closed descriptors, terminals.
@Suite struct OutputTests {
  private static let item = #"{"id":"ok","text":"hello there"}"#

  /// Every way in which the tool writes to standard output.
  static let commands = [
    "label --index own.index items.jsonl", "label --index own.index --format table items.jsonl",
    "match --index own.index --min-score 0 items.jsonl", "search --index own.index covid",
    "search --index own.index --queries items.jsonl", "normalize hello", "normalize --trace hello",
    "corpus lint claims.jsonl",
    "corpus lint --json claims.jsonl", "corpus stats claims.jsonl", "corpus stats --json claims.jsonl",
    "policy default",
    "policy check policy.yaml", "index info own.index", "index info --json own.index", "explain ok --store s.sqlite",
    "explain ok --store s.sqlite --format json", "init fresh",
  ]

  /// A folder in which all of the commands work.
  private func prepared() throws -> Tool {
    let tool = try Tool()
    try tool.write("items.jsonl", OutputTests.item + "\n")
    try tool.write("claims.jsonl", Tool.claim + "\n")
    let made = try tool.shell(
      """
      set -e; "$ERRATA" policy default > policy.yaml; "$ERRATA" index build --corpus claims.jsonl -o own.index
      "$ERRATA" label --index own.index --store s.sqlite items.jsonl
      """)
    #expect(made.status == 0, "\(made.errors)")
    return tool
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is said by every command, and none succeeds on it`() throws {
    let tool = try prepared()
    for command in OutputTests.commands {
      let run = try tool.shell("\"$ERRATA\" \(command) > /dev/full")
      #expect(run.status == 2, "\(command)")
      #expect(run.errors.contains("errata: error: <stdout>: the disk is full"), "\(command): \(run.errors)")
    }
  }

  @Test func `a reader that leaves at once ends every command quietly`() throws {
    let tool = try prepared()
    for command in OutputTests.commands {
      let run = try tool.shell("\"$ERRATA\" \(command) 2> said | true; echo ${PIPESTATUS[0]}; cat said")
      #expect(run.lines.first == "0", "\(command)")
      #expect(!run.text.contains("errata: "), "\(command)")
    }
  }

  @Test(arguments: ["2>&-", "2>/dev/full"])
  func `where standard error can't be written, the work goes on`(_ redirection: String) throws {
    let tool = try Tool()
    try tool.write("items.jsonl", "oops\n" + OutputTests.item + "\n")
    let run = try tool.shell("\"$ERRATA\" label items.jsonl \(redirection)")
    #expect(run.status == 1)
    #expect(try run.objects().map { $0["id"] as? String } == ["ok"])
    let failed = try tool.shell("\"$ERRATA\" label nowhere.jsonl \(redirection)")
    #expect(failed.status == 2)
  }

  @Test func `closed standard input and output are said`() throws {
    let tool = try Tool()
    try tool.write("items.jsonl", OutputTests.item)
    let input = try tool.shell(#""$ERRATA" label <&-"#)
    #expect(input.status == 2)
    #expect(input.errors.contains("<stdin>: open failed: Bad file descriptor"))
    let output = try tool.shell(#""$ERRATA" label items.jsonl >&-"#)
    #expect(output.status == 2)
    #expect(output.errors.contains("<stdout>: can't be written: Bad file descriptor"))
  }

  @Test func `an index is never written over a pipe or device, and through a link into its target`() throws {
    let tool = try Tool()
    try tool.write("claims.jsonl", Tool.claim)
    let build = #""$ERRATA" index build --corpus claims.jsonl -o"#
    let pipe = try tool.shell("mkfifo pipe; \(build) pipe; status=$?; test -p pipe && exit $status")
    #expect(pipe.status == 2)
    #expect(pipe.errors.contains("pipe: can't be written: it is a device or a pipe; give the path of a file"))
    let link = try tool.shell(
      "touch target; ln -s target link; \(build) link && test -L link && \"$ERRATA\" index info target")
    #expect(link.status == 0, "\(link.errors)")
  }

  @Test func `an index that doesn't fit on the disk leaves the old one as it was`() throws {
    let tool = try Tool()
    let run = try tool.shell(
      """
      "$ERRATA" index build -o own.index && cp own.index before || exit
      trap '' XFSZ; ulimit -f 100; "$ERRATA" index build -o own.index
      """)
    #expect(run.status == 2)
    #expect(run.errors.contains("own.index: can't be written: File too large"))
    #expect(try tool.read("own.index") == tool.read("before"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: tool.folder.path).filter { $0.hasSuffix("tmp") } == [])
  }

  @Test(.enabled(if: Tool.isPossible("script -qec true /dev/null")))
  func `a terminal shows progress, unless that is not wanted`() throws {
    let tool = try Tool()
    try tool.write("items.jsonl", (0..<600).map { #"{"id":"\#($0)","text":"hello there"}"# }.joined(separator: "\n"))
    let shown = try tool.shell(#"script -qec '"$ERRATA" label items.jsonl > out.jsonl' /dev/null"#)
    for part in ["█", "%  ", "/s  0 labels  ", " left", "600 items, 0 labels, 0 bad lines"] {
      #expect(shown.text.contains(part), "lacks \(part)")
    }
    #expect(try tool.read("out.jsonl").count { $0 == 0x0A } == 600)
    let unknown = try tool.shell(#"script -qec 'cat items.jsonl | "$ERRATA" label > out.jsonl' /dev/null"#)
    #expect(unknown.text.contains(" items  "))
    #expect(!unknown.text.contains("%"))
    let hidden = try tool.shell(#"script -qec '"$ERRATA" label --no-progress items.jsonl > out.jsonl' /dev/null"#)
    #expect(hidden.text == "")
    #expect(try tool.run("label", "items.jsonl").errors == "")
  }
}
