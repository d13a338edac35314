internal import ArgumentParser
internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore

/// `errata label`.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Judge items: labels, weight and why, one decision an item.",
    discussion: """
      Reads items as JSON Lines and writes one decision a line, in input order. A bad line is reported and left \
      out; the exit code then is 1. `corpora/schema` has the schemas of items and decisions.

      Examples:
        errata label --format table corpora/samples/items.jsonl
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        echo '{"id":"1","text":"5G towers spread the coronavirus!"}' | errata label
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl
    case table
  }

  @OptionGroup var engineOptions: EngineOptions
  @OptionGroup var recordOptions: RecordOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: "jsonl or table.")
  var format: Format = .jsonl

  @OptionGroup var runOptions: RunOptions

  func run() throws {
    try reportingFailures {
      let policy = try engineOptions.policySource()
      let engine = try engineOptions.engine(policy: policy.policy, live: recordOptions.store)
      let now = clock.now()
      let check = EngineOptions.check(engine)
      let store = try recordOptions.open(engine, check: check, policyText: policy.text, now: now)
      let format = format
      if format == .table { try OutputWriter.standardOutput.write(Array((DecisionTable.header + "\n").utf8)) }
      let isRecording = store != nil
      let plain = PlainDecisionEncoder(engine.plainDecision(id: "", now: now))
      try runOptions.run(
        check: check,
        record: { records in
          try store?.record(records, overlay: { Overlay.apply($1, $2, to: $0, policy: policy.policy, now: now) }) ?? 0
        }
      ) { item, session, writer in
        let found = engine.decide(item, now: now, session: &session)
        if found == nil, !isRecording, format == .jsonl {
          plain.encode(id: item.head.id, into: &writer)
          writer.newline()
          return ItemRun.Judged()
        }
        let decision = found ?? engine.plainDecision(id: item.head.id, now: now)
        LabelCommand.write(decision, of: item, as: format, into: &writer)
        let record = isRecording ? DecisionRecord(item: item.item, decision: decision) : nil
        return ItemRun.Judged(labels: decision.labels.count, record: record)
      }
      try store?.close()
    }
  }

  private static func write(
    _ decision: Decision, of item: ItemBuffer, as format: Format, into writer: inout JSONWriter
  ) {
    switch format {
    case .jsonl: DecisionEncoder.encode(decision, into: &writer)
    case .table: writer.raw(DecisionTable.row(item.item, decision))
    }
    writer.newline()
  }
}
