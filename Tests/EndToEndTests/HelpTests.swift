import Foundation
import Testing

@Suite struct HelpTests {
  static let commands = [
    "", "label", "match", "search", "explain", "normalize", "init", "index build", "index update", "index merge",
    "index info", "index background", "corpus lint", "corpus stats", "policy check", "policy default", "serve",
    "config check", "work", "jobs list", "jobs show", "jobs add", "jobs cancel", "jobs resume", "keys create",
    "keys list", "keys revoke", "verify", "checkpoint", "backup", "restore", "doctor", "history", "erase",
    "corpus publish", "corpus import", "export labels", "export check", "retain", "review list",
    "review confirm", "review reject", "review withdraw", "pins", "pins find", "pins report", "reach", "reach report",
    "relabel", "retract",
    "receipts list", "receipts show", "receipts undo", "appeals list", "appeals open", "appeals uphold",
    "appeals reject",
  ]

  /// The lines below "Example".
  private func examples(_ help: String) -> [String] {
    help.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.hasPrefix("Example") }.dropFirst()
      .prefix { !$0.isEmpty }.map(String.init)
  }

  @Test(arguments: commands)
  func `every command has help with an example that works when pasted`(_ command: String) throws {
    let tool = try Tool()
    let help = try tool.shell("COLUMNS=80 \"$ERRATA\" \(command) --help")
    #expect(help.status == 0)
    let lines = examples(help.text)
    #expect(lines.contains { $0.contains("errata \(command)") }, "\(help.text)")
    #expect(lines.allSatisfy { $0.hasPrefix("  ") && $0.count <= 80 }, "a line was wrapped: \(lines)")
    let corpora = Tool.package.appendingPathComponent("corpora").path
    let start = "ln -s '\(corpora)' corpora; errata() { \"$ERRATA\" \"$@\"; }; set -e\n"
    let run = try tool.shell(start + lines.joined(separator: "\n"))
    #expect(run.status == 0, "\(lines): \(run.errors)")
    #expect(!run.errors.contains("error"))
  }

  @Test(arguments: [
    ("frobnicate", "Unexpected argument 'frobnicate'"), ("label --colour", "Unknown option '--colour'"),
    ("corpus frobnicate", "Unexpected argument 'frobnicate'"),
  ])
  func `what isn't a command or an option is said with exit code 64`(_ row: (line: String, message: String)) throws {
    let run = try Tool().shell("\"$ERRATA\" \(row.line)")
    #expect(run.status == 64)
    #expect(run.errors.contains(row.message), "\(run.errors)")
  }

  @Test func `without arguments the tool shows its help`() throws {
    let run = try Tool().run()
    #expect(run.status == 0)
    #expect(run.text.contains("SUBCOMMANDS"))
  }

  @Test func `completions for bash are a script that bash takes`() throws {
    let run = try Tool().shell(
      #""$ERRATA" --generate-completion-script bash > errata.bash && bash -n errata.bash && cat errata.bash"#)
    #expect(run.status == 0)
    for word in ["label", "match", "search", "explain", "--min-score"] {
      #expect(run.text.contains(word), "lacks \(word)")
    }
  }
}
