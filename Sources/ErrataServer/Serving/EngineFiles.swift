internal import Errata
internal import ErrataCorpus
internal import ErrataIndex
internal import ErrataModel
internal import ErrataPolicy
internal import Foundation

/// Where claims and policy come from, and what they looked like when they were read.
package struct EngineFiles: Hashable, Sendable {
  /// Corpus files and folders; empty for the starter corpus, or for an index.
  package var corpus: [String]
  /// An index in place of a corpus: a file, or a folder of segments whose changes are taken as they come.
  package var index: String?
  /// A policy file; `nil` for the default policy.
  package var policy: String?

  /// Names the files.
  package init(corpus: [String] = [], index: String? = nil, policy: String? = nil) {
    self.corpus = corpus
    self.index = index
    self.policy = policy
  }

  /// Whether claims come from files, so that they can't be changed over HTTP.
  package var namesClaims: Bool { index != nil || !corpus.isEmpty }

  /// Loads all of it, and compares an index with its checksums.
  ///
  /// - Parameters:
  ///   - claims: the claims to take where no file names them; `nil` for the starter corpus.
  ///   - older: what serves; files of an index that it has mapped and verified are taken over from it.
  /// - Throws: what is wrong with the files, with lines.
  func load(
    claims stored: (claims: [Claim], changedAt: Timestamp)?, after older: ServingEngine?, now: Timestamp,
    generation: Int
  ) throws -> ServingEngine {
    let source = try PolicySource.load(policy)
    let searched: SegmentedIndex
    var live: LiveCorpus?
    if let index {
      searched = try SegmentedIndex(path: index, reusing: older?.engine.index)
      try searched.verify()
    } else {
      let loaded = try LiveCorpus(loadCorpus(stored?.claims))
      live = loaded
      searched = loaded.index
    }
    return ServingEngine(
      engine: try Engine(index: searched, policy: source.policy), policyText: source.text, corpus: live,
      changedAt: namesClaims ? changedAt(now) : stored?.changedAt ?? now, loadedAt: now, generation: generation)
  }

  private func loadCorpus(_ stored: [Claim]?) throws -> Corpus {
    if !corpus.isEmpty { return try CorpusLoader.load(paths: corpus) }
    if let stored { return try Corpus(stored) }
    return try CorpusLoader.starter()
  }

  /// When the newest file of claims was changed.
  private func changedAt(_ now: Timestamp) -> Timestamp {
    let newest = claimFiles.compactMap { Stamp(path: $0)?.modified }.max()
    return newest.map { Timestamp(milliseconds: $0) } ?? now
  }

  private var claimFiles: [String] {
    // Every change of a folder of segments gives it another manifest.
    if let index { return [IndexFolder.isFolder(index) ? "\(index)/MANIFEST" : index] }
    return corpus.flatMap { path in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.isEmpty ? [path] : names.filter { $0.hasSuffix(".jsonl") }.sorted().map { "\(path)/\($0)" }
    }
  }

  /// What a file looks like from outside.
  struct Stamp: Hashable {
    var modified: Int64
    var size: Int64
    var file: UInt64

    init?(path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      #if os(Linux)
        let time = status.st_mtim
      #else
        let time = status.st_mtimespec
      #endif
      modified = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
      size = Int64(status.st_size)
      file = UInt64(status.st_ino)
    }
  }

  /// The stamps of all files; another value tells that something was changed.
  var stamps: [String: Stamp] {
    var stamps: [String: Stamp] = [:]
    for path in claimFiles + [policy].compactMap({ $0 }) { stamps[path] = Stamp(path: path) }
    return stamps
  }
}
