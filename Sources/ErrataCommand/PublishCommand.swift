internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// `errata corpus publish`.
struct CorpusPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Make a corpus the live one of a store, with author and reason.",
    discussion: """
      Jobs that name no corpus work with the one that is live. With --expect nothing is published when another \
      revision is live than the one that was looked at, by the first digits of its digest. Decisions change with \
      `errata jobs add relabel`.

      Example:
        errata corpus publish corpora/starter --reason "first corpus"
      """)

  @Argument(
    help: ArgumentHelp("Corpus files or folders of *.jsonl (default: the starter corpus).", valueName: "path")
  )
  var paths: [String] = []

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: "Why.")
  var reason: String

  @Option(help: ArgumentHelp("The revision that must be live.", valueName: "digest"))
  var expect: String?

  func run() throws {
    try reportingFailures {
      let corpus = try CorpusOptions.load(paths)
      let opened = try store.open(.readWrite)
      var change = RevisionChange(digest: corpus.revision.digest, author: author.author, reason: reason)
      // A short digest that fits is the whole one; one that doesn't stays as it is, and doesn't fit the live one.
      let live = try opened.published?.digest
      change.expected = expect.map { live?.hasPrefix($0) == true && $0.utf8.count >= 8 ? live ?? $0 : $0 }
      let publication = try opened.publish(change, claims: corpus.claims, now: clock.now())
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("publication", publication.number)
        writer.member("revision", publication.digest)
        writer.member("claims", publication.claims)
        writer.member("author", publication.author)
        writer.member("reason", publication.reason)
        writer.member("at", publication.at.description)
      }
      try Console.print(writer.string)
    }
  }
}
