internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataJSON

/// `errata corpus`.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Check, describe, import, change and publish a corpus of claims.",
    subcommands: [
      CorpusLintCommand.self, CorpusStatsCommand.self, CorpusImportCommand.self, CorpusPreviewCommand.self,
      CorpusPublishCommand.self, CorpusLogCommand.self, CorpusDiffCommand.self, CorpusRevertCommand.self,
      CorpusExportCommand.self, CorpusSiteCommand.self,
    ])
}

/// `errata corpus lint`.
struct CorpusLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check corpus files.",
    discussion: """
      Every finding is printed with file, line and field. Exits with 1 when there are errors, 0 with warnings only. \
      `corpora/README.md` lists the findings and what to do.

      Example:
        errata corpus lint corpora/starter
      """)

  @Argument(
    help: ArgumentHelp("Corpus files or folders of *.jsonl (default: the starter corpus).", valueName: "path")
  )
  var paths: [String] = []

  @OptionGroup var clock: ClockOptions

  @Flag(help: "Exit with 1 for warnings too.")
  var strict = false

  @Flag(help: "Write one JSON object.")
  var json = false

  func run() throws {
    try reportingFailures {
      let linter = Linter(settings: LintSettings(now: clock.now()))
      let report = paths.isEmpty ? linter.lint(files: ShippedData.starterCorpus) : linter.lint(paths: paths)
      if json {
        var writer = JSONWriter()
        report.encode(into: &writer)
        try Console.print(writer.string)
      } else {
        try Console.print(report)
      }
      if report.errorCount > 0 || strict && report.warningCount > 0 { throw ExitCodes.findings }
    }
  }
}

/// `errata corpus stats`.
struct CorpusStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Show what a corpus holds.",
    discussion: """
      Example:
        errata corpus stats
      """)

  @Argument(
    help: ArgumentHelp("Corpus files or folders of *.jsonl (default: the starter corpus).", valueName: "path")
  )
  var paths: [String] = []

  @Flag(help: "Write one JSON object.")
  var json = false

  func run() throws {
    try reportingFailures {
      let statistics = try CorpusStatistics(CorpusOptions.load(paths))
      guard json else { return try Console.print(statistics) }
      var writer = JSONWriter()
      statistics.encode(into: &writer)
      try Console.print(writer.string)
    }
  }
}
