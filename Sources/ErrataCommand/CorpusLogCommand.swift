internal import ArgumentParser
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// `errata corpus log`.
struct CorpusLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show who changed the corpus of a store, when, why, and what.",
    discussion: """
      Newest first. With a claim's id only the publications that changed this claim, with the fields that changed.

      Example:
        errata corpus publish corpora/starter --reason "first corpus"
        errata corpus log
        errata corpus log zh-plastic-nori
      """)

  @Argument(help: ArgumentHelp("A claim's id.", valueName: "claim"))
  var claim: String?

  @OptionGroup var store: StoreOptions

  @Option(help: "Show this many at most.")
  var limit = 50

  @Flag(help: "Write one JSON object a line.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1.") }
  }

  func run() throws {
    try reportingFailures {
      let opened = try store.open(.readOnly)
      guard let claim else { return try all(opened) }
      let found = try opened.publications(of: claim)
      guard !found.isEmpty else {
        Console.error("\(store.path): no publication has a claim \"\(claim.singleLine)\"")
        throw ExitCodes.findings
      }
      for (publication, step) in found.reversed().prefix(limit) {
        try print(publication, [ClaimDifference(id: step.id, before: step.before, after: step.after)].compactMap { $0 })
      }
    }
  }

  private func all(_ store: DecisionStore) throws {
    var publications: [Publication] = []
    while true {
      let page = try store.publications(after: publications.last?.number ?? 0, limit: 1000)
      if page.isEmpty { break }
      publications += page
    }
    for (place, publication) in publications.enumerated().reversed().prefix(limit) {
      let before = place == 0 ? 0 : publications[place - 1].revision
      let steps = try store.claimSteps(from: before, to: publication.revision)
      try print(publication, steps)
    }
  }

  private func print(_ publication: Publication, _ steps: [ClaimStep]) throws {
    let added = steps.count { $0.before == nil }
    let removed = steps.count { $0.after == nil }
    let changed = steps.count - added - removed
    guard !json else {
      return try Console.print(
        object(publication) { writer in
          writer.member("added", added)
          writer.member("changed", changed)
          writer.member("removed", removed)
        })
    }
    try Console.print(
      "\(head(publication))\n  \(publication.claims) claims: \(added) added, \(changed) changed, \(removed) removed")
  }

  private func print(_ publication: Publication, _ differences: [ClaimDifference]) throws {
    guard !json else {
      return try Console.print(
        object(publication) { writer in writer.member("changes", differences) { $1.encode(into: &$0) } })
    }
    try Console.print(head(publication))
    for difference in differences { try Console.print(DifferenceText.lines(difference)) }
  }

  private func head(_ publication: Publication) -> String {
    "\(publication.number)  \(publication.at)  \(publication.digest.prefix(12))  \(publication.author.singleLine): "
      + publication.reason.singleLine
  }

  private func object(_ publication: Publication, _ more: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("publication", publication.number)
      writer.member("revision", publication.digest)
      writer.member("at", publication.at.description)
      writer.member("author", publication.author)
      writer.member("reason", publication.reason)
      more(&writer)
    }
    return writer.string
  }
}

/// Differences of claims for people.
enum DifferenceText {
  /// Characters of a value that are shown.
  private static let shown = 400

  /// The claim, and below it each field with what it was and is.
  static func lines(_ difference: ClaimDifference) -> String {
    let sign =
      switch difference.kind {
      case .added: "+"
      case .removed: "-"
      case .changed: "~"
      }
    var lines = ["  \(sign) \(difference.id.singleLine)"]
    guard difference.kind == .changed else { return lines[0] }
    for field in difference.fields {
      lines.append("      \(field.name)")
      if let before = field.before { lines.append("      - \(text(before))") }
      if let after = field.after { lines.append("      + \(text(after))") }
    }
    return lines.joined(separator: "\n")
  }

  private static func text(_ value: JSONValue) -> String {
    if case .string(let text) = value { return text.singleLine.clipped(to: shown) }
    var writer = JSONWriter()
    writer.value(value)
    return writer.string.singleLine.clipped(to: shown)
  }
}
