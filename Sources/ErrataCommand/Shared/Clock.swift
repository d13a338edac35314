internal import ArgumentParser
internal import ErrataModel
internal import Foundation

/// The clock of a command: the machine's, or a fixed time for repeatable runs.
struct ClockOptions: ParsableArguments {
  @Option(name: .customLong("now"), help: ArgumentHelp("Take this time for now (RFC 3339), for repeatable runs.", valueName: "time"))
  var fixed: Timestamp?

  /// The time at which the command runs.
  func now() -> Timestamp {
    fixed ?? Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}

extension Timestamp: @retroactive ExpressibleByArgument {
  /// Reads RFC 3339 or a date.
  public init?(argument: String) {
    self.init(argument)
  }
}
