import ErrataModel
import Foundation
import Testing

@testable import ErrataCorpus

@Suite struct CorpusReadmeTests {
  /// A file of `corpora/` in the source tree.
  static func text(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "corpora/\(path)"), encoding: .utf8)
  }

  /// The first cells of a page's table rows that hold a word in code marks, with the second cell.
  static func rows(_ page: String) -> [(String, String)] {
    page.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("| `"), cells.count >= 2 else { return nil }
      return (cells[0].replacing("`", with: ""), cells[1])
    }
  }

  @Test func `the page lists every lint code with its gravity, and no other`() throws {
    let section = try #require(try Self.text("README.md").split(separator: "## What lint checks").last)
    let rows = Self.rows(String(section.split(separator: "\n## ")[0]))
    #expect(rows.map(\.0).sorted() == LintCode.allCases.map(\.rawValue).sorted())
    for (code, gravity) in rows {
      #expect(gravity.hasPrefix(LintCode(rawValue: code)?.severity.rawValue ?? "?"), "\(code)")
    }
  }

  @Test func `the example line of the page is a claim that passes lint`() throws {
    let line = try #require(
      try Self.text("README.md").split(separator: "\n").first { $0.hasPrefix("{\"id\"") })
    let linter = Linter(settings: LintSettings(now: ClaimLine.now))
    #expect(linter.lint(files: [CorpusFile(name: "README.md", text: String(line))]).findings == [])
  }

  @Test func `the page names every field of the format`() throws {
    let page = try Self.text("README.md")
    var claim = ClaimLine.claim()
    claim.validFrom = ClaimLine.now
    claim.expires = ClaimLine.now
    claim.note = "n"
    let names = ClaimLine.text(claim).matches(of: #/"([a-zA-Z]+)":/#).map { String($0.output.1) }
    for name in names { #expect(page.contains("`\(name)`"), "\(name)") }
  }

  @Test func `the samples and their expected outcomes have the same ids`() throws {
    let expected = Self.rows(try Self.text("samples/README.md")).map(\.0)
    #expect(expected == SampleItemsTests.items.map(\.id))
  }
}
