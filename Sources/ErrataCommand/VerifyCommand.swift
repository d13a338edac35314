internal import ArgumentParser
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// `errata verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that the record is as it was written, and compute its decisions again.",
    discussion: """
      Computes the chain of digests anew, event by event, and every decision from the recorded item, claims, policy \
      and clock, and says what differs. Exit code 1 when something does. A checkpoint from `errata checkpoint`, kept \
      elsewhere, proves that the end of the record wasn't cut off or written anew either.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata checkpoint > checkpoint.json
        errata verify --checkpoint checkpoint.json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @OptionGroup var store: StoreOptions

  @Option(help: ArgumentHelp("Begin at this event.", valueName: "sequence"))
  var from = 1

  @Option(help: ArgumentHelp("A checkpoint that must stand in the record.", valueName: "file"))
  var checkpoint: String?

  @Flag(inversion: .prefixedNo, help: "Compute the decisions again.")
  var decisions = true

  @Option(help: "text or json.")
  var format: Format = .text

  func validate() throws {
    if from < 1 { throw ValidationError("--from takes a number from 1 on.") }
  }

  func run() throws {
    try reportingFailures {
      Interrupts.install()
      let checkpoint = try checkpoint.map { try CheckpointFile.read($0) }
      let opened = try store.open(.readOnly)
      let stop = Interrupts.stop
      let chain = try opened.verifyChain(from: from, checkpoint: checkpoint) { stop.isRaised }
      var replay: ReplayCheck.Report?
      if decisions, !stop.isRaised { replay = try self.replay(opened, chain) }
      if stop.isRaised { Console.warning("interrupted: what follows is of the part that was looked at") }
      switch format {
      case .text: try printText(chain, replay)
      case .json: try printJSON(chain, replay)
      }
      if let status = Interrupts.exitStatus { throw ExitCode(status) }
      if !chain.isWhole || (replay?.differenceCount ?? 0) > 0 { throw ExitCodes.findings }
    }
  }

  /// A record with rows that can't be read isn't computed again: the chain's findings say which.
  private func replay(_ store: DecisionStore, _ chain: ChainReport) throws -> ReplayCheck.Report? {
    guard let first = from == 1 ? 1 : try store.firstDecision(fromEvent: from) else { return ReplayCheck.Report() }
    var check = ReplayCheck(store: store, stop: Interrupts.stop)
    do {
      return try check.run(from: first)
    } catch  where !chain.isWhole {
      Console.warning("decisions were not computed again: \(error)")
      return nil
    }
  }

  private func printText(_ chain: ChainReport, _ replay: ReplayCheck.Report?) throws {
    for finding in chain.findings { try Console.print(finding.description.singleLine) }
    if chain.findingCount > chain.findings.count {
      try Console.print("and \(chain.findingCount - chain.findings.count) more")
    }
    let state = chain.isWhole ? "as it was written" : "\(chain.findingCount) findings"
    try Console.print(
      "chain: \(chain.events) events up to \(chain.last), digest \(chain.digest.prefix(12))…: \(state)"
        + (chain.sealed > 0 ? ", of which \(chain.sealed) tell of sealed decisions" : ""))
    guard let replay else { return }
    for difference in replay.differences { try Console.print(difference.description.singleLine) }
    try Console.print(
      "decisions: \(replay.same) computed again and the same, \(replay.differenceCount) different"
        + (replay.otherNormalizer > 0 ? ", \(replay.otherNormalizer) by another normalizer" : "")
        + (replay.erased > 0 ? ", \(replay.erased) without their text" : "")
        + (replay.sealed > 0 ? ", \(replay.sealed) sealed" : ""))
  }

  private func printJSON(_ chain: ChainReport, _ replay: ReplayCheck.Report?) throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("events", chain.events)
      writer.member("last", chain.last)
      writer.member("digest", chain.digest)
      writer.member("whole", chain.isWhole)
      writer.member("sealed", chain.sealed)
      writer.member("findings", chain.findings) { writer, finding in
        writer.object { writer in
          if let event = finding.event { writer.member("event", event) }
          writer.member("message", finding.message)
        }
      }
      guard let replay else { return }
      writer.member("same", replay.same)
      writer.member("different", replay.differenceCount)
      writer.member("otherNormalizer", replay.otherNormalizer)
      writer.member("erased", replay.erased)
      writer.member("differences", replay.differences) { writer, difference in
        writer.object { writer in
          writer.member("decision", difference.decision)
          writer.member("item", difference.item)
          writer.member("members", difference.members) { $0.string($1) }
        }
      }
    }
    try Console.print(writer.string)
  }
}

/// `errata checkpoint`.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Print the record's last event and digest, to be kept elsewhere as proof.",
    discussion: """
      Whoever keeps it can prove with `errata verify --checkpoint` that nothing up to there was changed, removed or \
      added since.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata checkpoint > checkpoint.json
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var clock: ClockOptions

  func run() throws {
    try reportingFailures {
      guard let checkpoint = try store.open(.readOnly).checkpoint(now: clock.now()) else {
        Console.error("\(store.path): the record is empty")
        throw ExitCodes.findings
      }
      try Console.print(CheckpointFile.text(checkpoint))
    }
  }
}

/// A checkpoint as a file: one JSON object.
enum CheckpointFile {
  /// The file's text.
  static func text(_ checkpoint: Checkpoint) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("sequence", checkpoint.sequence)
      writer.member("digest", checkpoint.digest)
      writer.member("at", checkpoint.at.description)
    }
    return writer.string
  }

  /// Reads a file.
  static func read(_ path: String) throws -> Checkpoint {
    guard let value = try? JSONParser.parse(try SmallFile.read(path, limit: 1 << 16)),
      case .number(let digits) = value["sequence"], let sequence = Int(digits), sequence > 0,
      case .string(let digest) = value["digest"], digest.wholeMatch(of: /[0-9a-f]{64}/) != nil,
      case .string(let time) = value["at"], let at = Timestamp(time)
    else {
      throw FileProblem(description: "\(path): isn't a checkpoint; make one with `errata checkpoint`")
    }
    return Checkpoint(sequence: sequence, digest: digest, at: at)
  }
}
