internal import ArgumentParser
internal import ErrataExchange
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// `errata export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write labels in the forms that others read, and check such files.",
    subcommands: [ExportLabelsCommand.self, ExportCheckCommand.self])
}

extension ExportFormat: ExpressibleByArgument {}
extension ReasonsCategory: ExpressibleByArgument {}

/// `errata export labels`.
struct ExportLabelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Write the labels of a store in the form of the AT protocol, the DSA database, or others.",
    discussion: """
      atproto      com.atproto.label.defs#label, one a line, unsigned; --src is yours
      dsa          a statement of reasons for each label that stands, API v2, at most
                   100 a line: each line is a request's body
      claimreview  the fact-checks behind labels that stand, schema.org, one a line
      jsonl, csv   all label events

      What a form refuses is left out, said on standard error, and makes the exit code 1. With --after, only events \
      after that one are looked at; the last one is told at the end.

      Examples:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata export labels --format csv --output labels.csv
        errata export labels --format atproto --src did:web:labels.example \\
          --uri-prefix https://posts.example/ > labels.jsonl
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: "atproto, dsa, claimreview, jsonl or csv.")
  var format: ExportFormat

  @Option(help: ArgumentHelp("Begin after this label event.", valueName: "sequence"))
  var after = 0

  @Option(help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("atproto: the DID of who says it.", valueName: "did"))
  var src: String?

  @Option(help: ArgumentHelp("atproto: stands before ids that are no URIs.", valueName: "uri"))
  var uriPrefix: String?

  @Option(help: ArgumentHelp("dsa: the place in your terms that labels rest on.", valueName: "text"))
  var ground: String?

  @Option(help: ArgumentHelp("dsa: where your terms can be read.", valueName: "url"))
  var groundURL: String?

  @Option(help: ArgumentHelp("dsa: a category for all (default: by label).", valueName: "word"))
  var category: ReasonsCategory?

  @Option(help: ArgumentHelp("dsa: a country it holds in; repeat it (default: the EEA).", valueName: "code"))
  var territory: [String] = []

  @Option(help: ArgumentHelp("dsa: the day of items without a time of publication.", valueName: "day"))
  var undated: String?

  @Option(help: ArgumentHelp("dsa: begins the statements' ids.", valueName: "text"))
  var puidPrefix = "errata"

  @OptionGroup var clock: ClockOptions

  func validate() throws {
    if after < 0 { throw ValidationError("--after takes a number from 0 on.") }
    switch format {
    case .atproto:
      guard let src, NetworkNames.isDID(src) else {
        throw ValidationError("--format atproto needs --src with a DID, as in did:web:labels.example.")
      }
      if let uriPrefix, !NetworkNames.isURI(uriPrefix + "x") {
        throw ValidationError("--uri-prefix takes the beginning of a URI, as in https://posts.example/.")
      }
    case .dsa:
      guard ground?.isEmpty == false else {
        throw ValidationError("--format dsa needs --ground: the place in your terms that labels rest on.")
      }
    case .claimreview, .jsonl, .csv: break
    }
  }

  private var settings: ExportSettings {
    var settings = ExportSettings(format: format, now: clock.now())
    settings.after = after
    settings.source = src ?? ""
    settings.uriPrefix = uriPrefix
    settings.ground = ground ?? ""
    settings.groundURL = groundURL
    settings.category = category
    if !territory.isEmpty { settings.territory = territory }
    settings.undated = undated
    settings.puidPrefix = puidPrefix
    return settings
  }

  func run() throws {
    try reportingFailures {
      Interrupts.install()
      let opened = try store.open(.readOnly)
      var export = LabelExport(opened, settings, stop: Interrupts.stop) { Console.warning($0.singleLine) }
      let report = try ExportFile.write(to: output) { write in
        let report = try export.run(write: write)
        if let status = Interrupts.exitStatus { throw ExitCode(status) }
        return report
      }
      if output != nil || isatty(STDERR_FILENO) == 1 || report.leftOut > 0 {
        Console.note(
          "\(report.written) written, \(report.leftOut) left out, up to label event \(report.last)")
      }
      if report.leftOut > 0 { throw ExitCodes.findings }
    }
  }
}

/// `errata export check`.
struct ExportCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a file of labels, statements or fact-checks, and say what its form refuses.",
    discussion: """
      Exit code 1 when something is refused.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata export labels --format claimreview --output reviews.jsonl
        errata export check --format claimreview reviews.jsonl
      """)

  @Option(help: "atproto, dsa or claimreview.")
  var format: ExportFormat

  @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file"))
  var file: String

  func validate() throws {
    if format == .jsonl || format == .csv {
      throw ValidationError("--format takes atproto, dsa or claimreview; the others have no rules of their own.")
    }
  }

  func run() throws {
    try reportingFailures {
      Interrupts.install()
      var check = ExportCheck(format)
      let report = try check.run(InputSource(argument: file), stop: Interrupts.stop) {
        Console.note($0.description.singleLine)
      }
      if let status = Interrupts.exitStatus { throw ExitCode(status) }
      Console.note("\(report.entries) read, \(report.faults) faults")
      if report.faults > 0 { throw ExitCodes.findings }
    }
  }
}
