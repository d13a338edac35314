internal import ArgumentParser
internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// `errata corpus diff`.
struct CorpusDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what differs between two corpora, claim by claim and field by field.",
    discussion: """
      FROM and TO are publications of a store (a number, the first eight digits of a revision or more, or live) or \
      corpus files. Exits with 0 when they are equal and 1 when they differ.

      Example:
        errata corpus diff corpora/starter/en-health.jsonl corpora/starter/en-world.jsonl || true
      """)

  @Argument(help: "A publication, or a corpus file or folder.")
  var from: RevisionReference

  @Argument(help: "Another one.")
  var to: RevisionReference

  @OptionGroup var store: StoreOptions

  @Flag(help: "Write one JSON object a line.")
  var json = false

  func run() throws {
    try reportingFailures {
      let (before, after) = (try claims(from), try claims(to))
      let differences = DifferencePrinter.differences(before, after)
      try DifferencePrinter.print(differences, json: json)
      if !differences.isEmpty { throw ExitCodes.findings }
    }
  }

  /// What is named: a file where there is one, else a publication.
  private func claims(_ reference: RevisionReference) throws -> [Claim] {
    if FileManager.default.fileExists(atPath: reference.text) { return try CorpusOptions.load([reference.text]).claims }
    let opened = try store.open(.readOnly)
    return try opened.claims(revision: reference.publication(in: opened).revision)
  }
}

/// Compares two corpora for people or programs.
enum DifferencePrinter {
  static func differences(_ before: [Claim], _ after: [Claim]) -> [ClaimDifference] {
    let old = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
    let new = Dictionary(after.map { ($0.id, $0) }) { first, _ in first }
    return Set(old.keys).union(new.keys).sorted().compactMap {
      ClaimDifference(id: $0, before: old[$0], after: new[$0])
    }
  }

  static func print(_ differences: [ClaimDifference], json: Bool) throws {
    for difference in differences {
      guard json else {
        try Console.print(DifferenceText.lines(difference))
        continue
      }
      var writer = JSONWriter()
      difference.encode(into: &writer)
      try Console.print(writer.string)
    }
    guard !json else { return }
    let counts = ClaimDifference.Kind.allCases.map { kind in
      "\(differences.count { $0.kind == kind }) \(kind.rawValue)"
    }
    try Console.print(counts.joined(separator: ", "))
  }
}
