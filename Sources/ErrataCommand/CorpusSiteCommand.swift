internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataJSON
internal import ErrataModel
internal import ErrataSite
internal import ErrataStore
internal import Foundation

/// `errata corpus site`.
struct CorpusSiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Write a static set of pages of a corpus, with feeds.",
    discussion: """
      A page for each claim with its reviews, wordings and past, lists by subject, a search that runs in the reader's \
      browser, and with --base an Atom feed, a JSON feed, all reviews as ClaimReview data, and a sitemap. The pages \
      fetch nothing from elsewhere. Drafts have no page; claims that were withdrawn keep theirs, which says so.

      With --store the live corpus of the store is written, with the history of each claim.

      Example:
        errata corpus site pages --base https://errata.example/
      """)

  @Argument(help: ArgumentHelp("The folder to write into; files of the same names are replaced.", valueName: "folder"))
  var folder: String

  @Argument(
    help: ArgumentHelp("Corpus files or folders of *.jsonl (default: the starter corpus).", valueName: "path")
  )
  var paths: [String] = []

  @Option(help: ArgumentHelp("The address that the folder will have, for feeds.", valueName: "url"))
  var base: String?

  @Option(help: "The title of the pages.")
  var title = "Known rumors and their reviews"

  @Option(name: .customLong("store"), help: ArgumentHelp("Take the live corpus of a store.", valueName: "file"))
  var storeFile: String?

  @OptionGroup var clock: ClockOptions

  func run() throws {
    try reportingFailures {
      let now = clock.now()
      let settings: SiteSettings
      do throws(SiteError) { settings = try SiteSettings(title: title, base: base, now: now) } catch {
        throw ValidationError(error.description)
      }
      if storeFile != nil, !paths.isEmpty {
        throw ValidationError("give either corpus files or --store, not both.")
      }
      let claims = try storeFile.map(recorded) ?? CorpusOptions.load(paths).claims.map { SiteClaim($0) }
      let site = CorpusSite(claims, settings: settings)
      let writer = SiteWriter(folder: folder)
      try site.forEachFile(writer.write)
      var line = JSONWriter()
      line.object { line in
        line.member("folder", folder)
        line.member("claims", site.counts.shown)
        line.member("withdrawn", site.counts.withdrawn)
        line.member("files", writer.files)
      }
      try Console.print(line.string)
    }
  }

  private func recorded(_ path: String) throws -> [SiteClaim] {
    let store = try DecisionStore(path: path, mode: .readOnly)
    return try SiteClaims.read(store)
  }
}
