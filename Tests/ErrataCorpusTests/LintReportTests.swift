import ErrataJSON
import ErrataModel
import Testing
import ErrataIndex

@testable import ErrataCorpus

@Suite struct LintReportTests {
  static func finding(_ severity: Severity, _ file: String, _ line: Int, _ field: String = "f") -> Diagnostic {
    Diagnostic(severity: severity, file: file, line: line, field: field, code: "c", message: "m")
  }

  static let report = LintReport(
    findings: [
      finding(.error, "b", 1), finding(.warning, "a", 9, "z"), finding(.warning, "a", 9, "y"),
      finding(.error, "a", 9, "zz"), finding(.warning, "a", 2),
    ], claimCount: 3)

  @Test func `findings are sorted by file, line, gravity and field`() {
    let order = Self.report.findings.map { "\($0.file)\($0.line)\($0.severity.rawValue)\($0.field)" }
    #expect(order == ["a2warningf", "a9errorzz", "a9warningy", "a9warningz", "b1errorf"])
    #expect(Self.report.errorCount == 2)
    #expect(Self.report.warningCount == 3)
  }

  @Test func `the text ends with the sums`() {
    let lines = Self.report.description.split(separator: "\n")
    #expect(lines.first == "a:2: warning: f: m [c]")
    #expect(lines.last == "3 claims: 2 errors, 3 warnings")
  }

  @Test func `the JSON has sums and findings`() {
    var writer = JSONWriter()
    LintReport(findings: [Self.finding(.error, "b", 1)], claimCount: 1).encode(into: &writer)
    #expect(
      writer.string
        == #"{"claims":1,"errors":1,"warnings":0,"findings":[{"severity":"error","file":"b","line":1,"#
        + #""field":"f","code":"c","message":"m"}]}"#)
  }

  @Test func `lint reports faults of form and goes on`() {
    let text = "{\n" + ClaimLine.text(ClaimLine.claim()) + "\n"
    let linter = Linter(settings: LintSettings(now: ClaimLine.now, background: .empty))
    let report = linter.lint(files: [CorpusFile(name: "a", text: text)])
    #expect(report.findings.map(\.code) == ["not-json"])
    #expect(report.claimCount == 1)
    #expect(linter.lint(paths: ["/nowhere/at/all"]).findings.map(\.code) == ["unreadable-file"])
  }
}
