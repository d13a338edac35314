internal import ErrataCorpus
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// Where imported claims go: standard output, a corpus file, or the live corpus of a store.
struct ImportTarget {
  /// Who changes the claims, why and when.
  struct Change {
    var author: String
    var reason: String
    var now: Timestamp
  }

  private enum Place {
    case standardOutput
    case file(String)
    case store(DecisionStore, live: Publication?)
  }

  /// The claims that are there.
  let base: [Claim]
  private let place: Place

  /// Whether the claims go anywhere but standard output.
  var isElsewhere: Bool { if case .standardOutput = place { false } else { true } }

  /// Opens the target and reads what it holds.
  init(output: String?, store: String?) throws {
    if let output {
      place = .file(output)
      base = FileManager.default.fileExists(atPath: output) ? try CorpusLoader.load(paths: [output]).claims : []
    } else if let store {
      let opened = try DecisionStore(path: store, mode: .readWrite)
      let live = try opened.published
      place = .store(opened, live: live)
      base = try live.map { try opened.claims(revision: $0.revision) } ?? []
    } else {
      place = .standardOutput
      base = []
    }
  }

  /// Writes the claims, all of them; a store gets them in the way of `errata corpus publish`.
  func write(_ claims: [Claim], _ change: Change) throws {
    switch place {
    case .standardOutput: try OutputWriter.standardOutput.write(ImportTarget.lines(of: claims))
    case .file(let path):
      let bytes = ImportTarget.lines(of: claims)
      do {
        // Beside it and renamed over it, so that nobody reads half a corpus.
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        throw FileProblem(
          description: "\(path): can't be written; check the folder's permissions and the room on the disk")
      }
    case .store(let store, let live):
      let corpus = try Corpus(claims)
      guard corpus.revision.digest != live?.digest else { return }
      var revision = RevisionChange(
        digest: corpus.revision.digest, author: change.author, reason: change.reason)
      // Between reading and publishing nobody else may have published.
      revision.expected = live?.digest
      _ = try store.publish(revision, claims: corpus.claims, now: change.now)
    }
  }

  private static func lines(of claims: [Claim]) -> [UInt8] {
    var writer = JSONWriter()
    for claim in claims {
      ClaimEncoder.encode(claim, into: &writer)
      writer.newline()
    }
    return writer.bytes
  }
}
