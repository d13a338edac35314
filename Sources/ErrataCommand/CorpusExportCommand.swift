internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// `errata corpus export`.
struct CorpusExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the corpus of a store as JSON lines.",
    discussion: """
      The canonical form, in the order of ids: what was published from an export is exported as the same bytes, so \
      that a corpus can live in version control. `errata corpus publish` takes it back.

      Example:
        errata corpus publish corpora/starter --reason "first corpus"
        errata corpus export > corpus.jsonl
      """)

  @Argument(
    help: ArgumentHelp("Corpus files to write in this form, instead of a store's corpus.", valueName: "path")
  )
  var paths: [String] = []

  @OptionGroup var store: StoreOptions

  @Option(
    name: .customLong("revision"),
    help: ArgumentHelp("The publication: a number, a digest, or live.", valueName: "publication"))
  var revision: RevisionReference = .live

  func run() throws {
    try reportingFailures {
      for claim in try claims() {
        var writer = JSONWriter()
        ClaimEncoder.encode(claim, into: &writer)
        try Console.print(writer.string)
      }
    }
  }

  private func claims() throws -> [Claim] {
    guard paths.isEmpty else { return try CorpusOptions.load(paths).claims.sorted { $0.id < $1.id } }
    let opened = try store.open(.readOnly)
    return try opened.claims(revision: revision.publication(in: opened).revision)
  }
}
