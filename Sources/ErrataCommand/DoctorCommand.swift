internal import ArgumentParser
internal import ErrataJSON
internal import ErrataModel

/// `errata doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check store, record, index, corpus, policy, disk, permissions and clock.",
    discussion: """
      One line a check: ok, warn, or FAIL with what to do. Changes nothing. Exit code 1 when a check has failed.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata doctor --store errata.sqlite --corpus corpora/starter
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @OptionGroup var store: StoreOptions
  @OptionGroup var engineOptions: EngineOptions
  @OptionGroup var clock: ClockOptions

  @Flag(help: "Check the last 10,000 events of the record only, and not every index of the file.")
  var quick = false

  @Option(help: "text or json.")
  var format: Format = .text

  func run() throws {
    try reportingFailures {
      var doctor = Doctor(store: store.path, engine: engineOptions, now: clock.now(), isQuick: quick)
      doctor.checkAll()
      for check in doctor.checks { try Console.print(format == .text ? text(check) : json(check)) }
      if doctor.checks.contains(where: { $0.state == .fail }) { throw ExitCodes.findings }
    }
  }

  private func text(_ check: Doctor.Check) -> String {
    let state = check.state == .fail ? "FAIL" : check.state.rawValue
    return "\(state.padding(to: 5))\(check.name.padding(to: 13))\(check.message.singleLine)"
  }

  private func json(_ check: Doctor.Check) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("check", check.name)
      writer.member("state", check.state.rawValue)
      writer.member("message", check.message)
    }
    return writer.string
  }
}
