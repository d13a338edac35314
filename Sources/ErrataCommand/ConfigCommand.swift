internal import ArgumentParser
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
      Every finding is printed with file, line and name. Exits with 1 when there are any.

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
        _ = try ServeSettings.load(
          file: (file, bytes), environment: ProcessInfo.processInfo.environment, flags: [])
        try Console.print("\(file): good")
      } catch let error as SettingsError {
        for finding in error.findings { try Console.print(finding) }
        throw ExitCodes.findings
      }
    }
  }
}
