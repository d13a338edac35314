internal import ArgumentParser
internal import ErrataModel
internal import Foundation

/// The clock of a command: the machine's, or a fixed time for repeatable runs.
struct ClockOptions: ParsableArguments {
  @Option(
    name: .customLong("now"),
    help: ArgumentHelp("Take this time for now (RFC 3339), for repeatable runs.", valueName: "time"),
    transform: ClockOptions.time)
  var fixed: Timestamp?

  /// Reads a time from the command line.
  static func time(_ argument: String) throws -> Timestamp {
    guard let time = Timestamp(argument) else {
      throw ValidationError("'\(argument)' isn't a time; expected RFC 3339, as in 2026-01-31T12:00:00Z.")
    }
    return time
  }

  /// The time at which the command runs.
  func now() -> Timestamp {
    fixed ?? ClockOptions.machine
  }

  /// What the machine's clock says.
  static var machine: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
