internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// `errata corpus revert`.
struct CorpusRevertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revert",
    abstract: "Publish the claims of an earlier publication again, all or some of them.",
    discussion: """
      Nothing is removed from the record: going back is a publication of its own, with author and reason. With --claim \
      only these claims go back to what they were then; one that wasn't there then becomes a draft, so that its past \
      stays. Decisions change with `errata relabel`.

      Example:
        errata corpus publish corpora/starter --reason "first corpus"
        errata corpus publish corpora/starter/en-health.jsonl --reason "a slip"
        errata corpus revert 1 --reason "back to the whole corpus"
      """)

  @Argument(help: ArgumentHelp("The publication to go back to: a number or a digest.", valueName: "publication"))
  var publication: RevisionReference

  @Option(name: .customLong("claim"), help: ArgumentHelp("Only this claim; may be repeated.", valueName: "id"))
  var ids: [String] = []

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: "Why.")
  var reason: String

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  func run() throws {
    try reportingFailures {
      let opened = try store.open(dryRun ? .readOnly : .readWrite)
      let target = try publication.publication(in: opened)
      guard let live = try opened.published else { return }
      let claims = try wanted(opened, target, live)
      let corpus = try Corpus(claims)
      if dryRun {
        let now = try opened.claims(revision: live.revision)
        return try DifferencePrinter.print(DifferencePrinter.differences(now, claims), json: false)
      }
      var change = RevisionChange(digest: corpus.revision.digest, author: author.author, reason: reason)
      change.expected = live.digest
      let made = try opened.publish(change, claims: corpus.claims, now: clock.now())
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("publication", made.number)
        writer.member("revision", made.digest)
        writer.member("claims", made.claims)
        writer.member("isNew", made.number != live.number)
      }
      try Console.print(writer.string)
    }
  }

  /// The claims as they shall stand.
  private func wanted(_ store: DecisionStore, _ target: Publication, _ live: Publication) throws -> [Claim] {
    guard !ids.isEmpty else { return try store.claims(revision: target.revision) }
    var claims = Dictionary(try store.claims(revision: live.revision).map { ($0.id, $0) }) { first, _ in first }
    for id in ids {
      let then = try store.claim(id, revision: target.revision)
      guard then != nil || claims[id] != nil else { throw UnknownClaim(id: id, store: store.path) }
      if let then { claims[id] = then } else { claims[id]?.status = .draft }
    }
    return claims.values.sorted { $0.id < $1.id }
  }
}

private struct UnknownClaim: Error, CustomStringConvertible {
  var id: String
  var store: String

  var description: String {
    "\(store): neither publication has a claim \"\(id.singleLine)\". Ids are listed by `errata corpus export`."
  }
}
