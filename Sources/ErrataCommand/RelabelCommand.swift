internal import ArgumentParser
internal import Errata
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// `errata relabel`.
struct RelabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relabel",
    abstract: "Bring decisions from one corpus revision to another, looking only at what changed claims touch.",
    discussion: """
      Without files, the recorded items of a store are relabeled in one transaction with one receipt; --from and --to \
      are numbers or digests of recorded revisions. Items are found by the fingerprints of their texts, which are kept \
      beside the store; with --scan every item is read, with the same result.

      With files, --from and --to are corpus files or folders, nothing is recorded, and the decisions that differ are \
      written: for content that isn't stored.

      With --whole, all recorded items are decided anew: after a newer program brought another version of the \
      normalizer. With --policy too, under that policy, which is recorded with the decisions. A store with more items \
      than fit one transaction is relabeled whole by `errata jobs add relabel`, page by page, without a receipt.

      Examples:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata retract en-covid-5g-spreads-virus --reason "withdrawn"
        errata relabel --from 2 --to 1 --dry-run
        errata relabel --scan
        errata relabel --policy corpora/policy/default.yaml --dry-run
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: ArgumentHelp("The earlier revision (default: the one before).", valueName: "revision"))
  var from: String?

  @Option(help: ArgumentHelp("The later revision (default: the live one, else the last).", valueName: "revision"))
  var to: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  @Option(
    help: ArgumentHelp("A policy in YAML (default: the recorded one; for files the shipped one).", valueName: "file"))
  var policy: String?

  @Flag(help: "Only tell what would change; nothing is written.")
  var dryRun = false

  @Flag(help: "Decide anew on all recorded items, whichever claims changed.")
  var whole = false

  @Flag(help: "Read every recorded item, in place of finding them by their fingerprints.")
  var scan = false

  @Option(help: ArgumentHelp("Decide on at most so many recorded items a second.", valueName: "items"))
  var rate: Int?

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var runOptions: RunOptions

  func validate() throws {
    if let rate, rate < 1 { throw ValidationError("--rate takes a number from 1.") }
    if !runOptions.files.isEmpty, from == nil || to == nil {
      throw ValidationError("With files, --from and --to name the two corpora.")
    }
  }

  func run() throws {
    try reportingFailures {
      if runOptions.files.isEmpty { try relabelStore() } else { try relabelFiles() }
    }
  }

  private func relabelStore() throws {
    Interrupts.install()
    let opened = try store.open(.readWrite)
    var settings = Relabeler.Settings()
    settings.isWhole = whole
    if let policy {
      let source = try PolicySource.load(policy)
      settings.policy = (source.policy, source.text)
    }
    settings.search = scan ? .scan : .fingerprints
    settings.isDryRun = dryRun
    settings.rate = rate
    let showsProgress = runOptions.progress && isatty(STDERR_FILENO) == 1
    let relabeler = Relabeler(store: opened, settings: settings, stop: Interrupts.stop) { line in
      if showsProgress { FileHandle.standardError.write(Data("\r\(line)\u{1B}[K".utf8)) }
    }
    let outcome: Relabeler.Outcome
    do {
      outcome = try relabeler.run(
        from: try from.map { try revision($0, in: opened) }, to: try to.map { try revision($0, in: opened) },
        author: author.author, now: clock.now())
    } catch is CancellationError {
      Console.error("interrupted; nothing was changed")
      throw ExitCode(Interrupts.exitStatus ?? 130)
    }
    if showsProgress { FileHandle.standardError.write(Data("\n".utf8)) }
    try print(outcome)
    try opened.close()
  }

  private func revision(_ name: String, in store: DecisionStore) throws -> Int {
    if let number = Int(name), try store.digest(ofRevision: number) != nil { return number }
    guard let number = try store.revision(ofDigest: name) else {
      throw ReversalFault(.missing, "the store has no corpus revision \"\(name.singleLine)\", or several that begin so")
    }
    return number
  }

  private func print(_ outcome: Relabeler.Outcome) throws {
    guard format == .text else {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("claims", outcome.claims) { $0.string($1) }
        writer.member("looked", outcome.looked)
        writer.key("diff")
        outcome.diff.encode(into: &writer)
        if let receipt = outcome.receipt {
          writer.key("receipt")
          receipt.encode(into: &writer)
        }
        if dryRun { writer.member("dryRun", true) }
        if let time = outcome.timeToLabel { writer.member("timeToLabelMs", time) }
      }
      return try Console.print(writer.string)
    }
    try Console.print("\(outcome.claims.count) claims changed, \(outcome.looked) items looked at")
    for line in outcome.diff.lines { try Console.print(line.singleLine) }
    if let receipt = outcome.receipt { try Console.print(ReceiptOptions.head(receipt, isDryRun: dryRun)) }
    if let time = outcome.timeToLabel {
      try Console.print("\(Double(time) / 1000) s from publication to the last label")
    }
  }

  private func relabelFiles() throws {
    let source = try PolicySource.load(policy)
    let (before, after) = (try CorpusOptions.load([from ?? ""]), try CorpusOptions.load([to ?? ""]))
    let change = ClaimChange(from: before.claims, to: after.claims)
    func engine(_ corpus: Corpus) throws -> Engine {
      let bytes = try IndexCompiler.compile(corpus.claims, revision: corpus.revision.digest)
      return try Engine(index: IndexReader(bytes: bytes, name: "index of the corpus"), policy: source.policy)
    }
    let (old, new) = (try engine(before), try engine(after))
    let (filter, now) = (WordingFilter(change.all), clock.now())
    let check = BackgroundCheck(below: Interrupts.stop) {}
    try runOptions.run(check: check) { item, session, writer in
      guard filter.mayMatch(session.features(of: item)) else { return ItemRun.Judged() }
      let former = old.decide(item, now: now, session: &session) ?? old.plainDecision(id: item.head.id, now: now)
      let decision = new.decide(item, now: now, session: &session) ?? new.plainDecision(id: item.head.id, now: now)
      guard decision.differs(from: former) else { return ItemRun.Judged() }
      DecisionEncoder.encode(decision, into: &writer)
      writer.newline()
      return ItemRun.Judged(labels: decision.labels.count)
    }
  }
}
