internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataJobs
internal import Foundation

/// `errata index update`.
struct IndexUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Add, change, pause or retract claims of an index folder.",
    discussion: """
      The claims are live in whatever opens the folder next, and in a running worker when it looks again; what has it \
      open keeps what it has. A claim in --claims comes or takes the place of the one with its id, whatever its \
      status; only published claims with a review are matched. Nothing is changed when anything is wrong.

      Claims that come go above the base; `errata index merge` takes them into it, once in a while.

      Example:
        errata index build --output live/
        errata index update live/ --retract en-covid-5g-spreads-virus
        errata index update live/ --claims corpora/starter
      """)

  @Argument(help: ArgumentHelp("The folder made by `errata index build`.", valueName: "folder"))
  var folder: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Files of claims, or folders of *.jsonl, that come or change.", valueName: "path"))
  var claims: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Claims to withdraw for good: their status becomes retracted.", valueName: "id"))
  var retract: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Claims to keep back for a while: their status becomes paused.", valueName: "id"))
  var pause: [String] = []

  @Flag(help: "Write one JSON object.")
  var json = false

  func validate() throws {
    if claims.isEmpty, retract.isEmpty, pause.isEmpty {
      throw ValidationError("Give --claims, --retract or --pause: there is nothing to change.")
    }
  }

  func run() throws {
    let start = Date()
    try reportingFailures {
      let request = FolderUpdate.Request(claims: claims, retracted: retract, paused: pause)
      let report = try FolderUpdate.apply(request, to: folder)
      let milliseconds = Int((Date().timeIntervalSince(start) * 1000).rounded(.up))
      try json ? printJSON(report, milliseconds) : printText(report, milliseconds)
    }
  }

  private func printText(_ report: FolderUpdate.Report, _ milliseconds: Int) throws {
    guard !report.isEmpty else {
      return try Console.print("\(folder): \(report.revision); nothing to change")
    }
    try Console.print(
      "\(folder): \(report.revision); \(report.added) added, \(report.changed) changed, "
        + "\(report.withdrawn) withdrawn, live after \(milliseconds) ms")
    if report.deltaClaims > IndexUpdateCommand.manyClaims {
      Console.note(
        "errata: \(report.deltaClaims) claims lie above the base and make opening slower; run `errata index merge`")
    }
  }

  /// Claims of deltas from which on a merge is advised: opening them takes half a second.
  private static let manyClaims = 5000

  private func printJSON(_ report: FolderUpdate.Report, _ milliseconds: Int) throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("corpusRevision", report.revision.digest)
      writer.member("claims", report.revision.claimCount)
      writer.member("published", report.revision.publishedCount)
      writer.member("added", report.added)
      writer.member("changed", report.changed)
      writer.member("withdrawn", report.withdrawn)
      writer.member("deltas", report.deltas)
      writer.member("deltaClaims", report.deltaClaims)
      writer.member("milliseconds", milliseconds)
    }
    try Console.print(writer.string)
  }
}

/// `errata index merge`.
struct IndexMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge the changes of an index folder into its base.",
    discussion: """
      Writes a new base beside the old one, then switches to it at once: the same bytes that `errata index build` \
      would write of the same claims. The folder can be used and updated meanwhile. However it ends, the folder is \
      either as it was or merged; what is left over goes with the next update or merge.

      Example:
        errata index build --output live/
        errata index update live/ --retract en-covid-5g-spreads-virus
        errata index merge live/
      """)

  @Argument(help: ArgumentHelp("The folder made by `errata index build`.", valueName: "folder"))
  var folder: String

  func run() throws {
    try reportingFailures {
      Interrupts.install()
      do {
        let report = try FolderMerge.merge(folder, isStopped: { Interrupts.stop.isRaised })
        try Console.print(
          report.deltas == 0
            ? "\(folder): \(report.revision); nothing to merge"
            : "\(folder): \(report.revision); \(report.deltas) deltas merged, \(report.byteCount) bytes")
      } catch is CompilingStopped {
        throw ExitCode(Interrupts.exitStatus ?? ExitCodes.failure.rawValue)
      }
    }
  }
}
