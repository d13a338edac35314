internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataPolicy

/// `errata policy`.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Check and show policies.",
    subcommands: [PolicyCheckCommand.self, PolicyDefaultCommand.self])
}

/// `errata policy check`.
struct PolicyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a policy file.",
    discussion: """
      Every finding is printed with file, line and key. Exits with 1 when there are errors.

      Example:
        errata policy check corpora/policy/default.yaml
      """)

  @Argument(help: ArgumentHelp("The policy file.", valueName: "file"))
  var file: String

  func run() throws {
    try reportingFailures {
      do {
        let policy = try Policy.load(bytes: SmallFile.read(file, limit: 1 << 20), file: file)
        for warning in policy.warnings { try Console.print(warning) }
        try Console.print("\(file): \(policy.version), \(policy.rules.count) rules, \(policy.warnings.count) warnings")
      } catch let error as PolicyError {
        for finding in error.findings { try Console.print(finding) }
        throw ExitCodes.findings
      }
    }
  }
}

/// `errata policy default`.
struct PolicyDefaultCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "default",
    abstract: "Print the shipped policy, to start your own from.",
    discussion: """
      Example:
        errata policy default > policy.yaml
      """)

  func run() throws {
    try reportingFailures { try Console.print(ShippedData.defaultPolicy, terminator: "") }
  }
}
