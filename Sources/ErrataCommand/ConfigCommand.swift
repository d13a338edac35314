internal import ArgumentParser
internal import ErrataModel
internal import ErrataServer
internal import Foundation

/// `errata config`.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check settings of the worker.", subcommands: [ConfigCheckCommand.self])
}

/// `errata config check`.
struct ConfigCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a settings file, with the environment as it is now.",
    discussion: """
      Every finding is printed with file, line and name; the files of a certificate are read too. Exits with 1 when \
      there are errors.

      Example:
        errata serve --print-config > worker.yaml
        errata config check worker.yaml
      """)

  @Argument(help: ArgumentHelp("The settings file.", valueName: "file"))
  var file: String

  func run() throws {
    try reportingFailures {
      let bytes = try SmallFile.read(file, limit: 1 << 16)
      do {
        let settings = try ServeSettings.load(
          file: (file, bytes), environment: ProcessInfo.processInfo.environment, flags: [])
        let findings = settings.tls?.findings(now: ClockOptions.machine) ?? []
        for finding in findings { try Console.print(finding) }
        if findings.contains(where: { $0.severity == .error }) { throw ExitCodes.findings }
        try Console.print("\(file): good")
      } catch let error as SettingsError {
        for finding in error.findings { try Console.print(finding) }
        throw ExitCodes.findings
      }
    }
  }
}
