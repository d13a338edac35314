internal import ArgumentParser
internal import Errata
internal import ErrataJobs
internal import ErrataStore
internal import Foundation

/// How a command goes through its items.
struct RunOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Files of items as JSON Lines; - or none for standard input.", valueName: "file"))
  var files: [String] = []

  @Option(help: ArgumentHelp("Threads that judge (default: one a core).", valueName: "n"))
  var workers: Int?

  @Flag(help: "Stop at the first line that is no item.")
  var strict = false

  @Flag(inversion: .prefixedNo, help: "Show progress where standard error is a terminal.")
  var progress = true

  /// The defaults, for commands that offer none of these options.
  static var plain: RunOptions {
    get throws { try RunOptions.parse([]) }
  }

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers takes a number from 1 to 1024.")
    }
  }

  /// Judges all items and writes the answers to standard output, in input order. Exits with 1 when lines were bad, and
  /// with 130 (or 128 and the signal's number) when interrupted; a reader that has gone ends it quietly.
  ///
  /// - Parameter check: what must have ended well before the run does; its failure ends the run.
  func run(
    inputs: [String]? = nil, check: BackgroundCheck, record: ([DecisionRecord]) throws -> Int = { _ in 0 },
    judge: @escaping ItemRun.Judge
  ) throws {
    Interrupts.install()
    let names = inputs ?? (files.isEmpty ? ["-"] : files)
    var settings = ItemRun.Settings(isStrict: strict, showsProgress: progress)
    if let workers { settings.workers = workers }
    var run = ItemRun(settings: settings, stop: check.stop, diagnose: RunOptions.diagnose, judge: judge)
    let report = try check.during {
      try run.run(names.map(InputSource.init(argument:)), record: record) { bytes in
        try OutputWriter.standardOutput.write(bytes)
      }
    }
    try conclude(report)
  }

  private func conclude(_ report: ItemRun.Report) throws {
    if isatty(STDERR_FILENO) == 1, progress {
      Console.note("\(report.items) items, \(report.labels) labels, \(report.badLines) bad lines")
    } else if report.badLines > 0, strict {
      Console.note("errata: stopped at the first bad line, after \(report.items) items")
    } else if report.badLines > 0 {
      Console.note("errata: \(report.badLines) of \(report.items + report.badLines) lines were left out")
    }
    if let status = Interrupts.exitStatus { throw ExitCode(status) }
    if report.badLines > 0 { throw ExitCodes.findings }
  }

  private static func diagnose(_ diagnostic: Diagnostic) {
    Console.note(diagnostic.description.singleLine)
  }
}
